"""Requests about who a citizen is: doors that are joined and parted, people, an erased talk.

The turn carries each of them out with no other citizen in the same transaction.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NewJoin:
    """Answered by JoinMade: a one-time code that another door may give."""


@dataclass(frozen=True, slots=True)
class UseJoin:
    """Answered by Joined: this door becomes one of the person who got the code."""

    code: str


@dataclass(frozen=True, slots=True)
class PartDoors:
    """Answered by DoorsParted: what was joined here is undone."""


@dataclass(frozen=True, slots=True)
class ChangePerson:
    """Answered by PersonChanged: from now on a person unknown so far writes in this talk."""


@dataclass(frozen=True, slots=True)
class FindPeople:
    """Answered by PeopleFound: who wrote in this talk before; `code` is an appeal's secret."""

    code: str | None


@dataclass(frozen=True, slots=True)
class BecomePerson:
    """Answered by PersonChanged: a person who wrote here before writes again."""

    person: str


@dataclass(frozen=True, slots=True)
class EraseTalk:
    """Answered by TalkErased: lines, answers, profile and promises of this talk are gone."""

    by: str


PersonQuery = NewJoin | UseJoin | PartDoors | ChangePerson | FindPeople | BecomePerson | EraseTalk
