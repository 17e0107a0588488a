"""The command `esik templates`: what Meta has to approve, and whether it can."""

from typing import Any

import typer

from bot.commands.edge import FAILED, say, stop
from bot.commands.options import Json


def templates(as_json: Json = False) -> None:
    """Print the WhatsApp templates in three languages, as they are submitted for approval."""
    from bot.book import read_words
    from bot.fronts.whatsapp.templates import faults, submission
    from bot.whatsapp import read_templates
    from locales import LANGUAGES

    known, words = read_templates(), read_words()
    found = faults(known, words)
    for fault in found:
        typer.echo(fault, err=True)
    if found:
        stop(FAILED, f"{len(found)} faults")
    for template in known.values():
        for language in LANGUAGES:
            say(submission(template, language, words), as_json, _template_lines)


def _template_lines(shown: dict[str, Any]) -> str:
    body, *more = shown["components"]
    labels = [button["text"] for part in more for button in part["buttons"]]
    head = f"{shown['name']} {shown['language']} {shown['category']}"
    return "\n".join([head, body["text"], *(f"[{label}]" for label in labels), ""])
