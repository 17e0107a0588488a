"""The chapter of the editors: questions that no approved answer met, and answers counted.

A question is sealed like every word of a citizen. A count says nothing of who asked.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from dialogs.conversation import Conversation
from storage.chapter import Chapter
from storage.columns import adding, one_of
from storage.database import Database
from storage.envelopes import open_words, shut_words
from storage.schema import answers, unanswered
from storage.seal import Seal

SHOWN = ("id", "language", "topic", "state", "by", "at", "ended")
KEEP = adding(unanswered, "conversation", "language", "topic", "text", "at").values(state="open")
_told = adding(answers, "answer", "outcome", "language", "at").values(times=1)
COUNT = _told.on_conflict_do_update(
    index_elements=["answer", "outcome", "language"],
    set_={"times": answers.c.times + 1, "at": _told.excluded.at},
)
_open = one_of(unanswered.c.state, "open")
OPEN = select(unanswered).where(_open).order_by(unanswered.c.id).limit(bindparam("most"))
CLOSE = (
    update(unanswered)
    .values(state="done", by=bindparam("by"), ended=bindparam("at"))
    .where(unanswered.c.id == bindparam("which"), _open)
    .returning(unanswered.c.id)
)
ONE = select(unanswered.c.id).where(unanswered.c.id == bindparam("which"))
TIMES = select(answers).order_by(answers.c.answer, answers.c.outcome, answers.c.language)
MOST = 500  # questions shown at once


@dataclass(frozen=True, slots=True)
class Count:
    """How often a short answer had an outcome (told, helped, file, book) in a language."""

    answer: str
    outcome: str
    language: str
    times: int
    at: datetime


class Editing(Chapter):
    """What the editors of the words should know."""

    async def keep_question(
        self, talk: Conversation, text: str, topic: str | None, at: datetime
    ) -> None:
        """Keep a question that no answer met."""
        await self._link.run(
            KEEP,
            conversation=talk.id,
            language=talk.language,
            topic=topic,
            text=shut_words(self._seal, text, f"unanswered:{talk.id}"),
            at=at,
        )

    async def count_answer(
        self, answer: str, outcome: str, language: str | None, at: datetime
    ) -> None:
        """One more time that an answer was told, or of what came of it."""
        known = {"answer": answer, "outcome": outcome, "language": language or ""}
        await self._link.run(COUNT, **known, at=at)


async def open_questions(database: Database, seal: Seal, most: int = MOST) -> list[dict[str, Any]]:
    """Questions that wait for an editor, oldest first: id, language, topic, text, at..."""
    async with database.read() as link:
        rows = await link.all(OPEN, most=most)
    return [
        {
            **{name: getattr(row, name) for name in SHOWN},
            "text": open_words(seal, row.text, f"unanswered:{row.conversation}"),
        }
        for row in rows
    ]


async def close_question(database: Database, id: int, by: str, at: datetime) -> bool | None:
    """Mark a question as done; False when it was done before, None when there is none."""
    async with database.write() as link:
        if await link.first(CLOSE, which=id, by=by, at=at):
            return True
        return False if await link.first(ONE, which=id) else None


async def counted(database: Database) -> list[Count]:
    """How often each answer was told, and what came of it."""
    async with database.read() as link:
        return [Count(*row) for row in await link.all(TIMES)]
