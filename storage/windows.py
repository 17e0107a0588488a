"""When citizens last wrote, and letters that wait until they write again.

1. Some messengers let us write freely only for a while after a citizen wrote. The turn keeps when
   that was, in its own transaction, and lets go whatever waited. It does the same where a citizen
   writes at a door that they had closed, or in the quiet hours.
2. A letter that waits for its citizen has no moment: it waits UNTIL_HEARD, and later letters pass.
   One that waits for the morning (QUIET) is passed too, and is let go by its citizen too.
3. The row of the identity is locked before a letter is put to wait, so that a citizen who writes
   at that very moment is either seen here or finds the letter waiting.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import and_, bindparam, or_, select, update

from storage.columns import Utc, literal_word, one_of
from storage.database import Database, Link
from storage.pages import Page
from storage.schema import identities, outbox
from storage.seal import Seal

UNTIL_HEARD = datetime(9999, 1, 1, tzinfo=UTC)
QUIET = "quiet hours"  # the error of a letter that waits for the morning
WAITING = "waiting"
UNFINISHED = ("queued", WAITING, "sending")

HEARD = (
    update(identities)
    .values(heard_at=bindparam("at"), blocked_at=None)
    .where(identities.c.blind == bindparam("which"))
)
RELEASE = (
    update(outbox)
    .values(not_before=bindparam("at", type_=Utc()), template=None)
    .where(
        outbox.c.person == bindparam("whose"),
        outbox.c.conversation == bindparam("of_talk"),
        one_of(outbox.c.state, *UNFINISHED),
        or_(
            outbox.c.not_before == UNTIL_HEARD,
            and_(
                outbox.c.error == literal_word(QUIET),
                outbox.c.state == literal_word(WAITING),
            ),
        ),
    )
)
LAST_HEARD = (
    select(identities.c.heard_at)
    .join(outbox, outbox.c.chat == identities.c.blind)
    .where(outbox.c.id == bindparam("which"))
    .with_for_update(of=identities)
)
WAIT = (
    update(outbox)
    .values(
        state=WAITING,
        not_before=bindparam("until"),
        error=bindparam("why"),
        template=bindparam("told_by"),
    )
    .where(outbox.c.id == bindparam("which"))
)
_chat_of_letter = select(outbox.c.chat).where(outbox.c.id == bindparam("which")).scalar_subquery()
SHUT = (
    update(identities)
    .values(heard_at=None)
    .where(
        identities.c.blind == _chat_of_letter,
        identities.c.heard_at <= bindparam("known", type_=Utc()),
    )
)
_other = outbox.alias("other")
announced = (
    select(_other.c.id)
    .where(
        _other.c.person == outbox.c.person,
        _other.c.conversation == outbox.c.conversation,
        _other.c.template.is_not(None),
        _other.c.not_before == UNTIL_HEARD,
        one_of(_other.c.state, *UNFINISHED),
    )
    .correlate(outbox)
    .exists()
)  # whether something is waiting already of which the citizen was told


async def heard(link: Link, seal: Seal, pages: Sequence[Page]) -> None:
    """These citizens wrote: keep when, and let go what waited for them."""
    await link.many(HEARD, [{"which": _blind(seal, page), "at": page.heard} for page in pages])
    await link.many(
        RELEASE,
        [
            {"whose": page.person, "of_talk": page.conversation.id, "at": page.heard}
            for page in pages
        ],
    )


async def wait(
    database: Database, id: int, known: datetime | None, now: datetime, why: str, by: str | None
) -> None:
    """Put a letter to wait until its citizen writes; if they wrote by now, try again at once.

    known: when they were last heard as far as the sender knew; by: the template that told them.
    """
    async with database.write() as link:
        row = await link.first(LAST_HEARD, which=id)
        until = UNTIL_HEARD if row is None or row.heard_at == known else now
        await link.run(WAIT, which=id, until=until, why=why, told_by=by)


async def shut(
    database: Database, id: int, known: datetime | None, now: datetime, why: str
) -> None:
    """The messenger says that a citizen's window is closed, whatever we thought: try again so."""
    async with database.write() as link:
        if known is not None:
            await link.run(SHUT, which=id, known=known)
        await link.run(WAIT, which=id, until=now, why=why, told_by=None)


def _blind(seal: Seal, page: Page) -> str:
    return seal.blind(page.address.front, page.address.id)
