"""What a messenger tells of a message after it took it: delivered, read, or failed after all.

1. A receipt may come twice, in any order, and before the post wrote down whose message it is:
   what is known is kept, a state only moves on, and whichever half comes second joins the two.
2. Messages go by blind names: the messenger's own names hold telephone numbers.
3. States: delivered, read; failed (for good), again (to be sent again), shut (the citizen has to
   write first). Which error means which is the door's knowledge.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case, literal_column, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.columns import adding, among, names, one_of
from storage.database import Database, Link
from storage.schema import identities, outbox, receipts

AGAIN_MOST = 5  # attempts after which a message that fails again and again has failed
AGAIN_AFTER = timedelta(minutes=1)
ORDER = ("sent", "delivered", "read", "again", "shut", "failed")


def _rank(column: ColumnElement[Any]) -> ColumnElement[Any]:
    steps: list[Any] = [
        (column == _word(state), literal_column(str(n))) for n, state in enumerate(ORDER, 1)
    ]
    return case(*steps, else_=literal_column("0"))


def _word(state: str) -> ColumnElement[Any]:
    return literal_column(f"'{state}'")


_told = insert(receipts).values(
    {name: bindparam(name) for name in ("message", "state", "error", "at")}
)
TOLD = _told.on_conflict_do_update(
    index_elements=[receipts.c.message],
    set_={name: _told.excluded[name] for name in ("state", "error", "at")},
    where=_rank(_told.excluded.state) > _rank(receipts.c.state),
).returning(receipts.c.letter)
_belongs = adding(receipts, "message", "letter", "at")
BELONGS = _belongs.on_conflict_do_update(
    index_elements=[receipts.c.message], set_={"letter": _belongs.excluded.letter}
)
EARLY = select(receipts.c.letter, receipts.c.state, receipts.c.error).where(
    among(receipts.c.message, names("messages")), receipts.c.state.is_not(None)
)
_this = outbox.c.id == bindparam("which")
_shown = one_of(outbox.c.state, "sent", "delivered")
SEEN = (
    update(outbox)
    .values(state=bindparam("now_is"))
    .where(_this, _shown, outbox.c.state != bindparam("now_is"))
)
FAILED = (
    update(outbox)
    .values(state="failed", error=bindparam("why"), ended=bindparam("at"))
    .where(_this, _shown)
)
AGAIN = (
    update(outbox)
    .values(
        state="waiting",
        attempts=outbox.c.attempts + 1,
        not_before=bindparam("until"),
        error=bindparam("why"),
    )
    .where(_this, _shown, outbox.c.attempts < bindparam("most"))
)
UNHEARD = (
    update(identities)
    .values(heard_at=None)
    .where(
        identities.c.blind == select(outbox.c.chat).where(_this).scalar_subquery(),
        identities.c.heard_at <= select(outbox.c.ended).where(_this).scalar_subquery(),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was told of a message: its blind name, the state, why it failed, and when."""

    message: str
    state: str
    error: str | None
    at: datetime


async def told(database: Database, receipt: Receipt) -> None:
    """Keep a receipt, and move its letter on if it is known whose it is."""
    async with database.write() as link:
        row = await link.first(
            TOLD,
            message=receipt.message,
            state=receipt.state,
            error=receipt.error,
            at=receipt.at,
        )
        if row is not None and row.letter is not None:
            await _move(link, row.letter, receipt.state, receipt.error, receipt.at)


async def belong(link: Link, messages: Mapping[str, int], at: datetime) -> None:
    """These messages show these letters; receipts that came before move them on now."""
    if not messages:
        return
    rows = [{"message": name, "letter": id, "at": at} for name, id in messages.items()]
    await link.many(BELONGS, rows)
    for row in await link.all(EARLY, messages=list(messages)):
        await _move(link, row.letter, row.state, row.error, at)


async def _move(link: Link, letter: int, state: str, error: str | None, at: datetime) -> None:
    if state in {"delivered", "read"}:
        await link.run(SEEN, which=letter, now_is=state)
        return
    if state == "shut":
        await link.run(UNHEARD, which=letter)
    if state in {"again", "shut"}:
        until = at if state == "shut" else at + AGAIN_AFTER
        await link.run(AGAIN, which=letter, until=until, why=error, most=AGAIN_MOST)
    await link.run(FAILED, which=letter, why=error, at=at)  # still shown: failed, or tried enough
