"""What fits through a door: limits as figures, and how a letter is made to keep them.

1. Nothing is dropped: a long text becomes several messages, buttons that do not fit become a
   numbered list in the text (a number is an answer to any question with choices).
2. Lengths of text are counted in UTF-16 units, the widest of the ways messengers count.
3. Labels never travel back, option ids do; so a label may be cut and an id may not.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The figures of one door.

    text: of one message, in UTF-16 units; label: of a button, in characters; data: what comes back
    from a button, in bytes; buttons: on one message; detail: a second line under a label, in
    characters.
    """

    text: int
    label: int
    data: int
    buttons: int
    detail: int = 0


# https://core.telegram.org/bots/api#sendmessage and #inlinekeyboardbutton; the label has no
# limit there, longer ones cannot be read on a phone.
TELEGRAM = Limits(text=4096, label=64, data=64, buttons=100)
TELEGRAM_LIST, TELEGRAM_PAGE = 40, 20  # choices shown at once, and in a page of more than those
PAGE = re.compile(r"page/(?P<page>[0-9]{1,3})")  # what turns to a page, instead of an option
SHARE = "share/"  # what brings the key for sharing, instead of an option

# https://developers.facebook.com/docs/whatsapp/cloud-api/messages/: text, reply buttons, lists.
# Lists may have longer texts by now, but not on every telephone that is in use.
WHATSAPP = Limits(text=4096, label=0, data=0, buttons=0)
WHATSAPP_BUTTONS = Limits(text=1024, label=20, data=256, buttons=3)
WHATSAPP_LIST = Limits(text=1024, label=24, data=200, buttons=10, detail=72)
WHATSAPP_TEMPLATE = Limits(text=1024, label=25, data=128, buttons=10)

TINY, SHORT = 3, 16  # characters of a label that leave room for others beside it
TINY_A_ROW, SHORT_A_ROW = 5, 2

PARAGRAPH_END = re.compile(r"\n\s*")
SENTENCE_END = re.compile(r"[.!?…:;]+[»”\")]*\s+")
WORD_END = re.compile(r"\s+")


def width(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def split(text: str, most: int) -> list[str]:
    """A text in parts of at most `most` units, cut at a paragraph, a sentence or a word."""
    parts = []
    rest = text.strip()
    while width(rest) > most:
        at = _cut_at(rest, most)
        parts.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [*parts, rest] if rest else parts


def rows(labels: Sequence[str]) -> list[int]:
    """How many buttons stand in each row: long labels alone, short ones beside each other."""
    longest = max(map(len, labels), default=0)
    a_row = TINY_A_ROW if longest <= TINY else SHORT_A_ROW if longest <= SHORT else 1
    whole, rest = divmod(len(labels), a_row)
    return [a_row] * whole + [rest] * bool(rest)


def cut(label: str, most: int) -> str:
    """A label of at most `most` characters, with … where something is missing."""
    return label if len(label) <= most else label[: most - 1].rstrip() + "…"


def halves(label: str, limits: Limits) -> tuple[str, str]:
    """A label as a short line and the rest of its words under it, the second perhaps empty."""
    if len(label) <= limits.label:
        return label, ""
    at = label.rfind(" ", 0, limits.label + 1)
    first = label[:at] if at > 0 else cut(label, limits.label)
    return first, cut(label[at:].strip() if at > 0 else label, limits.detail)


def even(number: int, most: int) -> list[int]:
    """So many things in as few parts of at most `most` as possible, the parts of even size."""
    parts = -(-number // most)
    return [number // parts + (n < number % parts) for n in range(parts)]


def link_line(label: str, url: str) -> str:
    """A link as a line of text; a telephone number that its label names is not said twice."""
    shown = url.removeprefix("tel:")
    return label if _digits(shown) and _digits(shown) in _digits(label) else f"{label}: {shown}"


def numbered(labels: Sequence[str]) -> str:
    """Choices as lines of text, to be answered by their number."""
    return "\n".join(f"{number}. {label}" for number, label in enumerate(labels, 1))


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _cut_at(text: str, most: int) -> int:
    """Where the first part ends: the best place in the second half of what fits."""
    room = len(text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore"))
    for end in (PARAGRAPH_END, SENTENCE_END, WORD_END):
        places = [found.end() for found in end.finditer(text, room // 2, room)]
        if places:
            return places[-1]
    return room
