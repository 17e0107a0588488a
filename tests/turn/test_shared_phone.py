"""Two people on one telephone, on both databases: what an agency does waits for whose it is."""

from datetime import timedelta

import pytest

from bot.arrivals import Arrival, Done, OfRequest, Refused, Repeated, Talk
from dialogs import events as v
from dialogs.receptions import Official, Request, Slot
from storage.database import Link
from storage.fetches import Promised
from storage.persons import SENDER
from storage.spoken import OWNER
from tests.turn.doors import CHAT, Doors, ru
from tests.turn.town import SEAT, Town

ASKED = "Возле каких домов?"
MESSAGE = ru("person.message")


@pytest.fixture
def doors(town: Town) -> Doors:
    return Doors(town)


async def somebody_else(doors: Doors) -> None:
    await doors.say(CHAT, "Пишу не я, а мама")
    await doors.press(CHAT, "yes", "other_person")


async def back(doors: Doors, who: str = "Ахметова") -> str:
    """Everything that who comes back is told."""
    await doors.say(CHAT, "снова я")
    return str(await doors.told(CHAT, who))


async def test_an_agency_asks_and_the_answer_comes_from_who_was_asked(
    doors: Doors, town: Town
) -> None:
    number = await doors.filed(CHAT)
    await somebody_else(doors)
    outcomes = [await town.acted(number, "ask", key="once", text=ASKED) for _ in range(2)]
    assert [type(one) for one in outcomes] == [Done, Repeated]
    assert await doors.last(CHAT) == MESSAGE
    assert MESSAGE not in (await doors.letters(CHAT))[-2].text, "said once"
    case = await town.stage.turn.case(number)
    assert case is not None
    assert case.state == "clarification"
    assert not any(ASKED in one.text for one in await doors.letters(CHAT))
    assert number not in await doors.say(CHAT, "/status")
    assert (await back(doors)).count(ASKED) == 1
    await doors.say(CHAT, "С 1 по 9 дом")
    case = await town.stage.turn.case(number)
    assert case is not None
    assert case.state == "in_work"
    await somebody_else(doors)
    assert ASKED not in await back(doors), "told once"
    await town.audit()


async def test_a_reminder_waits_and_a_reception_stays_its_own(doors: Doors, town: Town) -> None:
    await doors.filed(CHAT)  # a name by which they come back
    await doors.walk(CHAT, SEAT)
    await somebody_else(doors)
    town.stage.moment = town.stage.moment.replace(month=12, day=1, hour=6)
    await town.stage.clock.sweep(town.stage.moment)
    assert await doors.last(CHAT) == MESSAGE
    assert "11:00" in await back(doors)
    await town.audit()


async def test_times_that_an_agency_offers_wait(doors: Doors, town: Town) -> None:
    await doors.filed(CHAT)
    request = await asked_for(town)
    await somebody_else(doors)
    official = Official(id="who", agency="almaty", name={"kk": "Әкім", "ru": "Аким", "en": "Akim"})
    starts = town.stage.moment + timedelta(days=9)
    slot = Slot(id="o1", official="who", agency="almaty", starts=starts, minutes=20)
    offer = town.event(
        v.TimesOffered, by="demo", request=request, official=official, slots=(slot,)
    )
    assert isinstance((await town.take(Arrival(offer, OfRequest(request))))[0], Done)
    assert await doors.last(CHAT) == MESSAGE
    await back(doors)
    asked = (await doors.letters(CHAT))[-1].question
    assert asked is not None
    assert asked["id"] == "time"
    await doors.press(CHAT, "o1", "time")
    await town.audit()


async def asked_for(town: Town) -> str:
    """A request for a reception of who writes now; its id."""
    request = Request(
        id="wish", agency="almaty", post="head", days="", matter="Свет", state="open",
        asked_at=town.stage.moment,
    )  # fmt: skip
    page = await town.stage.page(CHAT)
    async with town.ledger.entry() as entry:
        await entry.new_request(request, page)
    return request.id


async def test_a_file_that_was_lost_is_told_to_who_sent_it(doors: Doors, town: Town) -> None:
    await doors.filed(CHAT)
    file = v.File(id="f1", name="снимок.jpg", type="image/jpeg", size=9)
    promised = Promised(file=file, remote="r", front="telegram")
    sent = town.event(v.Sent, file=file)
    assert isinstance((await town.take(Arrival(sent, CHAT, promised)))[0], Done)
    await somebody_else(doors)
    talk = (await town.stage.page(CHAT)).conversation.id
    lost = v.FileLost(
        id="lost", at=town.stage.moment, file="f1", name="снимок.jpg", kind="file_failed"
    )
    assert isinstance((await town.take(Arrival(lost, Talk(talk))))[0], Done)
    assert await doors.last(CHAT) == MESSAGE
    assert "снимок.jpg" in await back(doors)


async def test_a_letter_of_another_door_is_not_told_to_somebody_else(
    doors: Doors, town: Town
) -> None:
    number = await doors.filed(CHAT)
    await somebody_else(doors)
    talk = (await town.stage.page(CHAT)).conversation.id
    returned = v.LetterReturned(
        id="returned",
        at=town.stage.moment,
        letter=1,
        why="blocked",
        kind="answer",
        text="Ответ по делу.",
        case=number,
    )
    outcome = (await town.take(Arrival(returned, Talk(talk))))[0]
    assert outcome == Refused("another_person")
    assert "Ответ по делу." not in await doors.last(CHAT)


async def test_a_turn_of_a_citizen_asks_nobody_whose_anything_is(
    doors: Doors, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whose it is is looked up for what comes unasked, never for words and buttons."""
    looked: list[object] = []
    first = Link.first

    async def watched(self: Link, built: object, **values: object) -> object:
        looked.append(built)
        return await first(self, built, **values)  # type: ignore[arg-type]

    monkeypatch.setattr(Link, "first", watched)
    number = await doors.filed(CHAT)
    await doors.say(CHAT, "/status")
    assert not {id(OWNER), id(SENDER)} & {id(one) for one in looked}
    await town.acted(number, "take")
    assert id(OWNER) in {id(one) for one in looked}
