"""The plain form of an update says what aiogram reads, and leaves other forms to aiogram."""

from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
from aiogram.types import Update

from bot.fronts.telegram_plain import plain
from bot.fronts.telegram_read import read
from tests.telegram.citizen import message, press, private

AT = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
BOLD = [{"type": "bold", "offset": 0, "length": 4}]
BUTTONS = {
    "inline_keyboard": [
        [{"text": "Иә", "callback_data": "7:yes"}, {"text": "Жоқ", "callback_data": "7:no"}],
        [{"text": "egov.kz", "url": "https://egov.kz"}],
    ]
}


GROUP = {"id": -5, "type": "group", "title": "Двор"}


def line(**content: Any) -> dict[str, Any]:
    return message(5, **content)


def pressed(data: str | None, **shown: Any) -> dict[str, Any]:
    return press(5, data, {"message_id": 9, "date": 1, "text": "?", **shown})


def also(update: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """The update with more in its message or press."""
    kind = "message" if "message" in update else "callback_query"
    return {**update, kind: {**update[kind], **fields}}


@pytest.mark.parametrize(
    "update",
    [
        line(text="Көшеде шам жанбайды"),
        line(text="/start a_petropavlovsk-book-kk"),
        line(text="жол", entities=BOLD),
        message(5, language=None, text="/start"),
        pressed("7:yes"),
        pressed("stop"),
        pressed("7:page/2"),
        pressed("7:share/"),
        pressed("7:yes", reply_markup=BUTTONS),
        pressed("7:yes", photo=[], caption="!", reply_markup=BUTTONS),
        press(5, "7:yes", {"message_id": 9, "date": 0}),
    ],
)
def test_a_line_and_a_press_say_what_aiogram_reads(update: dict[str, Any]) -> None:
    mine, theirs = plain(orjson.dumps(update)), Update.model_validate(update)
    assert mine is not None
    assert read(mine, 42, AT) == read(theirs, 42, AT)  # type: ignore[arg-type]


def test_the_keyboard_under_a_press_is_the_same() -> None:
    update = pressed("7:yes", reply_markup=BUTTONS)
    keyboards = [
        seen.callback_query.message.reply_markup.model_dump(exclude_none=True)  # type: ignore
        for seen in (plain(orjson.dumps(update)), Update.model_validate(update))
    ]
    assert keyboards == [BUTTONS, BUTTONS]


@pytest.mark.parametrize(
    "update",
    [
        also(line(text="!"), reply_to_message=line(text="?")["message"]),
        also(line(text="!"), chat=GROUP),
        also(line(text="!"), chat=private(5) | {"id": "5"}),
        also(line(text="!"), sender_chat=GROUP),
        also(line(text="!"), text=5),
        line(caption="!", photo=[]),
        line(text="!", voice={"file_id": "a"}),
        pressed(None),
        also(pressed("7:yes"), inline_message_id="1"),
        pressed("7:yes", chat=GROUP),
        line(text="!") | {"update_id": "one"},
        {"update_id": 1, "edited_message": line(text="!")["message"]},
        {"message": line(text="!")["message"]},
        ["update"],
    ],
)
def test_all_other_forms_are_left_to_aiogram(update: Any) -> None:
    assert plain(orjson.dumps(update)) is None


def test_a_broken_body_is_left_to_aiogram() -> None:
    assert plain(b'{"update_id": 1') is None
