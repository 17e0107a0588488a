"""The whole road over HTTP: a webhook in, a commit, messages out, and nothing twice or lost.

| what happens                                     | what must be true                           |
|--------------------------------------------------|---------------------------------------------|
| the same webhook comes twenty times at once      | one effect, one answer, every post gets 200 |
| several messages, people and receipts in one     | all are taken, each citizen's in order      |
| the commit fails                                 | 503, and the repeat does the whole work     |
| a piece nobody can read, a fault of our own      | 200, the piece is kept, the others are taken|
| the signature is wrong or missing                | 401, nothing is stored                      |
"""

import asyncio
import json
import re
from io import BytesIO
from typing import Any

import pytest

from bot.limits import WEBHOOK_MOST
from storage.database import CommitFailed, Database
from tests.whatsapp.citizen import (
    HEADER,
    Citizen,
    body,
    change,
    message,
    name_or_address,
    signed,
    status,
    text,
    webhook,
)
from tests.whatsapp.conftest import VERIFY, Esik

PROBLEM = {
    "kk": "Петропавлда көшедегі шам екі аптадан бері жанбайды, балалар қараңғыда жүреді.",
    "ru": "В Петропавловске на нашей улице две недели не горит фонарь, дети идут в темноте.",
    "en": "In Petropavl the street lamp has not worked for two weeks, children walk in the dark.",
}
NUMBER = re.compile(r"\d{4}-\d{8}")


async def files(citizen: Citizen, language: str) -> str:
    """File an appeal by pressing what was sent; its number."""
    await citizen.says("/start")
    await citizen.presses(language)
    await citizen.presses("problem")
    answer = await citizen.says(PROBLEM[language])
    for _ in range(18):
        if found := NUMBER.search(answer):
            return found[0]
        answer = await _next(citizen)
    raise AssertionError(answer)


async def _next(citizen: Citizen) -> str:
    """Answer whatever is asked, as somebody who wants to file would."""
    options = citizen.options()
    for wanted in ("confirm", "yes", "file", "591000000", "590000000", "skip"):
        if wanted in options:
            return await citizen.presses(wanted)
    if options:
        return await citizen.presses(sorted(options)[0])
    return await citizen.says(name_or_address(citizen.graph.shown(citizen.id)[-1].text))


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_appeal_is_filed_by_pressing_what_was_sent(esik: Esik, language: str) -> None:
    citizen = esik.citizen()
    number = await files(citizen, language)
    assert number in await citizen.says("/status")
    assert await esik.rows("parked") == []
    [case] = await esik.rows("cases")
    assert (case.number, case.language) == (number, language)


async def test_citizen_without_a_number_is_known_and_addressed_by_the_user_id(esik: Esik) -> None:
    citizen = esik.citizen("KZ.13491208655302741918")
    number = await files(citizen, "kk")
    assert number in await citizen.says("/status")
    assert all(sent["recipient"] == citizen.id and "to" not in sent for sent in esik.graph.sent)


async def test_webhook_that_comes_twenty_times_at_once_has_one_effect(either_esik: Esik) -> None:
    esik = either_esik
    citizen = esik.citizen()
    await citizen.says("/start")
    await esik.letters("sent")
    before = [len(await esik.rows(name)) for name in ("inbox", "journal", "outbox")]
    same = webhook(text(citizen.id, PROBLEM["ru"]))
    answers = await asyncio.gather(*(citizen.posts(same) for _ in range(20)))
    assert answers == [200] * 20
    await citizen.reads()
    await esik.letters("sent", "sent")
    after = [len(await esik.rows(name)) for name in ("inbox", "journal", "outbox")]
    assert [b - a for a, b in zip(before, after, strict=True)] == [1, 2, 1]


async def test_everything_in_a_batch_is_taken(esik: Esik) -> None:
    ann, ben = esik.citizen(), esik.citizen()
    esik.graph.heard |= {ann.id: esik.moment.at, ben.id: esik.moment.at}
    batch = body(
        change(text(ann.id, "/start"), text(ben.id, "/start")),
        change(statuses=(status("wamid.somebody", "read"),)),
        change(text(ann.id, "жоқ нәрсе")),
        change(text("77019999999", "/start"), phone="another number of the same account"),
    )
    assert await ann.posts(batch) == 200
    await ben.reads()
    await esik.graph.shows(ann.id, 2)
    assert len(await esik.rows("conversations")) == 2
    assert len(await esik.rows("inbox")) == 3


async def test_messages_of_one_webhook_are_taken_in_the_order_of_their_times(esik: Esik) -> None:
    citizen = esik.citizen()
    first, second, third = (text(citizen.id, said) for said in ("/start", "бір", "екі"))
    await citizen.tells(third, first, second)
    await esik.letters("sent", "sent", "sent")
    said = [row for row in await esik.rows("journal") if row.speaker == "citizen"]
    seal = esik.house.seal
    texts = [
        seal.read_json(row.letter, f"journal:{row.conversation}:{row.seq}")["text"]
        for row in sorted(said, key=lambda row: row.seq)
    ]
    assert texts[-2:] == ["бір", "екі"]


async def test_second_tap_answers_nothing_twice(esik: Esik) -> None:
    citizen = esik.citizen()
    await citizen.says("/start")
    await citizen.presses("ru")
    await citizen.sends(citizen.press("problem"))
    lines = len(await esik.rows("outbox"))
    await citizen.tells(citizen.press("problem"))
    assert len(await esik.rows("outbox")) <= lines + 1
    assert await esik.rows("cases") == []


async def test_commit_that_fails_is_told_and_the_repeat_does_the_work(
    esik: Esik, monkeypatch: pytest.MonkeyPatch
) -> None:
    citizen = esik.citizen()
    esik.graph.heard[citizen.id] = esik.moment.at
    hello = webhook(text(citizen.id, "/start"))

    def away(self: Database) -> Any:
        raise CommitFailed("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(Database, "write", away)
        assert await citizen.posts(hello) == 503
    assert await esik.rows("inbox") == []
    assert await citizen.posts(hello) == 200
    assert await citizen.reads()


async def test_bodies_nobody_can_read_are_kept_and_answered(esik: Esik) -> None:
    odd = [b"", b"{", b"[]", b"null", b'"text"', b'{"foo": 1}', b'{"entry": "x"}', b"\xff\xfe"]
    citizen = esik.citizen()
    assert [await citizen.posts(raw) for raw in odd] == [200] * len(odd)
    rows = sorted(await esik.rows("parked"), key=lambda row: row.id)
    assert {row.front for row in rows} == {"whatsapp"}
    assert [esik.house.seal.open(row.body, "parked:whatsapp") for row in rows] == odd


async def test_piece_nobody_can_read_is_kept_and_the_others_are_taken(esik: Esik) -> None:
    citizen = esik.citizen()
    esik.graph.heard[citizen.id] = esik.moment.at
    odd: list[Any] = [
        {"type": "text"},
        7,
        message(citizen.id, "location", location={}),
        message(citizen.id, "text", text=None),
    ]
    batch = webhook(text(citizen.id, "/start"))
    batch["entry"][0]["changes"][0]["value"]["messages"] += odd
    batch["entry"] += [{"id": "1", "changes": [{"field": "account_alerts", "value": {}}]}, 5]
    assert await citizen.posts(batch) == 200
    assert await citizen.reads()
    kept = {esik.house.seal.open(row.body, "parked:whatsapp") for row in await esik.rows("parked")}
    assert len(kept) == 6
    assert b"7" in kept


async def test_fault_of_our_own_keeps_the_message_and_lets_others_pass(
    esik: Esik, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = esik.citizen(), esik.citizen()
    put = esik.house.batch.put

    async def broken(arrival: Any) -> Any:
        if arrival.to.id == bad.id:
            raise ZeroDivisionError
        return await put(arrival)

    monkeypatch.setattr(type(esik.house.batch), "put", lambda _, arrival: broken(arrival))
    esik.graph.heard[good.id] = esik.moment.at
    assert await good.posts(webhook(text(bad.id, "Жеке сөз"), text(good.id, "/start"))) == 200
    assert await good.reads()
    [row] = await esik.rows("parked")
    assert row.error == "ZeroDivisionError"


async def test_wrong_signatures_are_refused(esik: Esik) -> None:
    raw = json.dumps(webhook(text("77010000000", "/start"))).encode()
    stranger = [signed(b"another body"), signed(b"{}", "wrong"), {HEADER: signed(raw)[HEADER][7:]}]
    for headers in [{}, {HEADER: ""}, {HEADER: "sha256=00"}, *stranger]:
        async with esik.http.post(esik.webhook, data=raw, headers=headers) as answer:
            assert answer.status == 401
            assert (await answer.json())["error"]["code"] == "secret"
    assert await esik.rows("inbox") == []


async def test_body_over_the_limit_is_refused(esik: Esik) -> None:
    raw = b" " * (WEBHOOK_MOST + 1)
    async with esik.http.post(esik.webhook, data=BytesIO(raw), headers=signed(raw)) as answer:
        assert answer.status == 413


async def test_address_is_proved_to_be_ours(esik: Esik) -> None:
    asked = {"hub.mode": "subscribe", "hub.verify_token": VERIFY, "hub.challenge": "1158201444"}
    async with esik.http.get(esik.webhook, params=asked) as answer:
        assert (answer.status, await answer.text()) == (200, "1158201444")


async def test_whoever_does_not_know_the_word_gets_no_proof(esik: Esik) -> None:
    asked = {"hub.mode": "subscribe", "hub.verify_token": VERIFY, "hub.challenge": "1"}
    for wrong in ({"hub.verify_token": "x"}, {"hub.verify_token": ""}, {"hub.mode": "other"}):
        async with esik.http.get(esik.webhook, params=asked | wrong) as answer:
            assert answer.status == 401


async def test_link_opens_in_its_language_at_its_agency(esik: Esik) -> None:
    kazakh = await esik.citizen().says("start a_petropavlovsk-book-kk")
    russian = await esik.citizen().says("start a_petropavlovsk-book-ru")
    assert kazakh != russian


async def test_words_beside_a_link_are_not_lost(esik: Esik) -> None:
    citizen = esik.citizen()
    await citizen.tells(text(citizen.id, f"start a_petropavlovsk-file-kk {PROBLEM['kk']}"))
    await esik.letters("sent", "sent")
    assert len(await esik.rows("inbox")) == 2


ODD: tuple[dict[str, Any], ...] = (
    {"type": "sticker", "sticker": {"id": "5", "mime_type": "image/webp"}},
    {"type": "interactive", "interactive": {"type": "nfm_reply", "nfm_reply": {"name": "f"}}},
    {"type": "unsupported", "errors": [{"code": 131051, "title": "Unsupported"}]},
    {"type": "contacts", "contacts": [{"phones": [{"phone": "+7 701", "wa_id": "7701"}]}]},
    {"type": "a kind of next year", "x": 1},
)


async def test_what_no_question_takes_is_answered_kindly(esik: Esik) -> None:
    citizen = esik.citizen()
    await citizen.says("start a_petropavlovsk-ru")
    for sent in ODD:
        assert await citizen.sends(message(citizen.id, **sent))
    assert await esik.rows("parked") == []


async def test_reaction_is_taken_quietly(esik: Esik) -> None:
    citizen = esik.citizen()
    reaction = {"message_id": "wamid.x", "emoji": "👍"}
    await citizen.tells(message(citizen.id, "reaction", reaction=reaction))
    assert await esik.rows("conversations") == await esik.rows("parked") == []


async def test_numbers_of_citizens_are_nowhere_in_the_open(esik: Esik) -> None:
    citizen = esik.citizen()
    await citizen.says("/start")
    [row] = await esik.letters("sent")
    assert await citizen.posts(
        webhook(statuses=(status(esik.graph.shown(citizen.id)[0].id, "read"),))
    )
    rows = [
        str(r) for t in ("inbox", "outbox", "receipts", "identities") for r in await esik.rows(t)
    ]
    assert row.message
    assert not [row for row in rows if citizen.id in row or "wamid" in row]
