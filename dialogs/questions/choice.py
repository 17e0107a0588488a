"""Questions answered by one of their options: any list, a confirmation, a rating."""

from dataclasses import dataclass
from typing import Literal

from dialogs.effects import Choice
from dialogs.events import Said
from dialogs.fold import clean, fold
from dialogs.question import Answer, Problem, Reply, View
from dialogs.questions.pick import has_sign, number_in, part_of_one, pick, unsure
from dialogs.sources import SOURCES

FREE_LEAST = 3  # fewer letters than this are no description of anything
STARS = "⭐★🌟"
TOLD_MOST = 2000  # letters kept of what was written before


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf:
    """One of its options.

    source: name of the list of options in `dialogs.sources`; options: fixed ids, shown after those
    of the source; free: the question whose answer other words are taken for, if any; part: a part
    of an option's name will do; unsure: what «I do not know» means, an option or `first` or
    `nothing`.
    """

    id: str
    source: str = "fixed"
    options: tuple[str, ...] = ()
    free: str | None = None
    part: bool = False
    unsure: str = ""
    kind: str = "choice"
    expects: Literal["choice", "text", "file", "none"] = "choice"
    optional: bool = False

    def choices(self, view: View) -> tuple[Choice, ...]:
        """The options of the source and the fixed ones."""
        return SOURCES[self.source](view, self.options)

    def read(self, view: View, reply: Reply) -> Answer | Problem:
        """The option meant; other words count as the answer to the `free` question."""
        choices = self.choices(view)
        option = pick(view, choices, reply)
        if option is None and isinstance(reply, Said):
            option = self.meant(view, choices, reply.text)
        if option is not None:
            return Answer(option or None, option=option)
        if self.free and isinstance(reply, Said) and not unsure(view, reply.text):
            text = clean(reply.text)
            if sum(c.isalpha() for c in text) >= FREE_LEAST:
                return Answer("said", also={self.free: text}, facts=_told(view, self.free))
        return Problem("hint.choice")

    def meant(self, view: View, choices: tuple[Choice, ...], text: str) -> str | None:
        """The option that other words mean; empty where they leave the answer to us."""
        if self.part and (found := part_of_one(view, choices, text)):
            return found
        if self.unsure and unsure(view, text):
            return {"first": choices[0].id, "nothing": ""}.get(self.unsure, self.unsure)
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm(OneOf):
    """Yes or a way to change it; «no» means the option `refusal`."""

    kind: str = "confirm"
    refusal: str = ""

    def meant(self, view: View, choices: tuple[Choice, ...], text: str) -> str | None:
        """«No», and «the address is wrong», where only «confirm» and «change» are offered."""
        plain = view.book.plain
        refused = fold(text) in plain.options.get("no", ()) or has_sign(text, plain.objects)
        if self.refusal and refused:
            return self.refusal
        return OneOf.meant(self, view, choices, text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating(OneOf):
    """A score of one to five, by button, in digits, in words, or in stars."""

    kind: str = "rating"

    def meant(self, view: View, choices: tuple[Choice, ...], text: str) -> str | None:
        """The score of «пять», «5/5», «5 из 5», «★★★★»."""
        said = fold(text)
        for words in sorted(view.book.plain.out_of, key=len, reverse=True):
            said = said.removesuffix(words).strip()
        number = number_in(view.book.plain, said)
        score = str(number or sum(text.count(star) for star in STARS))
        if score in {choice.id for choice in choices}:
            return score
        if said in view.book.plain.options.get("skip", ()):
            return ""
        return OneOf.meant(self, view, choices, text)


def _told(view: View, free: str) -> dict[str, object]:
    """What was written before, when new words take its place: a name may stand there."""
    before = [view.talk.facts.get("told") or "", view.talk.answers.get(free) or ""]
    told = "\n".join(part for part in before if part)
    return {"told": told[-TOLD_MOST:]} if told else {}
