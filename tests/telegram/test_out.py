"""The way out against a server that floods, blocks, fails, falls silent and dies."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.doors import Gone, Held, Later, Undelivered, Unreachable
from bot.fronts import telegram_out
from bot.fronts.net import Net
from bot.fronts.telegram_out import TelegramOut
from bot.fronts.telegram_write import write
from dialogs.letters import Letter
from tests.telegram.fake_api import (
    BLOCKED,
    BROKEN,
    CUT,
    FLOOD,
    NO_CHAT,
    SILENT,
    TOKEN,
    FakeApi,
    Trouble,
)

HELLO = Letter(text="Здравствуйте!")
LONG = Letter(text="Жауап дайын. " * 700)  # three messages
STORED = {"01f": ("жауап.pdf", "application/pdf", b"%PDF-1.7")}


async def read_file(id: str) -> tuple[str, str, bytes] | None:
    return STORED.get(id)


def door(api: FakeApi, *, token: str = TOKEN, rate: float = 0) -> TelegramOut:
    wire = Net()
    return TelegramOut(
        token=token, base=api.base, rate=rate, wire=wire, write=write, read_file=read_file
    )


@pytest.fixture
async def api() -> AsyncIterator[FakeApi]:
    async with FakeApi() as running:
        yield running


@pytest.fixture
async def out(api: FakeApi) -> AsyncIterator[TelegramOut]:
    sender = door(api)
    yield sender
    await sender.close()


async def test_letter_is_shown(api: FakeApi, out: TelegramOut) -> None:
    question = {"id": "menu", "kind": "choice", "expects": "choice", "asked": 3}
    letter = Letter(text="Тіл?", choices=(("kk", "Қазақша"),), question=question)
    refs = await out.send("77", letter)
    [shown] = api.shown(77)
    assert (shown.text, shown.buttons) == ("Тіл?", [("Қазақша", "3:kk")])
    assert refs == [str(shown.id)]
    assert out.state() == "ok"


async def test_no_call_is_needed_before_the_first_letter(api: FakeApi, out: TelegramOut) -> None:
    await out.send("77", HELLO)
    assert [method for method, _ in api.calls] == ["sendMessage"]


async def test_file_is_sent_under_its_name(api: FakeApi, out: TelegramOut) -> None:
    await out.send("77", Letter(text="Ответ.", files=({"id": "01f"},)))
    assert [(m.text, m.file) for m in api.shown(77)] == [("Ответ.", None), ("", "жауап.pdf")]


async def test_file_that_is_gone_gives_the_letter_up(api: FakeApi, out: TelegramOut) -> None:
    with pytest.raises(Gone, match="refused"):
        await out.send("77", Letter(text="", files=({"id": "none"},)))


async def test_flood_holds_the_chat_as_long_as_it_says(api: FakeApi, out: TelegramOut) -> None:
    api.meet(FLOOD, chat="77")
    with pytest.raises(Held) as held:
        await out.send("77", HELLO)
    assert held.value.seconds == 7
    assert out.state() == "ok"
    await out.send("78", HELLO)
    assert len(api.shown(78)) == 1


@pytest.mark.parametrize(("trouble", "code"), [(BLOCKED, "blocked"), (NO_CHAT, "refused")])
async def test_some_letters_are_given_up(
    api: FakeApi, out: TelegramOut, trouble: Trouble, code: str
) -> None:
    api.meet(trouble)
    with pytest.raises(Gone, match=f"^{code}: "):
        await out.send("77", HELLO)
    assert out.state() == "ok"


@pytest.mark.parametrize("trouble", [BROKEN, CUT, Trouble(500, "Internal Server Error")])
async def test_trouble_of_the_server_is_tried_again(
    api: FakeApi, out: TelegramOut, trouble: Trouble
) -> None:
    api.meet(trouble)
    with pytest.raises(Later):
        await out.send("77", HELLO)
    assert out.state().startswith("degraded: NetworkError")
    await out.send("77", HELLO)
    assert out.state() == "ok"


async def test_silence_is_given_up_in_time(api: FakeApi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telegram_out, "SECONDS", 0.1)
    sender = door(api)
    api.meet(SILENT)
    with pytest.raises(Later, match="TimedOut"):
        await sender.send("77", HELLO)
    await sender.close()


async def test_dead_server_is_tried_again_and_no_error_tells_the_token(
    api: FakeApi, out: TelegramOut
) -> None:
    await api.die()
    with pytest.raises(Later) as later:
        await out.send("77", HELLO)
    assert TOKEN not in later.value.error
    assert TOKEN not in out.state()


async def test_server_that_comes_back_is_used_again(api: FakeApi, out: TelegramOut) -> None:
    await out.send("77", HELLO)
    await api.die()
    with pytest.raises(Later):
        await out.send("77", HELLO)
    await api.listen()
    await out.send("77", HELLO)
    assert len(api.shown(77)) == 2


async def test_wrong_token_is_the_doors_trouble_and_no_letter_is_given_up(api: FakeApi) -> None:
    sender = door(api, token="43:another-token-that-nobody-gave")
    with pytest.raises(Later, match="InvalidToken"):
        await sender.send("77", HELLO)
    assert "InvalidToken" in sender.state()
    await sender.close()


@pytest.mark.parametrize("trouble", [FLOOD, CUT, BROKEN])
async def test_error_in_the_middle_tells_what_was_shown(
    api: FakeApi, out: TelegramOut, trouble: Trouble
) -> None:
    api.meet(trouble, after=1)
    with pytest.raises(Undelivered) as error:
        await out.send("77", LONG)
    assert error.value.refs == [str(api.shown(77)[0].id)]
    rest = await out.send("77", LONG, skip=1)
    assert error.value.refs + rest == [str(shown.id) for shown in api.shown(77)]
    assert len(api.shown(77)) == 3


async def test_server_that_dies_in_the_middle_shows_nothing_twice(
    api: FakeApi, out: TelegramOut
) -> None:
    post, posted = out._wire.post, []

    async def until_it_dies(*request: Any) -> tuple[int, bytes]:
        if len(posted) == 2:
            await api.die()
        posted.append(request)
        return await post(*request)

    out._wire.post = until_it_dies  # type: ignore[method-assign]
    with pytest.raises(Later) as later:
        await out.send("77", LONG)
    assert len(later.value.refs) == 2
    await api.listen()
    await out.send("77", LONG, skip=2)
    assert len(api.shown(77)) == 3


async def test_sign_is_tried_once_and_never_raises(api: FakeApi, out: TelegramOut) -> None:
    typing = {"chat_id": 77, "action": "typing"}
    assert await out.sign("sendChatAction", typing)
    for trouble, shown in (
        (BROKEN, False),
        (FLOOD, False),
        (CUT, False),
        (Trouble(400, "Bad Request: message is not modified"), True),
    ):
        api.meet(trouble, method="sendChatAction")
        assert await out.sign("sendChatAction", typing) is shown
    assert out.state() == "ok"
    await out.close()
    assert not await out.sign("sendChatAction", typing)


async def test_key_to_share_by_is_taken_away_by_the_next_plain_letter(
    api: FakeApi, out: TelegramOut
) -> None:
    asked = {"id": "phone", "kind": "text", "expects": "text", "asked": 3}
    await out.send("77", Letter(text="Нөміріңіз?", question=asked, share="Жіберу"))
    assert [key["text"] for key in api.keys["77"]] == ["Жіберу"]
    buttons = Letter(text="Тіл?", choices=(("kk", "Қазақша"),), question=asked)
    await out.send("77", buttons)
    assert "77" in api.keys
    await out.send("77", HELLO)
    assert api.keys == {}
    await out.send("77", HELLO)
    markups = [call.get("reply_markup") for call in api.called("sendMessage")[-2:]]
    assert markups == [{"remove_keyboard": True}, None]


async def test_not_modified_counts_as_done(api: FakeApi, out: TelegramOut) -> None:
    api.meet(Trouble(400, "Bad Request: message is not modified"))
    assert await out.send("77", HELLO) == [""]


async def test_file_of_a_citizen_is_fetched(api: FakeApi, out: TelegramOut) -> None:
    api.files["abc"] = b"photo"
    assert await out.fetch("abc", 10) == b"photo"


async def test_file_over_the_limit_is_not_fetched(api: FakeApi, out: TelegramOut) -> None:
    api.files["abc"] = b"photo"
    with pytest.raises(Gone, match=r"^file_large$"):
        await out.fetch("abc", 4)


async def test_file_that_telegram_refuses_is_gone(api: FakeApi, out: TelegramOut) -> None:
    with pytest.raises(Gone, match=r"^file_large$"):
        await out.fetch("unknown", 10)
    api.meet(Trouble(400, "Bad Request: wrong file_id"), method="getFile")
    with pytest.raises(Gone, match=r"^refused: BadRequest: "):
        await out.fetch("unknown", 10)


async def test_file_larger_than_it_was_told_is_not_read_to_its_end(
    api: FakeApi, out: TelegramOut
) -> None:
    api.files["abc"], api.sizes["abc"] = b"x" * 200_000, 5
    with pytest.raises(Gone, match=r"^file_large: more than 10"):
        await out.fetch("abc", 10)


async def test_file_that_is_not_there_may_be_there_later(api: FakeApi, out: TelegramOut) -> None:
    api.files["abc"] = b""
    with pytest.raises(Later, match="Unreachable"):
        await out.fetch("abc", 10)


async def test_file_of_a_server_that_dies_may_be_there_later(
    api: FakeApi, out: TelegramOut
) -> None:
    wire = Net()
    await api.die()
    with pytest.raises(Unreachable, match="ClientConnectorError") as error:
        await wire.fetch(f"{api.base}/file/bot{TOKEN}/a", 10, 1)
    assert TOKEN not in str(error.value)
    await wire.close()
    await wire.close()


async def test_press_that_is_too_old_counts_as_answered(api: FakeApi, out: TelegramOut) -> None:
    api.meet(Trouble(400, "Bad Request: query is too old"), method="answer")
    assert await out.call("answerCallbackQuery", {"callback_query_id": "1"}) is None


async def test_rate_of_all_chats_together_is_kept(api: FakeApi) -> None:
    sender = door(api, rate=20)  # twenty at once, then one in 50 ms
    start = asyncio.get_running_loop().time()
    await asyncio.gather(*(sender.send(str(chat), HELLO) for chat in range(1, 24)))
    assert asyncio.get_running_loop().time() - start >= 0.1
    await sender.close()
