"""Templates: the messages that Meta approves, which may be sent when the window is closed.

1. The words stand in the catalogs with named variables. Meta wants numbers, in the order in which
   they stand in a text; so the numbers of a field may differ from language to language.
2. `faults` knows what Meta refuses, so that it is found before it is submitted.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

import yaml

from bot.fronts import fit
from dialogs.letters import Letter
from locales import LANGUAGES, Dictionary, WordsError

NAME = re.compile(r"[a-z0-9_]{1,512}")
CATEGORIES = ("UTILITY", "MARKETING", "AUTHENTICATION")
FIELD_MOST = 200  # characters of a value: three of them and the words fit into one message
WORDS_A_FIELD = 3  # fewer words for each variable are refused
TOGETHER = re.compile(r"\}\}\s*\{\{")


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template: our id, the name that Meta knows, what is filled in, options of its buttons."""

    id: str
    name: str
    category: str
    fields: tuple[str, ...]
    buttons: tuple[str, ...]


def parse(text: str) -> dict[str, Template]:
    """The templates by id."""
    rows = yaml.safe_load(text)["templates"]
    made = [
        Template(**{**row, "fields": tuple(row["fields"]), "buttons": tuple(row["buttons"])})
        for row in rows
    ]
    return {template.id: template for template in made}


def fill(
    template: Template,
    language: str,
    values: Mapping[str, str],
    letter: Letter,
    words: Dictionary,
) -> dict[str, Any] | None:
    """The template with the values of a letter, as it is sent; None when a value is not known."""
    order = _order(template, language, words)
    if not all(values.get(name) for name in order):
        return None
    asked = letter.question["asked"] if letter.question else ""
    components = [_pressed(n, f"{asked}:{option}") for n, option in enumerate(template.buttons)]
    if order:
        shown = [{"type": "text", "text": _one_line(values[name])} for name in order]
        components.insert(0, {"type": "body", "parameters": shown})
    return {"name": template.name, "language": {"code": language}, "components": components}


def submission(template: Template, language: str, words: Dictionary) -> dict[str, Any]:
    """The template as it is submitted for approval in a language; raises WordsError."""
    order = _order(template, language, words)
    body: dict[str, Any] = {"type": "BODY", "text": _body(template, language, words)}
    if order:
        examples = [words.say(f"whatsapp.example.{name}", language) for name in order]
        body["example"] = {"body_text": [examples]}
    labels = [words.say(f"option.{option}", language) for option in template.buttons]
    buttons = [{"type": "QUICK_REPLY", "text": label} for label in labels]
    shown = [{"type": "BUTTONS", "buttons": buttons}] if buttons else []
    return {
        "name": template.name,
        "language": language,
        "category": template.category,
        "components": [body, *shown],
    }


def faults(templates: Mapping[str, Template], words: Dictionary) -> list[str]:
    """What is wrong with the templates, each as «ID LANGUAGE: what»."""
    found = []
    names = [template.name for template in templates.values()]
    for template in templates.values():
        if not NAME.fullmatch(template.name) or names.count(template.name) > 1:
            found.append(f"{template.id}: the name {template.name} is no name, or stands twice")
        if template.category not in CATEGORIES:
            found.append(f"{template.id}: {template.category} is no category")
        for language in LANGUAGES:
            found += [
                f"{template.id} {language}: {fault}" for fault in _wrong(template, language, words)
            ]
    return found


def _wrong(template: Template, language: str, words: Dictionary) -> Iterator[str]:
    try:
        shown = submission(template, language, words)
    except WordsError as error:
        yield str(error)
        return
    order = _order(template, language, words)
    if sorted(order) != sorted(template.fields):
        yield f"the words name {', '.join(order) or 'nothing'}, not {', '.join(template.fields)}"
    yield from _wrong_text(shown["components"][0]["text"], len(order))
    labels = [b["text"] for c in shown["components"][1:] for b in c["buttons"]]
    limits = fit.WHATSAPP_TEMPLATE
    if len(labels) > limits.buttons or len(set(labels)) < len(labels):
        yield "too many buttons, or two with one label"
    yield from (
        f"the button «{label}» is too long" for label in labels if len(label) > limits.label
    )


def _wrong_text(text: str, variables: int) -> Iterator[str]:
    if len(text) + variables * FIELD_MOST > fit.WHATSAPP_TEMPLATE.text:
        yield "the text is too long"
    if text.startswith("{{") or text.endswith("}}"):
        yield "the text begins or ends with a variable"
    if TOGETHER.search(text):
        yield "two variables stand together"
    if len(text.split()) < variables * (WORDS_A_FIELD + 1):
        yield "too few words for so many variables"
    if "\n\n\n" in text or "\t" in text or "    " in text:
        yield "empty lines or spaces in a row"


def _order(template: Template, language: str, words: Dictionary) -> list[str]:
    """The fields in the order in which a language names them; raises WordsError."""
    key = f"whatsapp.template.{template.id}"
    said = words.catalogs[language].messages.get(key)
    if not isinstance(said, str):
        raise WordsError(f"no words for «{key}» in {language}")
    named = [name for _, name, _, _ in Formatter().parse(said) if name]
    return list(dict.fromkeys(named))


def _body(template: Template, language: str, words: Dictionary) -> str:
    order = _order(template, language, words)
    numbers = {name: f"{{{{{n}}}}}" for n, name in enumerate(order, start=1)}
    return words.say(f"whatsapp.template.{template.id}", language, **numbers)


def _pressed(index: int, back: str) -> dict[str, Any]:
    payload = [{"type": "payload", "payload": back}]
    return {
        "type": "button",
        "sub_type": "quick_reply",
        "index": str(index),
        "parameters": payload,
    }


def _one_line(value: str) -> str:
    """A value as Meta takes it: no line ends, no spaces in a row, not too long."""
    return fit.cut(" ".join(value.split()), FIELD_MOST)
