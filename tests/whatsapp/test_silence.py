"""Time travel over the window of 24 hours: nothing is refused, nothing is lost, nobody is nagged.

The fake Graph API refuses free words to whoever was silent for 24 hours, as the real one does.
"""

import re
from datetime import timedelta
from typing import Any

import pytest

from bot import seed
from bot.arrivals import Arrival, Done, OfCase, Talk
from bot.clock import Clock
from bot.mint import ALMATY
from bot.returns import Returns
from dialogs.cases import Act
from dialogs.events import CaseActed, OperatorSaid, OperatorTook
from storage.windows import UNTIL_HEARD
from tests.whatsapp.citizen import Citizen, text, webhook
from tests.whatsapp.conftest import Esik
from tests.whatsapp.fake_graph import Trouble
from tests.whatsapp.test_road import files

DAY = timedelta(hours=24)
NUMBERED = re.compile(r"^(\d+)\. ", re.MULTILINE)


async def acts(esik: Esik, number: str, act: Act, **more: str) -> None:
    """An agency moves a case."""
    id, at = esik.house.mint.new_id(), esik.moment.at
    moved = CaseActed(id=id, at=at, number=number, act=act, by="demo", **more)  # type: ignore[arg-type]
    assert isinstance(await esik.house.batch.put(Arrival(moved, OfCase(number))), Done)


async def filed(esik: Esik) -> tuple[Citizen, str]:
    """Somebody who filed an appeal, and its number."""
    citizen = esik.citizen()
    return citizen, await files(citizen, "kk")


async def fires(esik: Esik) -> dict[str, int]:
    """Fire what is due now."""
    fired: dict[str, int] = await Clock(esik.house).sweep(esik.moment.at)
    await esik.settled()
    return fired


async def test_inside_the_window_news_goes_as_it_is(esik: Esik) -> None:
    citizen, number = await filed(esik)
    esik.moment.at = esik.graph.heard[citizen.id] + DAY - timedelta(seconds=1)
    await acts(esik, number, "take")
    assert number in await citizen.reads()
    assert esik.graph.shown(citizen.id)[-1].kind == "text"


async def test_news_after_a_day_is_told_by_a_template_and_read_on_writing(
    either_esik: Esik,
) -> None:
    esik = either_esik
    citizen, number = await filed(esik)
    esik.moment.at = esik.graph.heard[citizen.id] + DAY + timedelta(seconds=1)
    await acts(esik, number, "take")
    told = await citizen.reads()
    shown = esik.graph.shown(citizen.id)[-1]
    assert (shown.kind, number in told) == ("template", True)
    [row] = await esik.letters("waiting")
    assert (row.error, row.template, row.not_before) == ("window.told", "status", UNTIL_HEARD)
    assert row.attempts == 0

    esik.moment.move(hours=30)
    await acts(esik, number, "answer", text="Шам жөнделді.", result="explained")
    await esik.settled()
    assert len(esik.graph.shown(citizen.id)) == (seen := citizen.seen), "told once in a silence"

    read = await citizen.presses("read")
    assert "template" not in {shown.kind for shown in esik.graph.shown(citizen.id)[seen:]}
    assert read.index(number) < read.index("Шам жөнделді.")
    assert {row.state for row in await esik.rows("outbox")} == {"sent"}
    assert {row.template for row in await esik.rows("outbox")} == {None}


async def test_waiting_letters_let_a_later_reminder_pass(esik: Esik) -> None:
    house = esik.house
    today = esik.moment.at.astimezone(ALMATY).date()
    await seed.sow(house.database, house.book.rules.calendar, today, esik.moment.at)
    citizen = await books(esik)
    [timer] = [row for row in await esik.rows("timers") if row.kind == "reminder"]
    [talk] = await esik.rows("conversations")
    await citizen.says("/human")
    esik.moment.move(hours=25)
    took = OperatorTook(id="o1", at=esik.moment.at, by="demo")
    await esik.house.batch.put(Arrival(took, Talk(talk.id)))
    await esik.letters("waiting")
    await citizen.reads()
    esik.moment.at = timer.due
    assert (await fires(esik))["reminder"] == 1
    reminded = await citizen.reads()
    shown = esik.graph.shown(citizen.id)[-1]
    assert shown.kind == "template"
    assert [back.split(":")[-1] for _, back in shown.buttons] == ["come", "move", "cancel_booking"]
    assert "Демо-әкім" in reminded
    [row] = [row for row in await esik.rows("outbox") if row.kind == "reminder"]
    assert (row.state, row.template) == ("sent", "reminder")
    await citizen.presses("come")
    [booking] = [row for row in await esik.rows("bookings") if row.state == "booked"]
    assert booking.confirmed


async def books(esik: Esik) -> Citizen:
    """Somebody with a reception in more than a week, booked by pressing what was sent."""
    citizen = esik.citizen()
    await citizen.says("start a_petropavlovsk-book-kk")
    for _ in range(15):
        options = citizen.options()
        booked = [row for row in await esik.rows("bookings") if row.state == "booked"]
        if booked:
            return citizen
        if "demo_akim" in options:
            await citizen.presses("demo_akim")
        elif numbers := NUMBERED.findall(esik.graph.shown(citizen.id)[-1].text):
            await citizen.says(numbers[-1])  # days in more than a week
        elif not options or options == ["skip"]:
            await citizen.says("Көше жарығы туралы сұрақ")
        elif wanted := [o for o in ("yes", "confirm", "offline", "book") if o in options]:
            await citizen.presses(wanted[0])
        else:
            await citizen.presses(options[0])
    raise AssertionError(esik.graph.shown(citizen.id)[-1])


async def test_operators_answer_waits_and_is_announced_once(esik: Esik) -> None:
    citizen = esik.citizen()
    await citizen.says("start a_petropavlovsk-kk")
    await citizen.says("/human")
    [talk] = await esik.rows("conversations")
    esik.moment.move(hours=25)
    for event in (
        OperatorTook(id="o1", at=esik.moment.at, by="demo"),
        OperatorSaid(id="o2", at=esik.moment.at, by="demo", text="Бірінші жауап"),
        OperatorSaid(id="o3", at=esik.moment.at, by="demo", text="Екінші жауап"),
    ):
        assert isinstance(await esik.house.batch.put(Arrival(event, Talk(talk.id))), Done)
    await citizen.reads()
    await esik.letters("waiting", "waiting", "waiting")
    assert [shown.kind for shown in esik.graph.shown(citizen.id)].count("template") == 1
    await citizen.tells(citizen.press("read"))
    await esik.letters("sent", "sent", "sent")
    words = "\n".join(shown.text for shown in esik.graph.shown(citizen.id))
    assert words.index("Бірінші жауап") < words.index("Екінші жауап")


async def test_citizen_who_waits_for_a_human_hears_something_before_the_window_closes(
    esik: Esik,
) -> None:
    citizen = esik.citizen()
    await citizen.says("start a_petropavlovsk-ru")
    await citizen.says("/human")
    esik.moment.move(hours=21, minutes=59)
    assert "window" not in await fires(esik)
    esik.moment.move(minutes=1)
    assert (await fires(esik))["window"] == 1
    assert "сутки" in await citizen.reads()
    assert esik.graph.shown(citizen.id)[-1].kind == "text"
    esik.moment.move(hours=1)
    assert "window" not in await fires(esik)


async def test_nothing_is_owed_once_a_human_answered(esik: Esik) -> None:
    citizen = esik.citizen()
    await citizen.says("start a_petropavlovsk-ru")
    await citizen.says("/human")
    [talk] = await esik.rows("conversations")
    for event in (
        OperatorTook(id="o1", at=esik.moment.at, by="demo"),
        OperatorSaid(id="o2", at=esik.moment.at, by="demo", text="Ответ"),
    ):
        await esik.house.batch.put(Arrival(event, Talk(talk.id)))
    esik.moment.move(hours=23)
    assert "window" not in await fires(esik)


async def test_messenger_that_closes_the_window_earlier_is_believed(esik: Esik) -> None:
    citizen, number = await filed(esik)
    esik.graph.heard[citizen.id] -= timedelta(hours=2)
    esik.moment.at = esik.graph.heard[citizen.id] + DAY
    await acts(esik, number, "take")
    assert number in await citizen.reads()
    assert esik.graph.shown(citizen.id)[-1].kind == "template"
    [identity] = await esik.rows("identities")
    assert identity.heard_at is None
    await citizen.tells(citizen.press("read"))
    await esik.settled()
    assert number in "\n".join(
        shown.text for shown in esik.graph.shown(citizen.id)[citizen.seen :]
    )


async def test_template_that_is_not_approved_loses_no_letter(esik: Esik) -> None:
    citizen, number = await filed(esik)
    esik.graph.approved.clear()
    esik.moment.move(hours=25)
    await acts(esik, number, "take")
    [row] = await esik.letters("waiting")
    assert row.error == "132001 template not approved"
    assert "not approved" in esik.crew.states["whatsapp"]()
    assert number in await citizen.says("Сәлем")
    await esik.letters("sent", "sent")


async def test_citizen_who_writes_while_a_letter_is_put_to_wait_gets_it(
    either_esik: Esik, monkeypatch: pytest.MonkeyPatch
) -> None:
    esik = either_esik
    citizen, number = await filed(esik)
    esik.moment.move(hours=25)
    wait = Returns._wait_for_citizen

    async def meanwhile(returns: Returns, *known: Any) -> str:
        monkeypatch.setattr(Returns, "_wait_for_citizen", wait)
        esik.graph.heard[citizen.id] = esik.moment.at
        assert await citizen.posts(webhook(text(citizen.id, "Жаңалық бар ма?"))) == 200
        return await wait(returns, *known)

    monkeypatch.setattr(Returns, "_wait_for_citizen", meanwhile)
    await acts(esik, number, "take")
    await esik.letters("sent", "sent")
    assert UNTIL_HEARD not in {row.not_before for row in await esik.rows("outbox")}


async def test_flood_waits_for_one_citizen_only(esik: Esik) -> None:
    flooded, other = esik.citizen(), esik.citizen()
    esik.graph.meet(Trouble(400, 131056), to=flooded.id)
    await flooded.tells(text(flooded.id, "/start"))
    [row] = await esik.letters("waiting")
    assert (row.not_before - esik.moment.at, row.attempts) == (timedelta(seconds=60), 0)
    assert await other.says("/start")
    assert esik.graph.shown(flooded.id) == []
    esik.moment.move(seconds=61)
    assert await flooded.reads()
