"""Files that citizens send: sealed bytes in the database, in chunks, never on a worker's disk.

A file is `promised` while a messenger still keeps it (storage.fetches), `here` when its bytes are
in the database, `failed` when they could not be had. Only a file that is here can be read.
"""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import bindparam, or_, select

from dialogs.events import File
from storage.columns import adding, among, names
from storage.database import Database
from storage.envelopes import open_draft, open_words, shut_words
from storage.schema import case_history, cases, file_chunks, files
from storage.seal import Seal

CHUNK = 256 * 1024  # bytes
PROMISED, HERE, FAILED = "promised", "here", "failed"

KEEP = adding(files, "id", "conversation", "name", "type", "size", "state", "sha256", "at")
KEEP_CHUNK = adding(file_chunks, "file", "n", "body")
OF_TALK = (
    select(files)
    .where(files.c.conversation == bindparam("which"), files.c.state == HERE)
    .order_by(files.c.at, files.c.id)
)
NOT_HERE = (
    select(files.c.id, files.c.state)
    .where(files.c.conversation == bindparam("which"), files.c.state != HERE)
    .order_by(files.c.at, files.c.id)
)
FILE = select(files).where(
    files.c.id == bindparam("which"),
    files.c.state == HERE,
    or_(
        bindparam("of", type_=files.c.conversation.type).is_(None),
        files.c.conversation == bindparam("of", type_=files.c.conversation.type),
    ),
)
CHUNKS = (
    select(file_chunks.c.n, file_chunks.c.body)
    .where(file_chunks.c.file == bindparam("which"))
    .order_by(file_chunks.c.n)
)
DRAFT = select(cases.c.draft).where(cases.c.number == bindparam("which"))
DETAILS = (
    select(case_history.c.detail)
    .where(case_history.c.number == bindparam("which"))
    .order_by(case_history.c.id)
)
FILES = select(files).where(among(files.c.id, names("ids")))


class Files:
    """The files of one database."""

    def __init__(self, database: Database, seal: Seal) -> None:
        self._database, self._seal = database, seal

    async def keep(
        self, conversation: str, name: str, type: str, content: bytes, id: str, at: datetime
    ) -> File:
        """Store a file that came in a talk."""
        row = {"id": id, "conversation": conversation, "type": type, "size": len(content)}
        sealed, digest = shut_words(self._seal, name, f"file:{id}"), digest_of(content)
        async with self._database.write() as link:
            await link.run(KEEP, **row, name=sealed, state=HERE, sha256=digest, at=at)
            await link.many(KEEP_CHUNK, chunks(self._seal, id, content))
        return File(id=id, name=name, type=type, size=len(content))

    async def read(self, id: str, conversation: str | None = None) -> tuple[File, bytes] | None:
        """A file that is here, with its content; with a conversation only one that came in it."""
        async with self._database.read() as link:
            row = await link.first(FILE, which=id, of=conversation)
            if row is None:
                return None
            chunks = await link.all(CHUNKS, which=id)
        parts = [self._seal.open(c.body, f"file:{id}:{c.n}") for c in chunks]
        return self._file(row), b"".join(parts)

    async def of_talk(self, conversation: str) -> tuple[File, ...]:
        """The files that came in a talk and are here, oldest first."""
        async with self._database.read() as link:
            rows = await link.all(OF_TALK, which=conversation)
        return tuple(self._file(row) for row in rows)

    async def not_here(self, conversation: str) -> dict[str, str]:
        """The files of a talk that cannot be read, each with its state: promised or failed."""
        async with self._database.read() as link:
            rows = await link.all(NOT_HERE, which=conversation)
        return {row.id: row.state for row in rows}

    async def of_case(self, number: str) -> tuple[File, ...]:
        """The files of a case: those it was filed with, then those sent with later answers."""
        return tuple(file for file, _ in await self.standing(number))

    async def standing(self, number: str) -> list[tuple[File, str]]:
        """The files of a case, each with its state: promised, here or failed."""
        async with self._database.read() as link:
            row = await link.first(DRAFT, which=number)
            details = await link.all(DETAILS, which=number)
            ids = [*self._filed(row, number), *self._answered(details, number)]
            rows = {row.id: row for row in await link.all(FILES, ids=ids)}
        found = [rows[id] for id in dict.fromkeys(ids) if id in rows]
        return [(self._file(row), row.state) for row in found]

    def _filed(self, row: Any, number: str) -> tuple[str, ...]:
        draft = open_draft(self._seal, row.draft, number) if row else None
        return draft.files if draft else ()

    def _answered(self, details: Iterable[Any], number: str) -> list[str]:
        opened = (self._seal.read_json(d.detail, f"history:{number}") for d in details)
        return [id for detail in opened for id in detail.get("files", ())]

    def _file(self, row: Any) -> File:
        name = open_words(self._seal, row.name, f"file:{row.id}")
        return File(id=row.id, name=name, type=row.type, size=row.size)


def chunks(seal: Seal, id: str, content: bytes) -> Iterable[dict[str, Any]]:
    """The rows of a file's content; an empty file has one empty piece."""
    for n, start in enumerate(range(0, len(content) or 1, CHUNK)):
        body = seal.close(content[start : start + CHUNK], f"file:{id}:{n}")
        yield {"file": id, "n": n, "body": body}


def digest_of(content: bytes) -> str:
    """The SHA-256 of a content, in hexadecimal."""
    return sha256(content).hexdigest()
