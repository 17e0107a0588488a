"""What happened to a person and their doors: answers of the shell, and an operator's erasing."""

from dataclasses import dataclass
from typing import Literal

from dialogs.events.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinMade(Event):
    """The code for another door, and addresses that carry it, as (door, address)."""

    code: str
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(Event):
    """What became of a code: joined, same (one person already), here (it is for another door), or
    unknown (spent, late, wrong).

    language: that of the talk in which the code was given.
    """

    result: Literal["joined", "same", "here", "unknown"]
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorsParted(Event):
    """So many doors are a person of their own again."""

    doors: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChanged(Event):
    """Another person writes; the conversation has their profile now."""

    person: str
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFound(Event):
    """Who wrote here before, as (id, surname, name), latest first; whose code was given."""

    people: tuple[tuple[str, str, str], ...]
    coded: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkErased(Event):
    """Nothing of the talk is left but its number of lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseAsked(Event):
    """Somebody who may do so has a talk erased, because the citizen asked for it."""

    by: str
