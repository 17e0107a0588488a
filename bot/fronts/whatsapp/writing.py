"""The pure half of the way out: a letter in, the exact messages of the Cloud API out.

1. Up to three short choices are buttons, up to thirty are rows of lists, more are numbered text.
2. A label too long for its row goes on in the line under it; one too long even for that stands
   numbered in the text, and its row carries the number.
3. A long text is several messages; what can be pressed stands under the last of them.
"""

from typing import Any

from bot.doors import Call
from bot.fronts import fit
from dialogs.letters import Letter

MOST_LISTS = 3
MESSAGES = "messages"

Choices = tuple[tuple[str, str], ...]


def write(letter: Letter, choose: str, pin: str) -> list[Call]:
    """The messages that show a letter.

    choose: the label that opens a list; pin: what is said above the button for a place.
    """
    ids = tuple((_back(letter, id), label) for id, label in letter.choices)
    pressed = _pressable(ids, choose)
    words = _words(letter, numbers=_needs_numbers(ids, pressed))
    parts = fit.split(words, fit.WHATSAPP.text) or [choose] * bool(pressed)
    calls = _shown(parts, pressed)
    if letter.question and letter.question["id"] == "region":
        calls.append(_interactive("location_request_message", pin, {"name": "send_location"}))
    files = [Call(MESSAGES, {}, file["id"]) for file in letter.files]
    return calls + files


def _back(letter: Letter, option: str) -> str:
    """What a button sends back; the number tells an old question's button from a new one's."""
    asked = letter.question["asked"] if letter.question else ""
    return f"{asked}:{option}"


def _words(letter: Letter, *, numbers: bool) -> str:
    lines = [letter.text]
    if numbers:
        lines.append(fit.numbered([label for _, label in letter.choices]))
    lines += [fit.link_line(label, url) for label, url in letter.links]
    return "\n\n".join(filter(None, lines))


def _needs_numbers(choices: Choices, pressed: list[dict[str, Any]]) -> bool:
    """Whether choices have to stand in the text: they cannot be pressed, or not be read wholly."""
    return bool(choices) and (not pressed or (_cut(choices) and _kind(pressed[0]) == "list"))


def _shown(parts: list[str], pressed: list[dict[str, Any]]) -> list[Call]:
    """Text messages, the last of them with what can be pressed; more lists follow."""
    if pressed:
        parts = [*parts[:-1], *fit.split(parts[-1], fit.WHATSAPP_BUTTONS.text)]
    plain = parts[:-1] if pressed else parts
    calls = [
        Call(MESSAGES, {"type": "text", "text": {"body": part, "preview_url": False}})
        for part in plain
    ]
    bodies = [*parts[-1:], *(f"{n}/{len(pressed)}" for n in range(2, len(pressed) + 1))]
    for body, action in zip(bodies, pressed, strict=False):
        calls.append(_interactive(_kind(action), body, action))
    return calls


def _interactive(kind: str, body: str, action: dict[str, Any]) -> Call:
    shown = {"type": kind, "body": {"text": body}, "action": action}
    return Call(MESSAGES, {"type": "interactive", "interactive": shown})


def _kind(action: dict[str, Any]) -> str:
    return "button" if "buttons" in action else "list"


def _pressable(choices: Choices, choose: str) -> list[dict[str, Any]]:
    """The actions of the messages that offer the choices; none when nothing fits."""
    if not choices:
        return []
    if _are_buttons(choices):
        replies = [{"type": "reply", "reply": {"id": id, "title": t}} for id, t in choices]
        return [{"buttons": replies}]
    limits = fit.WHATSAPP_LIST
    longest = max(len(id.encode()) for id, _ in choices)
    if longest > limits.data or len(choices) > MOST_LISTS * limits.buttons:
        return []
    rows = _rows(choices)
    actions = []
    for size in fit.even(len(rows), limits.buttons):
        actions.append({"button": choose, "sections": [{"rows": rows[:size]}]})
        rows = rows[size:]
    return actions


def _are_buttons(choices: Choices) -> bool:
    limits = fit.WHATSAPP_BUTTONS
    labels = {label for _, label in choices}
    return (
        len(choices) <= limits.buttons
        and len(labels) == len(choices)
        and all(len(label) <= limits.label for label in labels)
        and all(len(id.encode()) <= limits.data for id, _ in choices)
    )


def _rows(choices: Choices) -> list[dict[str, str]]:
    numbers = _cut(choices)
    return [
        _row(id, f"{n}. {label}" if numbers else label)
        for n, (id, label) in enumerate(choices, start=1)
    ]


def _row(id: str, label: str) -> dict[str, str]:
    title, detail = fit.halves(label, fit.WHATSAPP_LIST)
    return {"id": id, "title": title} | ({"description": detail} if detail else {})


def _cut(choices: Choices) -> bool:
    """Whether a label loses words in its row."""
    halves = (fit.halves(label, fit.WHATSAPP_LIST) for _, label in choices)
    return any(
        (" ".join(filter(None, parts)) != label)
        for parts, (_, label) in zip(halves, choices, strict=True)
    )
