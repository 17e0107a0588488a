"""Signs beside the letters: typing, a closed keyboard, another page, a key to share by."""

import asyncio
from typing import Any

import pytest

from bot.fronts import telegram_signs
from bot.fronts.telegram_signs import closed
from dialogs.letters import Letter
from storage.ledger import Ledger
from storage.pages import Address, Line
from tests.telegram.citizen import member, message, name_or_address, press
from tests.telegram.conftest import Esik, Start
from tests.telegram.fake_api import BROKEN, SILENT, FakeApi, Shown

LINK = {"text": "Портал", "url": "https://eotinish.kz/"}
YES, NO = {"text": "Иә", "callback_data": "3:yes"}, {"text": "Жоқ", "callback_data": "3:no"}


@pytest.mark.parametrize(
    ("chosen", "after"),
    [
        ("3:yes", [[{"text": "✓ Иә", "copy_text": {"text": "Иә"}}], [LINK]]),
        ("3:another", [[LINK]]),
        (None, [[LINK]]),
    ],
)
def test_keyboard_after_an_answer(chosen: str | None, after: list[Any]) -> None:
    assert closed([[YES, NO], [LINK]], chosen) == after


def test_keyboard_without_links_after_an_answer_to_another_question() -> None:
    assert closed([[YES, NO]], None) == []


async def until(shown: Shown, labels: list[str]) -> None:
    """Wait until a message has only these labels, which copy."""
    async with asyncio.timeout(5):
        while (shown.buttons, shown.copied) != ([], labels):
            await asyncio.sleep(0.01)


async def test_keyboard_is_closed_with_the_answer_that_was_pressed(esik: Esik) -> None:
    citizen = esik.citizen()
    await citizen.says("/start", "ru")
    [menu] = esik.api.shown(citizen.id)
    label, data, under = citizen.button("problem")
    await citizen.presses("problem")
    await until(menu, [label])
    assert (await citizen.sends(press(citizen.id, data, under)))[0] == 200
    await esik.api.sees("editMessageReplyMarkup", 2)
    await until(menu, [label])


async def test_button_of_an_old_question_closes_without_an_answer(esik: Esik) -> None:
    citizen = esik.citizen()
    await citizen.says("/start", "ru")
    [menu] = esik.api.shown(citizen.id)
    _, data, under = citizen.button("status")
    await citizen.says("/help")
    await citizen.sends(press(citizen.id, data, under))
    await citizen.reads()
    await until(menu, [])


async def test_letter_that_asks_nothing_keeps_its_buttons(esik: Esik) -> None:
    citizen = esik.citizen()
    await citizen.says("/start", "ru")
    under = {"message_id": 1, "date": 5, "text": "?", "reply_markup": {"inline_keyboard": [[YES]]}}
    await citizen.sends(press(citizen.id, ":come", under))
    await citizen.reads()
    assert esik.api.called("editMessageReplyMarkup") == []


@pytest.mark.parametrize("trouble", [BROKEN, SILENT])
async def test_sign_that_is_not_shown_is_missed_by_nobody(esik: Esik, trouble: Any) -> None:
    citizen = esik.citizen()
    esik.api.meet(trouble, method="editMessage")
    await citizen.says("/start", "ru")
    await citizen.presses("problem")
    await esik.api.sees("editMessageReplyMarkup")
    assert await citizen.says("/menu")
    assert esik.crew.states["telegram"]() == "ok"


async def test_citizen_who_waits_sees_that_we_write(
    esik: Esik, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telegram_signs, "SLOW", 0.02)
    monkeypatch.setattr(telegram_signs, "TYPING_LASTS", 0.02)
    put, ready = esik.house.batch.put, asyncio.Event()

    async def slow(_: object, arrival: Any) -> Any:
        await ready.wait()
        return await put(arrival)

    monkeypatch.setattr(type(esik.house.batch), "put", slow)
    citizen = esik.citizen()
    saying = asyncio.get_running_loop().create_task(
        citizen.sends(message(citizen.id, text="/start"))
    )
    await esik.api.sees("sendChatAction", 2)
    ready.set()
    assert (await saying)[0] == 200
    assert await citizen.reads()
    told = {(call["chat_id"], call["action"]) for call in esik.api.called("sendChatAction")}
    assert told == {(citizen.id, "typing")}


async def test_quick_answer_needs_no_sign(esik: Esik) -> None:
    await esik.citizen().says("/start", "ru")
    assert esik.api.called("sendChatAction") == []


async def test_long_list_is_turned_without_a_turn(esik: Esik) -> None:
    citizen, house = esik.citizen(), esik.house
    await citizen.says("/start", "ru")
    address = Address("telegram", str(citizen.id))
    asked = {"id": "settlement", "kind": "place", "expects": "choice", "asked": 7,
             "optional": False}  # fmt: skip
    choices = tuple((f"k{n}", f"Село номер {n} района") for n in range(50))
    letter = Letter(text="Какое село?", choices=choices, question=asked)
    async with Ledger(house.database, house.seal).entry() as entry:
        page = (await entry.pages([address], house.mint.new_id, esik.moment.at))[address]
        page.line += 1
        await entry.save([page])
        await entry.write([Line(page, page.line, letter, esik.moment.at, True, "telegram")])
    house.bell.ring((), letters=True)
    await citizen.reads()
    journal = len(await esik.rows("journal"))
    shown = esik.api.shown(citizen.id)[-1]
    assert ("Село номер 0 района", "7:k0") in shown.buttons
    status, call = await citizen.sends(_turning(citizen, "›"))
    assert (status, call["method"]) == (200, "answerCallbackQuery")
    async with asyncio.timeout(5):
        while ("2/3", "7:page/1") not in shown.buttons:
            await asyncio.sleep(0.01)
    assert "7:k20" in dict(map(reversed, shown.buttons))  # type: ignore[arg-type]
    await citizen.sends(press(citizen.id, "8:page/1"))
    assert len(await esik.rows("journal")) == journal


def _turning(citizen: Any, label: str) -> dict[str, Any]:
    _, data, under = citizen.button(label)
    return press(citizen.id, data, under)


async def test_place_can_be_shared_and_its_key_goes_away(esik: Esik) -> None:
    citizen = esik.citizen()
    await citizen.says("/start", "ru")
    await citizen.presses("problem")
    await citizen.says("На нашей улице не горит фонарь, темно.")
    lines = len(await esik.rows("journal"))
    assert esik.api.keys == {}
    assert await citizen.presses("share/")
    [key] = esik.api.keys[str(citizen.id)]
    assert key["request_location"]
    assert citizen.button("590000000"), "the list stays"
    assert len(await esik.rows("journal")) == lines
    await citizen.sends(message(citizen.id, location={"latitude": 54.8753, "longitude": 69.1628}))
    await citizen.reads()
    for _ in range(12):
        if str(citizen.id) not in esik.api.keys:
            break
        options = [data.split(":")[1] for _, data in esik.api.shown(citizen.id)[-1].buttons]
        known = [o for o in ("yes", "file", "skip") if o in options] or sorted(options)
        await (
            citizen.presses(known[0])
            if known
            else citizen.says(name_or_address(citizen.api.shown(citizen.id)[-1].text))
        )
    assert str(citizen.id) not in esik.api.keys


async def test_door_that_is_closed_and_opened_again_is_remembered(esik: Esik) -> None:
    citizen = esik.citizen()
    await citizen.says("/start", "ru")
    private = {"id": citizen.id, "type": "private"}
    assert await citizen.sends(member(private, "member", "kicked")) == (200, None)
    [identity] = await esik.rows("identities")
    assert identity.blocked_at == esik.moment.at
    assert await citizen.sends(member(private, "kicked", "member")) == (200, None)
    [identity] = await esik.rows("identities")
    assert identity.blocked_at is None


async def test_bot_says_what_it_is_before_the_first_word(start: Start, api: FakeApi) -> None:
    await start()
    await api.sees("setMyShortDescription", 4)
    for method, field, most in (
        ("setMyDescription", "description", 512),
        ("setMyShortDescription", "short_description", 120),
    ):
        told = {call["language_code"]: call[field] for call in api.called(method)}
        assert set(told) == {"", "kk", "ru", "en"}
        assert told[""] == told["kk"]
        assert len({told[language] for language in ("kk", "ru", "en")}) == 3
        assert max(map(len, told.values())) <= most
