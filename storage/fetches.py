"""Files that are promised: a messenger keeps them, and we fetch them after the commit.

1. The turn writes the file (promised) and its fetch (waiting) in the transaction of the message:
   a message is never lost because its file is slow, and a file is never forgotten.
2. A fetch is claimed by a lease: `not_before` moves to its end, and if the worker crashes the
   next one gets it.
3. What came is written only while the fetch still waits: of two workers one writes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select, update

from dialogs.events import File
from storage.chapter import Chapter
from storage.columns import Utc, adding, among, names, one_of
from storage.database import Database
from storage.envelopes import open_draft, open_words, shut_words
from storage.files import FAILED, HERE, KEEP_CHUNK, PROMISED, chunks, digest_of
from storage.schema import cases, fetches, files
from storage.seal import Seal

WAITING, DONE = "waiting", "done"

PROMISE = adding(files, "id", "conversation", "name", "type", "size", "state", "at")
ORDER = adding(fetches, "file", "front", "conversation", "remote", "not_before", "at").values(
    state=WAITING, attempts=0
)
_due = (
    select(fetches.c.file)
    .where(one_of(fetches.c.state, WAITING), fetches.c.not_before <= bindparam("now", type_=Utc()))
    .order_by(fetches.c.not_before)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .cte("claimed")
    .prefix_with("MATERIALIZED")
)
CLAIM = (
    update(fetches)
    .values(not_before=bindparam("until"), worker=bindparam("by"))
    .where(fetches.c.file.in_(select(_due.c.file)))
    .returning(fetches.c.file)
)
JOBS = (
    select(
        fetches.c.file,
        fetches.c.front,
        fetches.c.conversation,
        fetches.c.remote,
        fetches.c.attempts,
        files.c.name,
        files.c.type,
    )
    .join(files, files.c.id == fetches.c.file)
    .where(among(fetches.c.file, names("ids")))
    .order_by(fetches.c.at, fetches.c.file)
)
LATER = (
    update(fetches)
    .values(
        attempts=fetches.c.attempts + bindparam("more"),
        not_before=bindparam("until"),
        error=bindparam("why"),
    )
    .where(fetches.c.file == bindparam("which"), one_of(fetches.c.state, WAITING))
)
END = (
    update(fetches)
    .values(
        state=bindparam("now_is"),
        attempts=fetches.c.attempts + 1,
        error=bindparam("why"),
        ended=bindparam("at"),
    )
    .where(fetches.c.file == bindparam("which"), one_of(fetches.c.state, WAITING))
    .returning(fetches.c.file)
)
CAME = (
    update(files)
    .values(
        state=HERE, type=bindparam("kind"), size=bindparam("bytes"), sha256=bindparam("digest")
    )
    .where(files.c.id == bindparam("which"))
)
LOST = update(files).values(state=FAILED).where(files.c.id == bindparam("which"))
CASES = select(cases.c.number, cases.c.draft).where(cases.c.conversation == bindparam("of_talk"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """A file that a front keeps for us: the file as it was told, and the front's id of it."""

    file: File
    front: str
    remote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A fetch to be made now; `file` as it was told, `attempts` were made before."""

    file: str
    name: str
    type: str
    front: str
    remote: str
    conversation: str
    attempts: int


class Fetches(Chapter):
    """The chapter of promised files, within the turn's transaction."""

    async def promise(self, conversation: str, promised: Promised, at: datetime) -> None:
        """Keep a file that is still to come, and the order to fetch it."""
        file, about = promised.file, f"file:{promised.file.id}"
        told = {"id": file.id, "type": file.type, "size": file.size, "state": PROMISED}
        name = shut_words(self._seal, file.name, about)
        remote = shut_words(self._seal, promised.remote, f"fetch:{file.id}")
        await self._link.run(PROMISE, **told, conversation=conversation, name=name, at=at)
        order = {"file": file.id, "front": promised.front, "conversation": conversation}
        await self._link.run(ORDER, **order, remote=remote, not_before=at, at=at)


async def claim(
    database: Database, seal: Seal, worker: str, now: datetime, lease: timedelta, most: int
) -> list[Job]:
    """Lease what is due, earliest first."""
    async with database.write() as link:
        known = {"by": worker, "now": now, "until": now + lease, "most": most}
        ids = [row.file for row in await link.all(CLAIM, **known)]
        rows = await link.all(JOBS, ids=ids) if ids else []
    return [_job(seal, row) for row in rows]


async def later(
    database: Database, file: str, until: datetime, why: str, *, attempt: bool = True
) -> None:
    """Try again at a moment; a wait that the messenger asked for is no attempt."""
    async with database.write() as link:
        await link.run(LATER, which=file, more=int(attempt), until=until, why=why)


async def came(
    database: Database, seal: Seal, file: str, type: str, content: bytes, now: datetime
) -> None:
    """Keep what was fetched."""
    async with database.write() as link:
        if await link.first(END, which=file, now_is=DONE, why=None, at=now) is None:
            return
        known = {"kind": type, "bytes": len(content), "digest": digest_of(content)}
        await link.run(CAME, which=file, **known)
        await link.many(KEEP_CHUNK, chunks(seal, file, content))


async def lost(database: Database, file: str, why: str, now: datetime) -> None:
    """The file cannot be had."""
    async with database.write() as link:
        if await link.first(END, which=file, now_is=FAILED, why=why, at=now) is not None:
            await link.run(LOST, which=file)


async def case_with(database: Database, seal: Seal, conversation: str, file: str) -> str | None:
    """The number of the case that was filed with a file, if one was."""
    async with database.read() as link:
        rows: Sequence[Any] = await link.all(CASES, of_talk=conversation)
    for row in rows:
        draft = open_draft(seal, row.draft, row.number)
        if draft and file in (*draft.files, *draft.voice):
            return str(row.number)
    return None


def _job(seal: Seal, row: Any) -> Job:
    return Job(
        file=row.file,
        name=open_words(seal, row.name, f"file:{row.file}"),
        type=row.type,
        front=row.front,
        remote=open_words(seal, row.remote, f"fetch:{row.file}"),
        conversation=row.conversation,
        attempts=row.attempts,
    )
