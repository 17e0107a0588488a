"""The pure half of the way out: letter and chat in, exact calls of the Bot API out.

Text is sent plain, without a parse mode, so nothing that a citizen wrote can turn into markup.
What cannot be a button (too many choices, a telephone number) stands in the text instead.
"""

from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from bot.doors import Call
from bot.fronts import fit
from dialogs.letters import Letter

NO_PREVIEW = {"is_disabled": True}


def write(letter: Letter, chat: str) -> list[Call]:
    """The calls that show a letter in a chat: its text in parts, buttons under the last, files."""
    asked = letter.question["asked"] if letter.question else None
    below = tuple(link for link in letter.links if _may_be_button(link[1]))
    choices = letter.choices if _fit_on_buttons(letter.choices, asked, len(below)) else ()
    words = _words(letter, as_text=not choices)
    calls = [_message(chat, part) for part in fit.split(words, fit.TELEGRAM.text)]
    if calls and (choices or below):
        calls[-1].payload["reply_markup"] = _keyboard(choices, below, asked)
    files = [Call("sendDocument", {"chat_id": chat}, file["id"]) for file in letter.files]
    return calls + files


def _message(chat: str, text: str) -> Call:
    payload: dict[str, Any] = {"chat_id": chat, "text": text}
    if "://" in text:
        payload["link_preview_options"] = NO_PREVIEW
    return Call("sendMessage", payload)


def _words(letter: Letter, *, as_text: bool) -> str:
    """The text with what cannot be a button: numbered choices, telephone numbers, odd links."""
    lines = [letter.text]
    if as_text and letter.choices:
        lines.append(fit.numbered([label for _, label in letter.choices]))
    lines += [fit.link_line(label, url) for label, url in letter.links if not _may_be_button(url)]
    return "\n\n".join(filter(None, lines))


def _may_be_button(url: str) -> bool:
    """Whether Telegram takes the address for a button: the web, and a host that has a dot."""
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and "." in (parts.hostname or "")


def _fit_on_buttons(choices: tuple[tuple[str, str], ...], asked: int | None, links: int) -> bool:
    longest = max((len(_back(asked, id).encode()) for id, _ in choices), default=0)
    return longest <= fit.TELEGRAM.data and len(choices) + links <= fit.TELEGRAM.buttons


def _back(asked: int | None, option: str) -> str:
    """What a button sends back; the number tells an old question's button from a new one's."""
    return f"{'' if asked is None else asked}:{option}"


@lru_cache(maxsize=1024)  # the same questions are asked of everybody
def _keyboard(
    choices: tuple[tuple[str, str], ...], links: tuple[tuple[str, str], ...], asked: int | None
) -> dict[str, Any]:
    labels = [_label(label) for _, label in choices]
    buttons = [
        {"text": label, "callback_data": _back(asked, id)}
        for label, (id, _) in zip(labels, choices, strict=True)
    ]
    keyboard = []
    for wide in fit.rows(labels):
        keyboard.append(buttons[:wide])
        buttons = buttons[wide:]
    keyboard += [[{"text": _label(label), "url": url}] for label, url in links]
    return {"inline_keyboard": keyboard}


def _label(label: str) -> str:
    return fit.cut(label, fit.TELEGRAM.label)
