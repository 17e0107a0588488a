"""Every letter that a talk can lead to fits every door, in every language, and loses nothing."""

from random import Random
from typing import Any

import pytest

from bot.fronts import fit, telegram_write
from bot.fronts.whatsapp import writing
from bot.letters import render
from dialogs.letters import Letter
from tests.dialogs.actor import Actor
from tests.dialogs.shell import LANGUAGES, Shell, book


@pytest.fixture(scope="module", name="letters")
def _letters() -> list[Letter]:
    """Different letters of many talks, in three languages."""
    found: dict[str, Any] = {}
    for seed in range(25):
        chance = Random(seed)
        shell = Shell(chance.choice(LANGUAGES), chance.choice((None, "petropavlovsk", "almaty")))
        actor = Actor(shell)
        for _ in range(35):
            far = [("good",), ("press", chance.randrange(9)), ("press", chance.randrange(3))] * 2
            other = [("case", 0, "answer"), ("case", 0, "ask"), ("due", chance.randrange(4))]
            actor.play(chance.choice([*far, *other, ("say", "статус"), ("say", "??")]))
        found |= {repr((say.words, say.choices)): say for say in shell.said}
    return [render(book(), say, lang) for say in found.values() for lang in LANGUAGES]


def test_there_are_letters_of_many_kinds(letters: list[Letter]) -> None:
    assert len(letters) > 300
    assert {"talk", "status", "receipt", "answer"} <= {letter.kind for letter in letters}


def test_every_letter_fits_telegram(letters: list[Letter]) -> None:
    for letter in letters:
        calls = [c for c in telegram_write.write(letter, "1") if c.method == "sendMessage"]
        shown = " ".join(call.payload["text"] for call in calls)
        buttons = [b for call in calls for b in _keys(call.payload)]
        assert calls, letter
        assert all(fit.width(call.payload["text"]) <= fit.TELEGRAM.text for call in calls)
        assert len(buttons) <= fit.TELEGRAM.buttons
        for button in buttons:
            assert len(button.get("callback_data", "").encode()) <= fit.TELEGRAM.data
            assert 0 < len(button["text"]) <= fit.TELEGRAM.label
        numbered = all(f"{n}. " in shown for n in range(1, len(letter.choices) + 1))
        assert len(buttons) >= min(len(letter.choices), 8) or numbered, letter.choices


def _keys(payload: dict[str, Any]) -> list[dict[str, Any]]:
    markup = payload.get("reply_markup") or {}
    return [button for row in markup.get("inline_keyboard", ()) for button in row]


def test_every_letter_fits_whatsapp(letters: list[Letter]) -> None:
    for letter in letters:
        calls = writing.write(letter, "Таңдау", "Орын")
        assert calls, letter
        pressed = 0
        for call in calls:
            shown = call.payload.get("interactive")
            if not shown:
                assert fit.width(call.payload["text"]["body"]) <= fit.WHATSAPP.text
                continue
            assert fit.width(shown["body"]["text"]) <= fit.WHATSAPP_BUTTONS.text
            pressed += _fits(shown["action"])
        text = " ".join(c.payload["text"]["body"] for c in calls if "text" in c.payload)
        numbered = all(f"{n}. " in text for n in range(1, len(letter.choices) + 1))
        assert pressed == len(letter.choices) or numbered


def _fits(action: dict[str, Any]) -> int:
    """How many choices an action offers; each within the limits of its kind."""
    if "buttons" in action:
        replies = [button["reply"] for button in action["buttons"]]
        assert len(replies) <= fit.WHATSAPP_BUTTONS.buttons
        assert all(len(r["title"]) <= fit.WHATSAPP_BUTTONS.label for r in replies)
        return len(replies)
    rows = [row for section in action.get("sections", ()) for row in section["rows"]]
    assert len(rows) <= fit.WHATSAPP_LIST.buttons
    for row in rows:
        assert len(row["title"]) <= fit.WHATSAPP_LIST.label
        assert len(row.get("description", "")) <= fit.WHATSAPP_LIST.detail
        assert len(row["id"].encode()) <= fit.WHATSAPP_LIST.data
    return len(rows)
