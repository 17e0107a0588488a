"""What was spoken, from the citizen to the operator and back, through the real turn."""

from typing import Any

import pytest

from bot.arrivals import Arrival, Done, OfReception, OfRequest, Outcome, Refused, Repeated
from dialogs import events as v
from dialogs.receptions import Official, Slot
from tests.turn.town import SEAT, Town

WORDS = "Нет воды второй день"
NOTE = v.File(id="voice-1", name="voice.ogg", type="audio/ogg", size=9000)
MORE = v.File(id="voice-2", name="voice.ogg", type="audio/ogg", size=900)
SPEAK: tuple[tuple[type[v.Event], dict[str, Any]], ...] = (
    (v.Started, {"language": "ru", "agency": "petropavlovsk"}),
    (v.Sent, {"file": NOTE}),
    (v.Chose, {"option": "housing_utilities", "question": "group"}),
    (v.Chose, {"option": "water_outage", "question": "topic"}),
)
FILE: tuple[tuple[type[v.Event], dict[str, Any]], ...] = (
    (v.Chose, {"option": "file", "question": "advice"}),
    (v.Chose, {"option": "yes", "question": "consent"}),
    (v.Said, {"text": "Ахметова Айгуль"}),
    (v.Chose, {"option": "skip", "question": "iin"}),
    (v.Said, {"text": "улица Абая 5"}),
    (v.Chose, {"option": "confirm", "question": "confirm"}),
)
BOOK: tuple[tuple[type[v.Event], dict[str, Any]], ...] = (
    (v.Chose, {"option": "book", "question": "advice"}),
    (v.Chose, {"option": "demo_deputy", "question": "official"}),
    (v.Chose, {"option": "2026-12-04", "question": "day"}),
    (v.Chose, {"option": "demo_deputy-20261204-1100", "question": "time"}),
    (v.Chose, {"option": "confirm", "question": "confirm"}),
)
ASK: tuple[tuple[type[v.Event], dict[str, Any]], ...] = (
    (v.Chose, {"option": "book", "question": "advice"}),
    (v.Chose, {"option": "head", "question": "official"}),
    (v.Chose, {"option": "any_day", "question": "day"}),
    (v.Chose, {"option": "confirm", "question": "confirm"}),
)


async def queue(town: Town) -> list[str]:
    return [row["reason"] for row in await town.stage.views.queue(town.stage.moment)]


async def seen(town: Town, id: str) -> dict[str, Any]:
    found = await town.stage.views.booking_view(id)
    assert found is not None
    return found


async def spoke(town: Town, id: str, act: Any, text: str = "", key: str | None = None) -> Outcome:
    event = town.event(v.SpokenActed, key=key, by="demo", subject=id, act=act, text=text)
    return (await town.take(Arrival(event, OfReception(id))))[0]


async def press(town: Town, option: str, question: str) -> None:
    assert isinstance(
        (await town.take(town.arrival("a", v.Chose, option=option, question=question)))[0], Done
    )


async def say(town: Town, text: str) -> str:
    await town.take(town.arrival("a", v.Said, text=text))
    return (await town.letters("a"))[-1].text


@pytest.fixture
async def number(town: Town) -> str:
    """An appeal that was spoken."""
    await town.walk((*SPEAK, *FILE), "a")
    return str((await town.letters("a"))[-1].case)


@pytest.fixture
async def booking(town: Town) -> str:
    """A reception about what was spoken."""
    await town.walk((*SPEAK, *BOOK), "a")
    return str((await town.letters("a"))[-1].booking)


@pytest.fixture
async def request_(town: Town) -> str:
    """A request for one, at an agency without a schedule."""
    start = (v.Started, {"language": "ru", "agency": "almaty"})
    await town.walk((start, *SPEAK[1:], *ASK), "a")
    return str((await town.letters("a"))[-1].booking)


async def test_an_appeal_is_written_down_and_confirmed(town: Town, number: str) -> None:
    assert await queue(town) == [f"voice:{number}"]
    assert isinstance(await town.acted(number, "write", text=WORDS), Done)
    assert await queue(town) == []
    await press(town, "yes", "written")
    case = await town.stage.turn.case(number)
    assert case is not None
    assert case.draft is not None
    assert (case.draft.text, case.draft.voice) == (WORDS, ("voice-1",))
    assert await town.acted(number, "write", text="Другое") == Refused("confirmed")
    assert await town.acted(number, "unclear") == Refused("confirmed")
    await town.audit()


async def test_the_same_act_again_changes_nothing(town: Town, number: str) -> None:
    assert isinstance(await town.acted(number, "write", key="once", text=WORDS), Done)
    said = len(await town.letters("a"))
    assert isinstance(await town.acted(number, "write", key="once", text=WORDS), Repeated)
    assert len(await town.letters("a")) == said


async def test_the_queue_has_both_who_waits_for_a_human_and_what_was_spoken(
    town: Town, number: str
) -> None:
    talk = await town.talk("a")
    await say(town, "оператор")
    assert sorted(await queue(town)) == ["asked", f"voice:{number}"]
    for kind in (v.OperatorTook, v.OperatorReturned):
        assert isinstance((await town.take(Arrival(town.event(kind, by="demo"), talk)))[0], Done)
    assert await queue(town) == [f"voice:{number}"], "it still waits to be written down"


async def test_said_again_it_waits_again_and_the_agency_gets_both(town: Town, number: str) -> None:
    assert isinstance(await town.acted(number, "unclear"), Done)
    assert await queue(town) == []
    await town.take(town.arrival("a", v.Sent, file=MORE))
    assert await queue(town) == [f"voice:{number}"]
    case = await town.stage.turn.case(number)
    assert case is not None
    assert case.draft is not None
    assert case.draft.voice == ("voice-1", "voice-2")
    seen_case = await town.stage.views.case_view(number)
    assert seen_case is not None
    acts = [line["act"] for line in seen_case["history"]]
    assert acts[-2:] == ["unclear", "speak"]
    await town.acted(number, "write", text=WORDS)
    await press(town, "yes", "written")
    await town.audit()


@pytest.mark.parametrize("state", ["answered", "closed"])
async def test_of_a_case_that_is_over_the_row_goes_by_itself(
    town: Town, number: str, state: str
) -> None:
    await town.acted(number, "answer", text="Вода подана.", result="satisfied")
    if state == "closed":
        await town.acted(number, "close")
    assert await queue(town) == []
    assert await town.acted(number, "write", text=WORDS) == Refused("illegal_move")


async def test_an_erased_talk_has_no_row_and_nobody_is_asked(town: Town, number: str) -> None:
    talk = await town.talk("a")
    await town.take(Arrival(town.event(v.EraseAsked, by="demo"), talk))
    assert await queue(town) == []
    said = len(await town.letters("a"))
    assert await town.acted(number, "write", text=WORDS) == Refused("erased")
    assert len(await town.letters("a")) == said
    await town.audit()


async def test_a_booking_is_about_the_words_that_were_confirmed(town: Town, booking: str) -> None:
    assert await queue(town) == [f"voice:{booking}"]
    assert (await seen(town, booking))["spoken"] == "waiting"
    assert isinstance(await spoke(town, booking, "write", WORDS, key="once"), Done)
    assert isinstance(await spoke(town, booking, "write", WORDS, key="once"), Repeated)
    assert await queue(town) == []
    before = await seen(town, booking)
    assert (before["spoken"], before["matter"] == WORDS) == ("written", False)
    await press(town, "yes", "written")
    after = await seen(town, booking)
    assert (after["spoken"], after["matter"]) == ("confirmed", WORDS)
    assert await spoke(town, booking, "write", "Другое") == Refused("confirmed")
    await town.audit()


async def test_a_request_is_too(town: Town, request_: str) -> None:
    assert await queue(town) == [f"voice:{request_}"]
    assert isinstance(await spoke(town, request_, "unclear"), Done)
    assert await queue(town) == []
    await say(town, WORDS)
    wish = await seen(town, request_)
    assert (wish["matter"], wish["spoken"], wish["state"]) == (WORDS, "confirmed", "open")
    await town.audit()


async def test_what_was_not_spoken_cannot_be_written_down(town: Town, booking: str) -> None:
    assert await spoke(town, "no-such-booking", "write", WORDS) == Refused("unknown")
    number = await town.filed("b")
    assert await town.acted(number, "unclear") == Refused("no_voice")
    assert await queue(town) == [f"voice:{booking}"]


async def test_a_typed_reception_has_nothing_to_be_written_down(town: Town) -> None:
    await town.walk(SEAT, "a")
    typed = str((await town.letters("a"))[-1].booking)
    assert await spoke(town, typed, "write", WORDS) == Refused("no_voice")
    assert (await seen(town, typed))["matter"] == "Ремонт улицы"


async def test_a_cancelled_booking_leaves_the_queue(town: Town, booking: str) -> None:
    page = await town.stage.page(town.address("a"))
    async with town.ledger.entry() as entry:
        await entry.drop_booking(booking, page.person)
    assert await queue(town) == []
    assert await spoke(town, booking, "unclear") == Refused("over")


async def test_a_reception_that_has_begun_leaves_the_queue(town: Town, booking: str) -> None:
    town.stage.moment = (await seen(town, booking))["starts"]
    assert await queue(town) == []
    assert await spoke(town, booking, "write", WORDS) == Refused("over")


async def test_a_moved_reception_is_the_one_in_the_queue(town: Town, booking: str) -> None:
    await town.stage.clock.sweep(town.stage.moment.replace(month=12, day=1, hour=6))
    town.stage.moment = town.stage.moment.replace(month=12, day=1, hour=7)
    await town.walk(
        (
            (v.Chose, {"option": "move"}),
            (v.Chose, {"option": "2026-12-08", "question": "day"}),
            (v.Chose, {"option": "demo_deputy-20261208-1100", "question": "time"}),
            (v.Chose, {"option": "confirm", "question": "confirm"}),
        ),
        "a",
    )
    moved = str((await town.letters("a"))[-1].booking)
    assert moved != booking
    assert await queue(town) == [f"voice:{moved}"]
    assert isinstance(await spoke(town, moved, "write", WORDS), Done)
    await press(town, "yes", "written")
    assert (await seen(town, moved))["matter"] == WORDS
    await town.audit()


async def test_the_reception_that_comes_of_a_request_takes_the_voice_along(
    town: Town, request_: str
) -> None:
    official = Official(id="who", agency="almaty", name={"kk": "Әкім", "ru": "Аким", "en": "Akim"})
    starts = town.stage.moment.replace(month=12, day=10)
    slot = Slot(id="o1", official="who", agency="almaty", starts=starts, minutes=20)
    offer = town.event(
        v.TimesOffered, by="demo", request=request_, official=official, slots=(slot,)
    )
    assert isinstance((await town.take(Arrival(offer, OfRequest(request_))))[0], Done)
    await press(town, "o1", "time")
    await press(town, "confirm", "confirm")
    booked = str((await town.letters("a"))[-1].booking)
    assert await queue(town) == [f"voice:{booked}"]
    await spoke(town, booked, "write", WORDS)
    await press(town, "yes", "written")
    assert (await seen(town, booked))["matter"] == WORDS
    await town.audit()


async def test_a_secret_matter_is_confirmed_with_status(town: Town) -> None:
    group = (v.Chose, {"option": "corruption_ethics", "question": "group"})
    topic = (v.Chose, {"option": "corruption", "question": "topic"})
    await town.walk((*SPEAK[:2], group, topic, *FILE), "a")
    number = str((await town.letters("a"))[-1].case)
    await town.acted(number, "write", text=WORDS)
    letter = (await town.letters("a"))[-1]
    assert (letter.case, letter.choices) == (None, ())
    assert WORDS not in letter.text
    assert await queue(town) == []
    assert WORDS in await say(town, "статус")
    await press(town, "yes", "written")
    case = await town.stage.turn.case(number)
    assert case is not None
    assert case.draft is not None
    assert case.draft.text == WORDS


async def test_somebody_else_on_the_telephone_reads_nothing(town: Town, number: str) -> None:
    await say(town, "Пишу не я, а мама")
    await press(town, "yes", "other_person")
    assert await town.acted(number, "write", text=WORDS) == Refused("another_person")
    assert not any(WORDS in line for line in await town.said("a"))
    assert await queue(town) == [f"voice:{number}"], "it waits until they are back"
    await say(town, "снова я")
    await say(town, "ахметова айгуль")
    assert isinstance(await town.acted(number, "write", text=WORDS), Done)
    await press(town, "yes", "written")
    case = await town.stage.turn.case(number)
    assert case is not None
    assert case.draft is not None
    assert case.draft.text == WORDS
