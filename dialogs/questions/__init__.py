"""Questions: one small class for each kind, and their table.

A question reads what a citizen sent into an `Answer` or a `Problem`, and shows its choices. A
wrong answer is state, not an exception. A question knows no words: its text is `ask.KEY`.
"""

from typing import Any

import yaml

from dialogs.question import Question
from dialogs.questions.choice import OneOf
from dialogs.questions.files import Files
from dialogs.questions.person import Iin, Name
from dialogs.questions.place import PlaceOf
from dialogs.questions.text import Text
from dialogs.script import ScriptError

KINDS: dict[str, Any] = {
    "one_of": OneOf,
    "text": Text,
    "name": Name,
    "iin": Iin,
    "place": PlaceOf,
    "files": Files,
}


def parse(text: str) -> dict[str, Question]:
    """Read the table of questions by key; raises ScriptError for what no kind can take."""
    try:
        rows = yaml.safe_load(text)["questions"]
        return {row.get("key", row["id"]): _question(row) for row in rows}
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise ScriptError(f"questions: {error!r}") from error


def _question(row: dict[str, Any]) -> Question:
    given = {name: value for name, value in row.items() if name not in {"kind", "key"}}
    if "options" in given:
        given["options"] = tuple(given["options"])
    try:
        made: Question = KINDS[row["kind"]](**given)
    except (KeyError, TypeError) as error:
        raise ScriptError(f"question {row.get('id')}: {error}") from error
    return made
