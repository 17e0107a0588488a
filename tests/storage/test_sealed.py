"""No word of a citizen can be read in the database: the raw bytes are searched for them.

Each thing a citizen can say or be is stored with a word of its own; the words are looked for as
text and as hexadecimal. A word that stands in the open on purpose proves that the search finds.
"""

from pathlib import Path

import asyncpg
import pytest
from sqlalchemy.engine import make_url

from dialogs.effects import Correct
from dialogs.receptions import Request
from storage.files import Files
from storage.parked import park
from storage.schema import metadata
from tests.storage.world import AT, HOUR

OPEN = "petropavlovsk"
SECRETS = {
    "address": "77015556677",
    "answer": "Күтемін",
    "profile": "Серікбаева",
    "letter": "Сұрағыңыз",
    "button": "Бармаймын",
    "text": "Подвалымыз",
    "applicant": "900101400123",
    "reply": "Жөнделді",
    "detail": "Қайсысы",
    "matter": "Шатырымыз",
    "days": "бейсенбіде",
    "wish": "Тротуарымыз",
    "rating": "Ренжідім",
    "correction": "Самокаттарды",
    "file name": "zhaloba-sosed.pdf",
    "file": "contents-of-the-file",
    "parked": "malformed-but-mine",
}


def corrected(words: str) -> Correct:
    return Correct(
        text=words, language="kk", place=None, topic=None, agency=OPEN, decided=None,
        right_topic="parking", right_agency=None, by="aigul", named=True, number="2026-1",
    )  # fmt: skip


@pytest.fixture
async def everything(world, ledger, database, seal):
    """One of each thing that holds words of a citizen."""
    word = SECRETS
    page = await world.citizen(
        word["address"], answers={"problem": word["answer"]}, profile={"surname": word["profile"]}
    )
    await world.told(page, word["letter"], choices=(("no", word["button"]),))
    await world.filed(page, "2026-1", word["text"], answer=word["reply"])
    await world.open("monday")
    asked = Request(
        id="r",
        agency=OPEN,
        post="head",
        days=word["days"],
        matter=word["wish"],
        state="open",
        asked_at=AT,
    )
    async with ledger.entry() as entry:
        await entry.case_line("2026-1", "ask", "aigul", AT, {"text": word["detail"]})
        await entry.hold("b1", page, "monday", AT + HOUR, "offline", word["matter"], AT)
        await entry.rate("case", "2026-1", 1, word["rating"], AT, page.conversation.id)
        await entry.new_request(asked, page)
        await entry.correct(
            corrected(word["correction"]), page.conversation.id, "case:2026-1:1", AT
        )
    files = Files(database, seal)
    content = word["file"].encode()
    talk = page.conversation.id
    await files.keep(talk, word["file name"], "text/plain", content, "f1", AT)
    await park(database, seal, "telegram", word["parked"].encode(), "no update", AT)
    await database.dispose()


async def raw(url: str) -> bytes:
    """Every byte of a SQLite database and its log, or the text dump of every PostgreSQL table."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        path = Path(str(parsed.database))
        return b"".join(part.read_bytes() for part in path.parent.glob(f"{path.name}*"))
    dsn = parsed.set(drivername="postgresql").render_as_string(hide_password=False)
    connection = await asyncpg.connect(dsn)
    tables = [
        await connection.fetch(f'SELECT t::text AS row FROM "{name}" t')
        for name in metadata.tables
    ]
    await connection.close()
    return "\n".join(row["row"] for rows in tables for row in rows).encode()


def holds(dump: bytes, word: str) -> bool:
    forms = (
        [word.encode(form) for form in ("utf-8", "utf-16-le", "cp1251")]
        if word.isascii()
        else [
            word.encode("utf-8"),
            word.encode("utf-16-le"),
        ]
    )
    escaped = word.encode("unicode_escape")
    return any(f in dump or f.hex().encode() in dump.lower() for f in [*forms, escaped])


@pytest.mark.usefixtures("everything")
async def test_no_word_of_a_citizen_can_be_read(database_url):
    dump = await raw(database_url)
    assert holds(dump, OPEN)
    assert [what for what, word in SECRETS.items() if holds(dump, word)] == []


async def test_a_word_left_in_the_open_would_be_found(database_url, plant):
    await plant(
        "INSERT INTO operators (login, role, at)"
        f" VALUES ('{SECRETS['answer']}', 'operator', '2026-11-22 03:00:00+00:00')"
    )
    assert holds(await raw(database_url), SECRETS["answer"])
