"""Questions answered in the citizen's own words."""

from dataclasses import dataclass
from typing import Literal

from dialogs.effects import Choice, Words
from dialogs.events import Said, Sent
from dialogs.fold import clean
from dialogs.question import Answer, Problem, Reply, View
from dialogs.questions.pick import has_sign, pick, unsure

NONE = "none"
SKIP = "skip"
FORMED = ("iin", "phone", "email", "name")  # kinds whose answers are no plain words


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Words of `least` to `most` characters; `letters` of them at least must be letters.

    options: buttons beside the words; `skip` and `none` answer with nothing; known: whether
    «I do not know» is no answer.
    """

    id: str
    least: int = 2
    most: int = 4000
    letters: int = 2
    options: tuple[str, ...] = ()
    known: bool = False
    kind: str = "text"
    expects: Literal["choice", "text", "file", "none"] = "text"
    optional: bool = False

    def choices(self, view: View) -> tuple[Choice, ...]:
        """The buttons beside the words."""
        return tuple(Choice(option, Words(f"option.{option}")) for option in self.options)

    def read(self, view: View, reply: Reply) -> Answer | Problem:
        """The words, or nothing when skipped."""
        option = pick(view, self.choices(view), reply, numbered=False)
        if option is not None:
            return Answer("" if option in {SKIP, NONE} else option, option=option)
        if not isinstance(reply, Said | Sent):
            return Problem("hint.text")
        text = clean(reply.text)
        if self._skipped(view, text):
            return Answer("", option=SKIP)
        return self._unfit(view, text) or self.accept(view, text)

    def _skipped(self, view: View, text: str) -> bool:
        """«I do not know», and «I have none» where an answer has a form of its own."""
        if SKIP not in self.options:
            return False
        return unsure(view, text) or (self.kind in FORMED and declines(view, text))

    def _unfit(self, view: View, text: str) -> Problem | None:
        if len(text) > self.most:
            return Problem("hint.long", {"most": self.most})
        if len(text) < self.least or sum(c.isalnum() for c in text) < self.letters:
            return Problem("hint.short")
        return Problem("hint.short") if self.known and unsure(view, text) else None

    def accept(self, view: View, text: str) -> Answer | Problem:
        """What clean words of a fit length mean."""
        return Answer(text)


def declines(view: View, text: str) -> bool:
    """Whether short words without a number say that there is nothing to give: «нету с собой»."""
    numbered = any(c.isdigit() or c == "@" for c in text)
    return not numbered and has_sign(text, view.book.plain.declines)
