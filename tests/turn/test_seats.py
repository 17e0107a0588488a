"""Seats: two citizens race for one, and moving gives the old one back."""

import asyncio

from bot.arrivals import Arrival, Done, OfRequest, Refused
from dialogs import events as v
from dialogs.receptions import Official, Slot
from tests.golden.stage import almaty
from tests.turn.town import FORM, SEAT, Town

SLOT = "demo_deputy-20261204-1100"


async def test_two_citizens_race_for_one_seat(town: Town) -> None:
    await town.walk(SEAT[:3], "a", "b")
    kind, fields = SEAT[3]
    await asyncio.gather(*(town.take(town.arrival(name, kind, **fields)) for name in ("a", "b")))
    at = {n: (await town.stage.page(town.address(n))).conversation.at for n in ("a", "b")}
    assert sorted(at.values()) == ["book.day", "book.matter"]
    winner = next(name for name, step in at.items() if step == "book.matter")
    await town.walk(SEAT[4:], winner)
    assert await town.bookings(winner) == {SLOT: "booked"}
    assert (await town.audit())["bookings"] == 1


async def test_two_citizens_race_for_one_seat_in_one_turn(town: Town) -> None:
    await town.walk(SEAT[:3], "a", "b")
    kind, fields = SEAT[3]
    outcomes = await town.take(*(town.arrival(name, kind, **fields) for name in ("a", "b")))
    assert all(isinstance(outcome, Done) for outcome in outcomes)
    steps = [(await town.stage.page(town.address(n))).conversation.at for n in ("a", "b")]
    assert steps == ["book.matter", "book.day"]


async def test_a_hold_that_ended_goes_to_the_next_and_the_first_is_told(town: Town) -> None:
    await town.walk(SEAT[:5], "a")
    town.stage.moment = almaty("2026-11-23 11:00")
    await town.walk(SEAT, "b")
    await town.walk(SEAT[5:], "a")
    assert await town.bookings("b") == {SLOT: "booked"}
    assert await town.bookings("a") == {}
    assert (await town.stage.page(town.address("a"))).conversation.at == "book.day"


async def test_moving_frees_the_old_seat_for_another(town: Town) -> None:
    await town.walk(SEAT, "a")
    assert await town.stage.clock.sweep(almaty("2026-12-01 10:00")) == {"reminder": 1}
    town.stage.moment = almaty("2026-12-01 10:05")
    other = "demo_deputy-20261215-1000"
    await town.walk(
        [
            (v.Chose, {"option": "move"}),
            (v.Chose, {"option": "2026-12-15", "question": "day"}),
            (v.Chose, {"option": other, "question": "time"}),
        ],
        "a",
    )
    assert (await town.bookings("a"))[SLOT] == "booked", "until the new one is booked"
    await town.walk([(v.Chose, {"option": "confirm", "question": "confirm"})], "a")
    assert await town.bookings("a") == {other: "booked"}
    await town.walk(SEAT, "b")
    assert await town.bookings("b") == {SLOT: "booked"}
    assert (await town.stage.clock.sweep(almaty("2026-12-12 10:00"))).get("reminder") == 1


async def test_a_seat_given_back_has_no_reminder(town: Town) -> None:
    await town.walk(SEAT, "a")
    await town.stage.clock.sweep(almaty("2026-12-01 10:00"))
    town.stage.moment = almaty("2026-12-01 10:05")
    await town.walk([(v.Chose, {"option": "come"})], "a")
    await town.walk([(v.Chose, {"option": "cancel_booking"})], "a")
    assert await town.bookings("a") == {}
    assert await town.stage.clock.sweep(almaty("2026-12-04 19:30")) == {}


async def test_a_request_is_answered_with_times_by_an_operator(town: Town) -> None:
    await town.walk(
        [
            (v.Started, {"language": "ru", "agency": "almaty"}),
            FORM[1],
            (v.Chose, {"option": "book", "question": "advice"}),
            (v.Chose, {"option": "head", "question": "official"}),
            (v.Said, {"text": "в четверг утром"}),
            (v.Chose, {"option": "confirm", "question": "confirm"}),
        ],
        "a",
    )
    request = str((await town.letters("a"))[-1].booking)
    official = Official(id="x", agency="almaty", name={"kk": "Ә", "ru": "Аким", "en": "A"})
    slot = Slot(
        id="offer1", official="x", agency="almaty", starts=almaty("2026-12-10 10:00"), minutes=20
    )
    empty = town.event(v.TimesOffered, by="demo", request=request, official=official, slots=())
    assert await town.take(Arrival(empty, OfRequest(request))) == [Refused("no_times")]
    offer = town.event(
        v.TimesOffered, by="demo", request=request, official=official, slots=(slot,)
    )
    assert isinstance((await town.take(Arrival(offer, OfRequest(request))))[0], Done)
    question = (await town.letters("a"))[-1]
    assert [id for id, _ in question.choices] == ["offer1"]
    await town.walk([(v.Chose, {"option": "offer1", "question": "time"})], "a")
    for _ in range(2):
        waiting = (await town.stage.page(town.address("a"))).conversation.at
        if waiting == "book.matter":
            await town.walk([SEAT[4]], "a")
    await town.walk([(v.Chose, {"option": "confirm", "question": "confirm"})], "a")
    assert await town.bookings("a") == {"offer1": "booked"}
    assert await town.stage.clock.sweep(almaty("2026-11-27 12:00")) == {}, "no request is late"
    await town.audit()


async def test_a_request_nobody_answers_is_told_once(town: Town) -> None:
    await town.walk(
        [
            (v.Started, {"language": "ru", "agency": "almaty"}),
            FORM[1],
            (v.Chose, {"option": "book", "question": "advice"}),
            (v.Chose, {"option": "head", "question": "official"}),
            (v.Said, {"text": "в четверг утром"}),
            (v.Chose, {"option": "confirm", "question": "confirm"}),
        ],
        "a",
    )
    assert await town.stage.clock.sweep(almaty("2026-11-27 10:00")) == {"request": 1}
    assert [id for id, _ in (await town.letters("a"))[-1].choices] == ["file", "book", "human"]


async def test_only_ones_own_booking_is_found_and_only_ones_own_code(town: Town) -> None:
    await town.walk(SEAT, "a")
    booking = str((await town.letters("a"))[-1].booking)
    other = (await town.stage.page(town.address("b"))).person
    async with town.ledger.entry() as entry:
        assert await entry.booking(booking, other) is None
    await town.filed("c")
    code = str((await town.letters("c"))[-1].code)
    await town.take(town.arrival("b", v.Started, language="ru"))
    await town.take(town.arrival("b", v.Said, text=code))
    assert "№" in (await town.said("b"))[-1]
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")
    await town.take(town.arrival("b", v.Said, text=wrong))
    assert "№" not in (await town.said("b"))[-1]


async def test_times_for_a_request_that_is_not_there_are_refused(town: Town) -> None:
    await town.walk(FORM[:1], "a")
    official = Official(id="x", agency="almaty", name={"kk": "Ә", "ru": "А", "en": "A"})
    offer = town.event(v.TimesOffered, by="demo", request="none", official=official, slots=())
    assert await town.take(Arrival(offer, await town.talk("a"))) == [Refused("unknown")]
