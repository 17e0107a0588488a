"""Many citizens in one transaction; one bad event harms only itself; a repeat changes nothing."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.arrivals import Arrival, Done, Failed, OfCase, OfRequest, Refused, Repeated, Talk
from bot.turn import MAX_ROUNDS, MOST_AT_ONCE
from dialogs import events as v
from dialogs.events import File
from storage.database import TakenBack
from storage.fetches import Promised, claim
from tests.turn.town import FORM, LIGHTS, Town

NAMES = [f"citizen{n}" for n in range(8)]


async def test_many_citizens_file_in_the_same_turns(town: Town) -> None:
    await town.walk(FORM, *NAMES)
    audit = await town.audit()
    assert (audit["citizens"], audit["cases"]) == (8, 8)
    numbers = {(await town.letters(name))[-1].case for name in NAMES}
    assert len(numbers) == 8


async def test_two_events_of_one_citizen_in_one_turn_keep_their_order(town: Town) -> None:
    await town.take(
        town.arrival("a", v.Started, language="ru", agency="petropavlovsk"),
        town.arrival("a", v.Said, text=LIGHTS),
        town.arrival("b", v.Started, language="en"),
        town.arrival("a", v.Chose, option="file", question="advice"),
    )
    page = await town.stage.page(town.address("a"))
    assert page.conversation.at == "file.consent"
    said = await town.said("a")
    assert said[1] == f"citizen: {LIGHTS}"
    assert said[3] == "citizen: Подать обращение"
    assert [line.seq for line in await town.stage.views.journal(page.conversation.id, 0)] == [
        *range(1, len(said) + 1)
    ]


async def test_a_repeated_key_changes_nothing(town: Town) -> None:
    first = town.arrival("a", v.Started, language="ru", key="one")
    assert [type(o) for o in await town.take(first)] == [Done]
    before = await town.said("a")
    again = town.arrival("a", v.Said, text="другие слова", key="one")
    assert await town.take(again) == [Repeated()]
    assert await town.said("a") == before


async def test_a_key_twice_in_one_turn_is_taken_once(town: Town) -> None:
    twice = [town.arrival("a", v.Said, text=LIGHTS, key="one") for _ in range(3)]
    done, *others = await town.take(*twice)
    assert isinstance(done, Done)
    assert others == [Repeated(), Repeated()]
    assert len([s for s in await town.said("a") if s.startswith("citizen")]) == 1


async def test_one_refused_event_harms_only_itself(town: Town) -> None:
    arrivals = [town.arrival(name, v.Started, language="ru") for name in NAMES]
    lost = town.event(v.CaseActed, number="2026-00000000", act="take", by="demo")
    arrivals.insert(3, Arrival(lost, OfCase("2026-00000000")))
    outcomes = await town.take(*arrivals)
    assert outcomes[3] == Refused("unknown")
    assert all(isinstance(o, Done) for o in outcomes[:3] + outcomes[4:])
    assert (await town.audit())["citizens"] == 8


async def test_one_failing_event_harms_only_itself_and_may_come_again(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot import turn as module

    real = module.step

    def breaks(book, talk, event):  # type: ignore[no-untyped-def]
        if getattr(event, "text", "") == "boom":
            raise RuntimeError("boom")
        return real(book, talk, event)

    await town.walk([(v.Started, {"language": "ru"})], *NAMES)
    monkeypatch.setattr(module, "step", breaks)
    arrivals = [
        town.arrival(n, v.Said, text="boom" if n == "citizen2" else LIGHTS, key=f"k:{n}")
        for n in NAMES
    ]
    outcomes = await town.take(*arrivals)
    assert isinstance(outcomes[2], Failed)
    assert str(outcomes[2].error) == "boom"
    assert [isinstance(o, Done) for o in outcomes].count(True) == 7
    assert not [s for s in await town.said("citizen2") if s.startswith("citizen")]
    monkeypatch.setattr(module, "step", real)
    assert isinstance((await town.take(arrivals[2]))[0], Done), "its key was not kept"
    assert await town.take(arrivals[0]) == [Repeated()]
    await town.audit()


async def test_an_event_that_asks_the_shell_for_ever_fails(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot import turn as module
    from dialogs.effects import FindCases

    await town.take(town.arrival("a", v.Started, language="ru"))
    monkeypatch.setattr(module, "step", lambda book, talk, event: (talk, (FindCases(),)))
    (outcome,) = await town.take(town.arrival("a", v.Said, text="где?"))
    assert isinstance(outcome, Failed)
    assert str(MAX_ROUNDS) in str(outcome.error)


@pytest.mark.parametrize("to", [OfCase("2026-00000000"), OfRequest("none"), Talk("none")])
async def test_what_belongs_to_nobody_is_refused(town: Town, to: object) -> None:
    arrival = Arrival(town.event(v.OperatorTook, by="demo"), to)  # type: ignore[arg-type]
    assert await town.take(arrival) == [Refused("unknown")]


async def test_nothing_to_take_is_nothing(town: Town) -> None:
    assert await town.take() == []


async def test_twenty_of_the_same_at_once_are_one_effect(town: Town) -> None:
    await town.walk(FORM[:-1], "a")
    kind, fields = FORM[-1]
    arrival = town.arrival("a", kind, key="confirm", **fields)
    outcomes = await asyncio.gather(*(town.stage.turn.take([arrival]) for _ in range(20)))
    kinds = [type(outcome) for (outcome,) in outcomes]
    assert kinds.count(Done) == 1
    assert kinds.count(Repeated) == 19
    assert (await town.audit())["cases"] == 1


async def test_twenty_taps_with_keys_of_their_own_file_once(town: Town) -> None:
    await town.walk(FORM[:-1], "a")
    kind, fields = FORM[-1]
    asked = (await town.letters("a"))[-1].question
    assert asked is not None
    taps = [
        town.arrival("a", kind, option=fields["option"], asked=asked["asked"]) for _ in range(20)
    ]
    await asyncio.gather(*(town.stage.turn.take([tap]) for tap in taps))
    assert (await town.audit())["cases"] == 1


async def test_a_batch_gathers_what_comes_while_a_turn_runs(town: Town) -> None:
    batch = town.stage.batch
    more = MOST_AT_ONCE + 6
    arrivals = [town.arrival(f"c{n}", v.Started, language="ru") for n in range(more)]
    outcomes = await asyncio.gather(*(batch.put(arrival) for arrival in arrivals))
    assert all(isinstance(outcome, Done) for outcome in outcomes)
    assert (await town.audit())["citizens"] == more


async def test_a_batch_raises_to_the_one_whose_event_failed(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot import turn as module

    real = module.step

    def breaks(book, talk, event):  # type: ignore[no-untyped-def]
        if event.id == "bad":
            raise LookupError("bad")
        return real(book, talk, event)

    monkeypatch.setattr(module, "step", breaks)
    good = [town.arrival(f"c{n}", v.Started, language="ru") for n in range(3)]
    bad = town.arrival("d", v.Started, language="ru", key="bad")
    put = [town.stage.batch.put(arrival) for arrival in (good[0], bad, *good[1:])]
    outcomes = await asyncio.gather(*put, return_exceptions=True)
    assert isinstance(outcomes[1], LookupError)
    assert [isinstance(o, Done) for o in outcomes] == [True, False, True, True]
    assert isinstance(await town.stage.batch.put(good[0]), Repeated), "the batch goes on"


async def test_one_who_gives_up_waiting_does_not_stop_the_batch(town: Town) -> None:
    impatient = asyncio.ensure_future(
        town.stage.batch.put(town.arrival("a", v.Started, language="ru"))
    )
    await asyncio.sleep(0)
    impatient.cancel()
    outcome = await town.stage.batch.put(town.arrival("b", v.Started, language="ru"))
    assert isinstance(outcome, Done)


async def test_an_event_that_crossed_another_transaction_is_taken_once_more(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot import turn as module

    real, left = module.step, [TakenBack("crossed")] * 3

    def crosses(book, talk, event):  # type: ignore[no-untyped-def]
        if left:
            raise left.pop()
        return real(book, talk, event)

    monkeypatch.setattr(module, "step", crosses)
    arrival = town.arrival("a", v.Started, language="ru")
    (twice,) = await town.take(arrival)
    assert isinstance(twice, Failed), "crossed twice: whoever sent it sends it again"
    assert [type(outcome) for outcome in await town.take(arrival)] == [Done]
    assert left == []
    assert len(await town.said("a")) == 1


async def test_a_file_that_is_promised_is_to_be_fetched(town: Town) -> None:
    file = File(id="f1", name="a.jpg", type="image/jpeg", size=1)
    told = town.arrival("a", v.Sent, file=file)
    promised = Promised(file=file, front="telegram", remote="r1")
    await town.take(replace(told, promised=promised))
    now, stage = town.stage.moment, town.stage
    (job,) = await claim(stage.database, stage.seal, "w", now, timedelta(minutes=1), 10)
    assert (job.file, job.front, job.remote) == ("f1", "telegram", "r1")
