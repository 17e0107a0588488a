"""What a person should not miss goes another way: other doors, a text message, a call.

All through the real turn, and over HTTP to own fakes of Telegram, WhatsApp and an SMS gateway.
"""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot import post as posts
from bot.returns import MAX_ATTEMPTS
from dialogs.events import Chose, Said, Started
from storage import reachability
from storage.calls import open_calls
from storage.pages import Address
from storage.windows import UNTIL_HEARD
from tests.post.town import E164, PHONE, Town, a_town
from tests.telegram.fake_api import BLOCKED, BROKEN

WHO = Address("telegram", "7001")
OTHER = Address("whatsapp", "77015551234")
PAGE = Address("web", "a-browser")


@pytest.fixture
async def town(database_url: str, tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(database_url, tmp_path) as opened:
        yield opened


async def calls(town: Town) -> list[tuple[str, str | None]]:
    """Open tasks: reason and number."""
    house = town.house
    return [(c["reason"], c["phone"]) for c in await open_calls(house.database, house.seal)]


# -- a closed door ---------------------------------------------------------------------------


async def test_a_blocked_door_holds_its_letters_until_it_opens(town: Town) -> None:
    number = await town.files(WHO)
    last, seen = await town.last(), len(town.api.shown(WHO.id))
    town.api.meet(BLOCKED)
    await town.acts(number, "take")
    assert await town.sends() == {"waiting": 1}
    [identity] = await town.rows("identities")
    assert identity.blocked_at == town.moment.at
    row = (await town.rows("outbox"))[-1]
    assert (row.state, row.not_before) == ("waiting", UNTIL_HEARD)
    assert row.error.startswith("blocked")

    tried = len(town.api.called("sendMessage"))
    await town.acts(number, "redirect", to="almaty", reason="Орган другой.")
    assert await town.sends() == {"waiting": 1}
    assert len(town.api.called("sendMessage")) == tried, "a closed door is not tried"

    house = town.house
    await reachability.unblocked(house.database, house.seal, WHO, town.moment.at)
    assert await town.sends() == {"sent": 2}
    assert await town.letters(last) == [("telegram", "status", "sent")] * 2
    assert len(town.api.shown(WHO.id)) == seen + 2
    assert [row.blocked_at for row in await town.rows("identities")] == [None]


async def test_anything_they_do_opens_the_door(town: Town) -> None:
    number = await town.files(WHO)
    seen = len(town.api.shown(WHO.id))
    house = town.house
    await reachability.blocked(house.database, house.seal, WHO, town.moment.at)
    await reachability.blocked(house.database, house.seal, WHO, town.moment.at + timedelta(1))
    assert [row.blocked_at for row in await town.rows("identities")] == [town.moment.at]
    await town.acts(number, "take")
    await town.sends()
    assert len(town.api.shown(WHO.id)) == seen
    await town.happens(Started, WHO)
    await town.sends()
    assert number in town.api.shown(WHO.id)[seen].text, "first what was held, then the answer"
    assert [row.blocked_at for row in await town.rows("identities")] == [None]


async def test_a_door_that_nobody_knows_is_no_error(town: Town) -> None:
    house, nobody = town.house, Address("telegram", "1")
    await reachability.blocked(house.database, house.seal, nobody, town.moment.at)
    await reachability.unblocked(house.database, house.seal, nobody, town.moment.at)


# -- another door ----------------------------------------------------------------------------


async def two_doors(town: Town) -> str:
    """One person with Telegram and WhatsApp, who filed in Telegram; the number."""
    await town.happens(Started, OTHER, language="kk")
    number = await town.files(WHO)
    await town.same_person(WHO, OTHER)
    return number


async def test_news_go_to_the_other_door_and_only_there(town: Town) -> None:
    number = await two_doors(town)
    last, seen = await town.last(), len(town.api.shown(WHO.id))
    town.api.meet(BLOCKED)
    await town.acts(number, "take")
    assert await town.sends() == {"withdrawn": 1, "sent": 1}
    assert number in town.graph.shown(OTHER.id)[-1].text
    assert await town.letters(last) == [
        ("telegram", "status", "withdrawn"),
        ("whatsapp", "status", "sent"),
    ]
    first, second = [row for row in await town.rows("outbox") if row.id > last]
    assert second.origin == first.id
    assert "whatsapp" in first.error

    house, told = town.house, len(town.graph.shown(OTHER.id))
    await reachability.unblocked(house.database, house.seal, WHO, town.moment.at)
    assert await town.sends() == {}
    assert (len(town.api.shown(WHO.id)), len(town.graph.shown(OTHER.id))) == (seen, told)
    assert town.gateway.taken == []
    assert await calls(town) == []


async def test_a_reminder_at_the_other_door_can_be_answered_there(town: Town) -> None:
    await town.happens(Started, OTHER, language="ru")
    booking = await town.books(WHO)
    await town.same_person(WHO, OTHER)
    town.moment.to("2026-12-05 09:00")
    await town.says(OTHER, "Здравствуйте")
    await town.sends()
    town.api.meet(BLOCKED)
    town.moment.to("2026-12-05 10:00")
    assert await town.sweeps() == {"withdrawn": 1, "sent": 1}
    letter = (await town.journal(OTHER))[-1].letter
    assert (letter.kind, letter.booking) == ("reminder", booking)
    assert [id for id, _ in letter.choices] == ["come", "move", "cancel_booking"]
    await town.happens(Chose, OTHER, option="come")
    [row] = [row for row in await town.rows("bookings") if row.id == booking]
    assert row.confirmed


async def test_a_crash_after_it_was_passed_on_passes_it_on_once(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = await two_doors(town)
    last, seen = await town.last(), len(town.graph.shown(OTHER.id))
    town.api.meet(BLOCKED)
    await town.acts(number, "take")
    put = town.house.batch.put

    async def and_die(arrival: object) -> object:
        await put(arrival)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(type(town.house.batch), "put", lambda _, arrival: and_die(arrival))
        with pytest.raises(BaseException, match=r"^$"):
            await town.sends()
    town.moment.at += timedelta(seconds=posts.LEASE + 1)
    assert await town.sends() == {"sent": 1}
    assert [row[2] for row in await town.letters(last)] == ["withdrawn", "sent"]
    assert len(town.graph.shown(OTHER.id)) == seen + 1


async def test_given_up_after_the_last_attempt_goes_on(town: Town) -> None:
    number = await two_doors(town)
    last = await town.last()
    town.api.meet(BROKEN, times=MAX_ATTEMPTS)
    await town.acts(number, "take")
    for _ in range(MAX_ATTEMPTS):
        await town.sends()
        town.moment.at += timedelta(minutes=73)
        if town.house.book.notices.quiet_until(town.moment.at):
            town.moment.to("2026-11-24 08:00")
    states = [(front, state) for front, _, state in await town.letters(last)]
    assert states[0] == ("telegram", "withdrawn")
    assert states[1][0] == "whatsapp"


async def test_both_doors_closed_and_no_number_is_a_task(town: Town) -> None:
    number = await two_doors(town)
    house = town.house
    for door in (WHO, OTHER):
        await reachability.blocked(house.database, house.seal, door, town.moment.at)
    await town.acts(number, "take")
    assert await town.sends() == {"waiting": 1}
    assert await calls(town) == [("status", None)]
    assert town.gateway.taken == []


# -- a page that can only be fetched -----------------------------------------------------------


async def test_news_on_a_page_are_told_at_a_door_that_rings(town: Town) -> None:
    await town.happens(Started, WHO, language="ru")
    number = await town.files(PAGE)
    await town.same_person(PAGE, WHO)
    await town.sends()
    last = await town.last()
    town.moment.at += timedelta(hours=1)
    await town.acts(number, "take")
    assert await town.sends() == {"sent": 2}
    assert number in town.api.shown(WHO.id)[-1].text
    assert await town.letters(last) == [("web", "status", "sent"), ("telegram", "status", "sent")]


async def test_a_citizen_who_is_looking_at_the_page_is_not_rung(town: Town) -> None:
    await town.happens(Started, WHO, language="ru")
    number = await town.files(PAGE)
    await town.same_person(PAGE, WHO)
    await town.sends()
    await town.acts(number, "take")
    assert await town.sends() == {"sent": 1}


async def test_a_page_alone_and_no_number_is_enough(town: Town) -> None:
    number = await town.files(PAGE)
    town.moment.at += timedelta(hours=1)
    await town.acts(number, "take")
    assert await town.sends() == {"sent": 1}
    assert await calls(town) == []


async def test_a_reminder_for_a_page_is_a_text_message_in_its_language(town: Town) -> None:
    await town.books(PAGE)
    await town.gives(PAGE, contact=PHONE)
    town.moment.to("2026-12-05 10:00")
    assert await town.sweeps() == {"sent": 2}
    [(to, text)] = town.gateway.taken
    assert to == E164
    assert "10:00" in text
    assert "желтоқсан" in text
    assert len(text) <= 70


async def test_a_reminder_that_nothing_takes_ends_as_a_call(town: Town) -> None:
    await town.books(PAGE)
    await town.gives(PAGE, contact=PHONE)
    town.gateway.troubles.append(403)
    town.moment.to("2026-12-05 10:00")
    assert await town.sweeps() == {"sent": 1, "failed": 1}
    assert await calls(town) == [("reminder", E164)]


# -- WhatsApp ---------------------------------------------------------------------------------


async def test_a_window_that_is_closed_and_no_template_goes_on(town: Town) -> None:
    await town.happens(Started, OTHER, language="ru")
    await town.happens(Started, WHO, language="ru")
    number = await town.files(OTHER)
    await town.same_person(OTHER, WHO)
    await town.sends()
    town.graph.approved.clear()
    last, seen = await town.last(), len(town.api.shown(WHO.id))
    town.moment.at += timedelta(hours=26)
    await town.acts(number, "take")
    await town.sends()
    assert await town.letters(last) == [
        ("whatsapp", "status", "withdrawn"),
        ("telegram", "status", "sent"),
    ]
    assert len(town.api.shown(WHO.id)) == seen + 1


async def test_of_what_a_letter_may_not_name_nobody_is_called(town: Town) -> None:
    """Somebody else may take the telephone; the letter waits until its citizen opens the door."""
    number = await town.files(WHO)
    await town.happens(Said, WHO, text="удалить переписку")
    await town.happens(Chose, WHO, option="erase", question="erase")
    await town.sends()
    town.api.meet(BLOCKED)
    await town.acts(number, "take")
    assert await town.sends() == {"waiting": 1}
    assert await calls(town) == []
    assert [row.front for row in await town.rows("outbox") if row.front == "sms"] == []
