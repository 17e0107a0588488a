"""Several people on one telephone: the real turn tells them apart, on both databases."""

import pytest

from dialogs.acts.persons import MOST_GUESSES
from tests.turn.doors import CHAT, WEB, Doors, ru
from tests.turn.town import FORM, LIGHTS, Town


@pytest.fixture
def doors(town: Town) -> Doors:
    return Doors(town)


async def test_somebody_else_on_the_same_telephone_sees_nothing_of_the_first(doors):
    first = await doors.filed(CHAT)
    await doors.press(CHAT, "skip", "rating")
    assert ru("ask.other_person") in await doors.say(CHAT, "Пишу не я, а мама")
    await doors.press(CHAT, "yes", "other_person")
    assert await doors.profile(CHAT) == {}
    assert first not in await doors.say(CHAT, "/status")
    second = await doors.filed(CHAT)
    status = await doors.say(CHAT, "/status")
    assert second in status
    assert first not in status
    await doors.say(CHAT, "снова я", "ахметова айгуль")
    assert (await doors.profile(CHAT))["surname"] == "Ахметова"
    status = await doors.say(CHAT, "/status")
    assert first in status
    assert second not in status
    await doors.town.audit()


async def test_it_is_still_me_goes_on_with_the_form(doors):
    await doors.walk(CHAT, FORM[:4])
    before = (await doors.town.stage.page(CHAT)).conversation
    await doors.say(CHAT, "это не я")
    await doors.press(CHAT, "no", "other_person")
    after = (await doors.town.stage.page(CHAT)).conversation
    assert (after.at, after.answers["problem"]) == (before.at, LIGHTS)
    assert len({await doors.person(CHAT)}) == 1


async def test_an_unfinished_form_waits_for_who_began_it(doors):
    await doors.walk(CHAT, FORM[:5])
    person = await doors.person(CHAT)
    waits = (await doors.town.stage.page(CHAT)).conversation
    await doors.say(CHAT, "я другой человек", "да")
    fresh = (await doors.town.stage.page(CHAT)).conversation
    assert fresh.answers.get("problem") is None
    assert LIGHTS not in str(fresh.to_json())
    await doors.say(CHAT, "снова я", "ахметова")
    assert await doors.person(CHAT) == person  # by the surname that stood in the form only
    page = await doors.town.stage.page(CHAT)
    assert page.conversation.at == waits.at
    assert page.conversation.answers.items() >= waits.answers.items()
    assert "left" not in page.conversation.profile


async def test_the_secret_code_brings_a_person_and_their_form_back(doors):
    await doors.filed(CHAT)
    code = next(one.code for one in await doors.letters(CHAT) if one.code)
    await doors.press(CHAT, "skip", "rating")
    await doors.say(CHAT, "Во дворе нет света")
    await doors.press(CHAT, "file", "advice")
    waits = (await doors.town.stage.page(CHAT)).conversation
    await doors.say(CHAT, "другой человек", "да")
    told = await doors.told(CHAT, "снова я")
    assert ru("ask.who") in told
    await doors.say(CHAT, code)
    back = (await doors.town.stage.page(CHAT)).conversation
    assert back.at == waits.at
    assert back.answers["problem"] == "Во дворе нет света"
    assert "left" not in back.profile


async def test_names_of_others_are_not_guessed_for_ever(doors):
    await doors.filed(CHAT)
    await doors.say(CHAT, "это не я", "да", "снова я")
    for _ in range(MOST_GUESSES):
        await doors.say(CHAT, "Иванов")
    assert ru("ask.other_person") not in await doors.last(CHAT)
    assert ru("person.wait") in await doors.told(CHAT, "снова я") + await doors.told(
        CHAT, "ахметова"
    )
    assert await doors.profile(CHAT) == {}


async def test_the_one_before_cannot_be_reached_by_parting(doors):
    await doors.filed(CHAT)
    await doors.say(CHAT, await doors.new_code(WEB))
    await doors.say(CHAT, "это не я", "да")
    assert ru("door.alone") in await doors.told(CHAT, "отделить")
    assert await doors.profile(CHAT) == {}
