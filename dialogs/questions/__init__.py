"""Questions: one small class for each kind, and their table.

A question reads what a citizen sent into an `Answer` or a `Problem`, and shows its choices. A
wrong answer is state, not an exception. A question knows no words: its text is `ask.KEY`.

The `kind` of a question is a hint to the door, which keyboard to show:

    choice    one button of some          text     words
    confirm   yes, or a way to change     name     a person's name
    rating    one to five                 iin      twelve digits (IIN or BIN)
    several   buttons on and off, «done»  phone    a telephone number
    date      a day; free days as buttons email    an e-mail address
    place     a list, a name, or a pin    file     files, one after another

Whatever the kind, the citizen may write the answer in words, or the number of a button. Every
question that the law lets open takes «I do not know».
"""

from typing import Any

import yaml

from dialogs.question import Question
from dialogs.questions.choice import Confirm, OneOf, Rating
from dialogs.questions.contact import Email, Phone
from dialogs.questions.files import Files
from dialogs.questions.person import Address, Iin, Name
from dialogs.questions.place import PlaceOf
from dialogs.questions.several import Several
from dialogs.questions.text import Text
from dialogs.questions.when import Day, Time, Weekdays
from dialogs.script import ScriptError

KINDS: dict[str, Any] = {
    "one_of": OneOf,
    "confirm": Confirm,
    "rating": Rating,
    "several": Several,
    "weekdays": Weekdays,
    "day": Day,
    "time": Time,
    "text": Text,
    "name": Name,
    "iin": Iin,
    "address": Address,
    "phone": Phone,
    "email": Email,
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


def parse_reworded(text: str) -> frozenset[str]:
    """The questions that have other words, `ask.KEY_again`, for who did not understand."""
    return frozenset(yaml.safe_load(text)["reworded"])


def _question(row: dict[str, Any]) -> Question:
    given = {name: value for name, value in row.items() if name not in {"kind", "key"}}
    if "options" in given:
        given["options"] = tuple(given["options"])
    try:
        made: Question = KINDS[row["kind"]](**given)
    except (KeyError, TypeError) as error:
        raise ScriptError(f"question {row.get('id')}: {error}") from error
    return made
