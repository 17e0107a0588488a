"""Answers to the core's requests about who a citizen is, from the same transaction as the turn."""

from datetime import timedelta
from typing import TYPE_CHECKING

from dialogs.acts.persons import CODE_MINUTES
from dialogs.effects import (
    BecomePerson,
    ChangePerson,
    EraseTalk,
    FindPeople,
    NewJoin,
    PartDoors,
    PersonQuery,
    UseJoin,
)
from dialogs.events import (
    DoorsParted,
    Event,
    Joined,
    JoinMade,
    PeopleFound,
    PersonChanged,
    TalkErased,
)

if TYPE_CHECKING:
    from bot.answers import Asking


async def who(asking: "Asking", query: PersonQuery) -> Event:
    """The event that answers a request about persons; the page has its new person by then."""
    entry, page, at = asking.entry, asking.page, asking.event.at
    id = asking.event.id
    match query:
        case NewJoin() | UseJoin() | PartDoors():
            return await _doors(asking, query)
        case ChangePerson():
            person = asking.mint.new_id()
            await entry.change_person(page, person, at)
            return PersonChanged(id=id, at=at, person=person, known=False)
        case BecomePerson(person):
            await entry.become(page, person, at)
            return PersonChanged(id=id, at=at, person=person, known=True)
        case FindPeople(code):
            return await _people(asking, code)
        case EraseTalk(by):
            await entry.erase(page, asking.mint.new_id(), by, at)
            return TalkErased(id=id, at=at)


async def _doors(asking: "Asking", query: NewJoin | UseJoin | PartDoors) -> Event:
    entry, page = asking.entry, asking.page
    id, at = asking.event.id, asking.event.at
    match query:
        case NewJoin():
            code = asking.mint.door_code()
            until = at + timedelta(minutes=CODE_MINUTES)
            await entry.new_join(_hash(asking, code), page, until, at)
            links = asking.links.of_code(code)
            other = ((door, url) for door, url in links.items() if door != page.address.front)
            return JoinMade(id=id, at=at, code=code, links=tuple(other))
        case UseJoin(code):
            hash = _hash(asking, code)
            use = await entry.use_join(hash, page, at)
            if use.result == "joined":
                await entry.set_timers([(f"joined:{hash}", "joined", use.talk, use.talk, at)])
            return Joined(id=id, at=at, result=use.result, language=use.language)
        case PartDoors():
            return DoorsParted(id=id, at=at, doors=await entry.part(page, at))


async def _people(asking: "Asking", code: str | None) -> Event:
    """Who else wrote in this talk, and whose of them the secret code is."""
    entry, page = asking.entry, asking.page
    people = tuple(
        (one.person, str(one.profile.get("surname") or ""), str(one.profile.get("name") or ""))
        for one in await entry.holders(page)
    )
    whose = await entry.coded(asking.seal.blind("code", code), page) if code else None
    known = {person for person, *_ in people}
    return PeopleFound(
        id=asking.event.id,
        at=asking.event.at,
        people=people,
        coded=whose if whose in known else None,
    )


def _hash(asking: "Asking", code: str) -> str:
    return asking.seal.blind("join", code)
