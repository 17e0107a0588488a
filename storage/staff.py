"""Who works here and when they receive: operators, and the first officials and slots."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from dialogs.receptions import Official, Slot
from storage.columns import adding
from storage.database import Database
from storage.schedule import open_slots
from storage.schema import operators

ADD = (
    adding(operators, "login", "role", "agency", "at")
    .on_conflict_do_nothing()
    .returning(operators.c.login)
)
ONE = select(operators.c.login, operators.c.role, operators.c.agency).where(
    operators.c.login == bindparam("which")
)


@dataclass(frozen=True, slots=True)
class Operator:
    """Somebody who answers citizens: login, role, agency id or None for the whole house."""

    login: str
    role: str
    agency: str | None


async def add_operator(database: Database, operator: Operator, at: datetime) -> bool:
    """Add an operator; False when the login is taken, and nothing changes then."""
    async with database.write() as link:
        row = {"login": operator.login, "role": operator.role, "agency": operator.agency}
        return await link.first(ADD, **row, at=at) is not None


async def operator(database: Database, login: str) -> Operator | None:
    """An operator by login."""
    async with database.read() as link:
        row = await link.first(ONE, which=login)
    return row and Operator(*row)


async def seed_slots(
    database: Database, official: Official, slots: Sequence[Slot], seats: int = 1
) -> None:
    """An official and their slots; what is there already stays as it is."""
    async with database.write() as link:
        await open_slots(link, official, slots, seats)
