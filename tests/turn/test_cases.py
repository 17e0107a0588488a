"""Acts of agencies and operators, and moments, through the turn."""

from datetime import timedelta

import pytest

from bot.arrivals import Arrival, Done, Refused, Repeated
from dialogs import events as v
from storage import timers
from storage.pages import Address
from tests.golden.stage import almaty
from tests.turn.town import FORM, LIGHTS, Town


async def test_a_case_of_the_turn_is_read_with_its_draft(town: Town) -> None:
    number = await town.filed("a")
    case = await town.stage.turn.case(number)
    assert case is not None
    assert case.draft is not None
    assert case.draft.text == LIGHTS
    assert await town.stage.turn.case("2026-00000000") is None


@pytest.mark.parametrize(
    ("act", "fields", "code"),
    [
        ("close", {}, "illegal_move"),
        ("hand", {}, "illegal_move"),
        ("answer", {"text": "Принято к сведению", "result": "explained"}, "empty_answer"),
        ("answer", {"text": "Да", "result": "yes"}, "bad_result"),
        ("redirect", {"to": "nobody", "reason": "x"}, "unknown_agency"),
        ("ask", {"text": " "}, "empty_text"),
    ],
)
async def test_a_refused_act_leaves_nothing_not_even_its_key(
    town: Town, act: str, fields: dict[str, str], code: str
) -> None:
    number = await town.filed("a")
    before = await town.said("a")
    assert await town.acted(number, act, key="form", **fields) == Refused(code)
    assert await town.said("a") == before
    history = (await town.stage.views.case_view(number))["history"]
    assert isinstance(await town.acted(number, "take", key="form"), Done), "the key is free"
    assert len((await town.stage.views.case_view(number))["history"]) == len(history) + 1
    assert await town.acted(number, "take", key="form") == Repeated()


async def test_a_refused_operator_leaves_nothing(town: Town) -> None:
    await town.walk([*FORM[:2], (v.Said, {"text": "оператор"})], "a")
    talk = await town.talk("a")
    took = Arrival(town.event(v.OperatorTook, by="demo"), talk)
    assert isinstance((await town.take(took))[0], Done)
    before = await town.said("a")
    other = town.event(v.OperatorSaid, by="other", text="я тут", key="reply")
    assert await town.take(Arrival(other, talk)) == [Refused("not_yours")]
    assert await town.said("a") == before
    mine = town.event(v.OperatorSaid, by="demo", text="Здравствуйте", key="reply")
    assert isinstance((await town.take(Arrival(mine, talk)))[0], Done)
    assert (await town.said("a"))[-1] == "operator: Здравствуйте"
    back = town.event(v.OperatorReturned, by="demo")
    assert isinstance((await town.take(Arrival(back, talk)))[0], Done)
    assert await town.stage.views.queue(town.stage.moment) == []


async def test_a_clarification_goes_round_and_the_answer_is_rated(town: Town) -> None:
    number = await town.filed("a")
    await town.acted(number, "take")
    await town.acted(number, "ask", text="Какой дом?")
    await town.take(town.arrival("a", v.Said, text="Дом 5"))
    case = await town.stage.turn.case(number)
    assert case is not None
    assert case.state == "in_work"
    await town.acted(number, "answer", text="Фонари заменены.", result="satisfied")
    town.stage.moment += timedelta(days=1)
    assert await town.stage.clock.sweep(town.stage.moment) == {"rating": 1}
    assert (await town.letters("a"))[-1].question["id"] == "rating"  # type: ignore[index]
    await town.take(town.arrival("a", v.Chose, option="2", question="rating"))
    await town.take(town.arrival("a", v.Said, text="долго ждали"))
    assert (await town.letters("a"))[-1].question["id"] == "ways"  # type: ignore[index]
    await town.audit()


async def test_a_moment_is_finished_in_the_transaction_of_what_it_caused(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot import turn as module

    number = await town.filed("a")
    await town.acted(number, "answer", text="Фонари заменены.", result="satisfied")
    town.stage.moment += timedelta(days=1)
    real = module.step

    def breaks(book, talk, event):  # type: ignore[no-untyped-def]
        raise RuntimeError("crash")

    monkeypatch.setattr(module, "step", breaks)
    assert await town.stage.clock.sweep(town.stage.moment) == {}
    assert town.stage.clock.failed == 1
    monkeypatch.setattr(module, "step", real)
    assert await town.stage.clock.sweep(town.stage.moment) == {}, "leased"
    later = town.stage.moment + timedelta(minutes=2)
    assert await town.stage.clock.sweep(later) == {"rating": 1}
    assert await town.stage.clock.sweep(later + timedelta(minutes=2)) == {}


async def test_a_moment_that_moved_on_its_way_is_void(town: Town) -> None:
    number = await town.filed("a")
    await town.acted(number, "answer", text="Фонари заменены.", result="satisfied")
    later = town.stage.moment + timedelta(days=2)
    (row,) = await timers.due(town.stage.database, later, "other worker", 10)
    fired = v.TimerFired(id=f"timer:{row.id}", at=later, kind=row.kind, subject=row.subject)
    arrival = Arrival(fired, await town.talk("a"))
    assert isinstance((await town.take(arrival))[0], Done)
    again = v.TimerFired(id=f"timer:{row.key}#9", at=later, kind=row.kind, subject=row.subject)
    assert await town.take(Arrival(again, await town.talk("a"))) == [Repeated()]
    assert await town.take(arrival) == [Repeated()]


async def test_an_appeal_filed_after_hours_is_registered_in_the_morning(town: Town) -> None:
    town.stage.moment = almaty("2026-11-23 19:00")
    number = await town.filed("a")
    case = await town.stage.turn.case(number)
    assert case is not None
    assert case.state == "handed_over"
    assert await town.stage.clock.sweep(almaty("2026-11-24 08:59")) == {}
    assert await town.stage.clock.sweep(almaty("2026-11-24 09:00")) == {"register": 1}
    registered = await town.stage.turn.case(number)
    assert registered is not None
    assert (registered.state, registered.due) == ("registered", case.due)


async def test_a_morning_moment_of_a_case_that_moved_on_is_silent(town: Town) -> None:
    town.stage.moment = almaty("2026-11-23 19:00")
    number = await town.filed("a")
    (row,) = [
        r
        for r in await timers.due(town.stage.database, almaty("2026-11-24 09:00"), "w", 10)
        if r.kind == "register"
    ]
    await town.acted(number, "redirect", to="shymkent", reason="не наш вопрос")
    before = await town.said("a")
    fired = v.TimerFired(id=f"timer:{row.id}", at=row.due, kind=row.kind, subject=row.subject)
    await town.take(Arrival(fired, await town.talk("a")))
    assert await town.said("a") == before


async def test_a_late_moment_of_a_case_that_is_answered_is_silent(town: Town) -> None:
    number = await town.filed("a")
    await town.acted(number, "answer", text="Фонари заменены.", result="satisfied")
    talk = await town.talk("a")
    at = town.stage.moment + timedelta(minutes=1)
    async with town.ledger.entry() as entry:
        await entry.set_timers([(f"register:{number}", "register", number, talk.conversation, at)])
    before = await town.said("a")
    assert await town.stage.clock.sweep(at) == {"register": 1}
    assert await town.said("a") == before


async def test_a_reply_to_a_case_that_was_answered_meanwhile_breaks_nothing(town: Town) -> None:
    number = await town.filed("a")
    await town.acted(number, "ask", text="Какой дом?")
    await town.acted(number, "answer", text="Фонари заменены.", result="satisfied")
    await town.take(town.arrival("a", v.Said, text="Дом 5"))
    case = await town.stage.turn.case(number)
    assert case is not None
    assert case.state == "answered"


async def test_a_moment_of_a_case_that_is_not_there_is_refused(town: Town) -> None:
    await town.filed("a")
    talk = await town.talk("a")
    at = town.stage.moment + timedelta(minutes=1)
    async with town.ledger.entry() as entry:
        await entry.set_timers([("register:x", "register", "x", talk.conversation, at)])
    assert await town.stage.clock.sweep(at) == {}
    assert town.stage.clock.failed == 1


async def test_a_number_that_is_taken_is_not_given_again(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await town.filed("a")
    numbers = iter([first, first, "2026-00000018"])
    monkeypatch.setattr(town.stage.mint, "number", lambda at: next(numbers))
    assert await town.filed("b") == "2026-00000018"
    assert (await town.audit())["cases"] == 2


async def test_the_first_letter_names_each_language_by_itself(town: Town) -> None:
    await town.take(town.arrival("a", v.Started))
    assert [label for _, label in (await town.letters("a"))[0].choices] == [
        "Қазақша",
        "Русский",
        "English",
    ]


async def test_a_citizen_of_whatsapp_in_the_queue_is_told_before_the_window_closes(
    town: Town,
) -> None:
    address = Address("whatsapp", "77010000000")
    for text in ("русский", "оператор"):
        await town.take(Arrival(town.event(v.Said, text=text), address))
    heard = town.stage.moment
    assert await town.stage.clock.sweep(heard + timedelta(hours=23)) == {"window": 1}
