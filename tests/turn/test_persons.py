"""One person at several doors: joined by a code, parted again, safe whoever speaks at once."""

import asyncio
from datetime import timedelta

import pytest

from bot.arrivals import Arrival, Done, Repeated, Talk
from bot.persons import CODE_MINUTES
from bot.turn import Address, Turn
from dialogs import events as v
from dialogs.acts.persons import MOST_GUESSES
from tests.turn.doors import CHAT, OTHER, WEB, Doors, ru
from tests.turn.town import FORM, LIGHTS, SEAT, Town


@pytest.fixture
def doors(town: Town) -> Doors:
    return Doors(town)


async def test_a_code_makes_two_doors_one_person_and_both_see_everything(doors):
    first = await doors.filed(WEB)
    await doors.open(CHAT)
    second = await doors.filed(CHAT)
    code = await doors.code(WEB)
    await doors.say(CHAT, code.lower())
    assert await doors.person(WEB) == await doors.person(CHAT)
    for door in (WEB, CHAT):
        status = await doors.say(door, "/status")
        assert first in status
        assert second in status
    assert (await doors.profile(CHAT))["surname"] == "Ахметова"
    await doors.town.audit()


async def test_bookings_go_along_and_come_back(doors):
    await doors.walk(CHAT, SEAT)
    before = await doors.person(CHAT)
    await doors.say(CHAT, await doors.new_code(WEB))
    assert "11:00" in await doors.say(WEB, "/status")
    await doors.say(CHAT, "отделить")
    assert await doors.person(CHAT) == before
    assert "11:00" not in await doors.say(WEB, "/status")
    assert "11:00" in await doors.say(CHAT, "/status")
    await doors.town.audit()


async def test_parted_doors_keep_what_was_filed_at_each(doors):
    first = await doors.filed(WEB)
    await doors.open(CHAT)
    own = await doors.person(CHAT)
    await doors.say(CHAT, await doors.code(WEB))
    meanwhile = await doors.filed(CHAT)
    assert meanwhile in await doors.say(WEB, "/status")
    await doors.say(WEB, "отделить")  # whoever gave the code out may undo it too
    assert await doors.person(CHAT) == own
    assert meanwhile not in await doors.say(WEB, "/status")
    here = await doors.say(CHAT, "/status")
    assert meanwhile in here
    assert first not in here
    assert ru("door.alone") in await doors.told(CHAT, "отделить")
    await doors.town.audit()


async def test_who_gave_the_code_hears_that_it_was_used(doors):
    code = await doors.new_code(WEB)
    await doors.open(CHAT)
    await doors.say(CHAT, code)
    fired = await doors.town.stage.clock.sweep(doors.town.stage.moment)
    assert fired == {"joined": 1}
    assert ru("door.other_joined") in await doors.last(WEB)


async def test_a_code_holds_once_and_for_a_while_and_not_at_its_own_door(doors):
    code = await doors.new_code(WEB)
    own = await doors.person(WEB)
    assert ru("door.here") in await doors.told(WEB, code)
    await doors.open(CHAT)
    await doors.open(OTHER)
    await doors.say(CHAT, code)
    assert ru("door.unknown") in await doors.told(OTHER, code)
    late = await doors.code(WEB)
    doors.town.stage.moment += timedelta(minutes=CODE_MINUTES)
    assert ru("door.unknown") in await doors.told(OTHER, late)
    assert await doors.person(OTHER) != own
    await doors.town.audit()


async def test_a_code_of_a_door_that_is_joined_already_changes_nothing(doors):
    await doors.open(CHAT)
    await doors.say(CHAT, await doors.new_code(WEB))
    both = await doors.person(WEB)
    assert ru("door.same") in await doors.told(CHAT, await doors.code(WEB))
    assert await doors.person(CHAT) == await doors.person(WEB) == both
    await doors.town.audit()


async def test_a_code_used_in_one_turn_with_words_at_the_other_door(doors):
    code = await doors.new_code(WEB)
    await doors.open(CHAT)
    outcomes = await doors.town.take(
        Arrival(doors.town.event(v.Said, text=code), CHAT),
        Arrival(doors.town.event(v.Said, text=LIGHTS), WEB),
    )
    assert [type(one) for one in outcomes] == [Done, Done]
    assert await doors.person(CHAT) == await doors.person(WEB)
    assert ru("door.joined") in await doors.last(CHAT)
    assert (await doors.town.stage.page(WEB)).conversation.answers["problem"] == LIGHTS
    await doors.town.audit()


async def test_guesses_are_limited_and_forgotten_after_an_hour(doors):
    await doors.open(CHAT)
    for _ in range(MOST_GUESSES):
        assert ru("door.unknown") in await doors.told(CHAT, "ABCD-EFG2")
    code = await doors.new_code(WEB)
    assert ru("door.wait") in await doors.told(CHAT, code)
    doors.town.stage.moment += timedelta(hours=1)
    assert ru("door.joined") in await doors.told(CHAT, await doors.code(WEB))


async def test_a_link_brings_the_code_and_the_language(doors):
    code = await doors.new_code(WEB)
    await doors.take(CHAT, v.Started, join=code)
    assert await doors.person(WEB) == await doors.person(CHAT)
    assert ru("door.joined") in await doors.last(CHAT)
    assert (await doors.town.stage.page(CHAT)).conversation.language == "ru"


async def test_a_link_with_a_wrong_code_begins_like_any_talk(doors):
    await doors.take(CHAT, v.Started, join="ABCDEFG2")
    page = await doors.town.stage.page(CHAT)
    assert page.conversation.at == "front.language"


async def test_a_code_in_the_middle_of_a_form_lets_the_form_go_on(doors):
    code = await doors.new_code(WEB)
    await doors.walk(CHAT, FORM[:4])
    asked = (await doors.town.stage.page(CHAT)).conversation.at
    await doors.say(CHAT, code)
    page = await doors.town.stage.page(CHAT)
    assert page.conversation.at == asked
    assert page.conversation.answers["problem"] == LIGHTS


async def test_the_same_event_again_changes_nothing(doors):
    code = await doors.new_code(WEB)
    await doors.open(CHAT)
    event = doors.town.event(v.Said, text=code)
    outcomes = [await doors.town.take(Arrival(event, CHAT)) for _ in range(2)]
    assert [type(one) for (one,) in outcomes] == [Done, Repeated]
    assert ru("door.joined") in await doors.last(CHAT)


async def test_both_doors_at_once_are_safe(doors, town):
    """Two turns, as of two workers, each with both doors of one person and with others."""
    code = await doors.new_code(WEB)
    await doors.open(CHAT)
    await doors.say(CHAT, code)
    stage = town.stage
    second = Turn(stage.database, stage.seal, stage.book, stage.mint, stage.bell)
    people = [Address("web", f"guest-{n}") for n in range(4)]

    def all_of(*to: Address) -> list[Arrival]:
        return [Arrival(town.event(v.Said, text="/help"), one) for one in to]

    turns = [
        stage.turn.take(all_of(WEB, *people, CHAT)),
        second.take(all_of(CHAT, *reversed(people), WEB)),
        stage.turn.take(all_of(CHAT)),
        second.take(all_of(WEB)),
    ]
    outcomes = [one for many in await asyncio.gather(*turns) for one in many]
    assert all(isinstance(one, Done) for one in outcomes), outcomes
    helps = [one for to in (WEB, CHAT) for one in await doors.letters(to) if one.text == "/help"]
    assert len(helps) == 6
    await town.audit()


async def test_a_door_that_goes_to_another_person_while_it_speaks(doors, town):
    """Joining and writing at the same moment: both happen, whoever comes first."""
    code = await doors.new_code(WEB)
    await doors.open(CHAT)
    stage = town.stage
    second = Turn(stage.database, stage.seal, stage.book, stage.mint, stage.bell)
    talk = (await stage.page(CHAT)).conversation.id
    join = Arrival(town.event(v.Said, text=code), CHAT)
    beside = [Arrival(town.event(v.Said, text="/help"), Talk(talk)) for _ in range(3)]
    (joined,), *others = await asyncio.gather(
        stage.turn.take([join]), *(second.take([one]) for one in beside)
    )
    assert isinstance(joined, Done)
    assert all(isinstance(one, Done) for (one,) in others), others
    assert await doors.person(WEB) == await doors.person(CHAT)
    await town.audit()
