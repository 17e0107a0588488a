"""The pure half of the way out: letter and chat in, exact calls of the Bot API out.

1. Text is sent plain, without a parse mode, so nothing that a citizen wrote can turn into markup.
2. What cannot be a button (a telephone number, an option that is too long) stands in the text.
3. A long list is shown in pages: the rows under it turn them, round and round.
4. A message has one keyboard. Where a letter has buttons and also asks for a number or a place to
   be shared, its last button brings the key for that, in a message of its own, to who wants it. It
   is taken away with the next message that has no buttons.
"""

from functools import lru_cache
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from bot.doors import Call
from bot.fronts import fit
from dialogs.letters import Letter

NO_PREVIEW = {"is_disabled": True}
NO_KEYS = {"remove_keyboard": True}
NUMBER = "phone"  # the question that its own number answers; the others that share ask for a place

Choices = tuple[tuple[str, str], ...]


def write(letter: Letter, chat: str, shared: bool = False) -> list[Call]:
    """The calls that show a letter in a chat: its text in parts, buttons under the last, files.

    shared: the key of an earlier letter, by which something is shared, still stands in the chat.
    """
    below = keyboard(letter)
    words = _words(letter, as_text=not _on_buttons(letter))
    parts = fit.split(words, fit.TELEGRAM.text)
    calls = [_message(letter, chat, part) for part in parts]
    if calls and (markup := below or share_key(letter)):
        calls[-1].payload["reply_markup"] = markup
    if calls and shared:
        calls[0].payload.setdefault("reply_markup", NO_KEYS)
    files = [Call("sendDocument", {"chat_id": chat}, file["id"]) for file in letter.files]
    return calls + files


def share_key(letter: Letter) -> dict[str, Any]:
    """The key by which a citizen shares their own number, or where they are; empty without one."""
    if not letter.share:
        return {}
    id = letter.question["id"] if letter.question else ""
    wish = "request_contact" if id == NUMBER else "request_location"
    keys = [[{"text": letter.share, wish: True}]]
    return {"keyboard": keys, "resize_keyboard": True, "one_time_keyboard": True}


def _message(letter: Letter, chat: str, text: str) -> Call:
    payload: dict[str, Any] = {"chat_id": chat, "text": text}
    if "://" in text:
        payload["link_preview_options"] = NO_PREVIEW
    if letter.silent:
        payload["disable_notification"] = True
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


def _on_buttons(letter: Letter) -> bool:
    """Whether choices can be buttons: what each of them sends back is short enough."""
    backs = (_back(_asked(letter), id) for id, _ in letter.choices)
    longest = max((len(back.encode()) for back in backs), default=0)
    pages = len(letter.choices) <= fit.TELEGRAM_LIST or _asked(letter) is not None
    return bool(letter.choices) and longest <= fit.TELEGRAM.data and pages


def _asked(letter: Letter) -> int | None:
    return letter.question["asked"] if letter.question else None


def _back(asked: int | None, option: str) -> str:
    """What a button sends back; the number tells an old question's button from a new one's."""
    return f"{'' if asked is None else asked}:{option}"


def keyboard(letter: Letter, page: int = 0) -> dict[str, Any]:
    """The buttons under a letter, or those of a page of its list; empty for a letter with none."""
    links = tuple(link for link in letter.links if _may_be_button(link[1]))
    choices = letter.choices if _on_buttons(letter) else ()
    if not choices and not links:
        return {}
    return _keyboard(choices, links, _asked(letter), page, letter.share if choices else None)


@lru_cache(maxsize=1024)  # the same questions are asked of everybody
def _keyboard(
    choices: Choices, links: Choices, asked: int | None, page: int, share: str | None
) -> dict[str, Any]:
    sizes = fit.even(len(choices), fit.TELEGRAM_PAGE)
    paged = len(choices) > fit.TELEGRAM_LIST
    if paged:
        page %= len(sizes)
        choices = choices[sum(sizes[:page]) : sum(sizes[: page + 1])]
    labels = [_label(label) for _, label in choices]
    buttons = iter(
        {"text": label, "callback_data": _back(asked, id)}
        for label, (id, _) in zip(labels, choices, strict=True)
    )
    rows = [list(islice(buttons, wide)) for wide in fit.rows(labels)]
    if paged:
        rows.append(_turning(asked, page, len(sizes)))
    if share:
        rows.append([{"text": share, "callback_data": _back(asked, fit.SHARE)}])
    rows += [[{"text": _label(label), "url": url}] for label, url in links]
    return {"inline_keyboard": rows}


def _turning(asked: int | None, page: int, pages: int) -> list[dict[str, str]]:
    """The row that turns pages."""
    to = {"‹": (page - 1) % pages, f"{page + 1}/{pages}": page, "›": (page + 1) % pages}
    return [
        {"text": label, "callback_data": _back(asked, f"page/{turn}")}
        for label, turn in to.items()
    ]


def _label(label: str) -> str:
    return fit.cut(label, fit.TELEGRAM.label)
