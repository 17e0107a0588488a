"""A question answered by several of its options: toggled one by one, or named in a list."""

import re
from dataclasses import dataclass
from typing import Literal

from dialogs.effects import Choice, Words
from dialogs.events import Said
from dialogs.fold import clean, fold
from dialogs.question import Answer, Problem, Reply, View
from dialogs.questions.pick import pick
from dialogs.sources import SOURCES

SIGNS = re.compile(r"[,;\n+&]")
DONE = "done"
LEAST_WORDS = 3  # letters in an answer in the citizen's own words


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """Several of its options, as a list of ids in their order; a button turns one on and off.

    source, options: as of one choice; kept: the name of its answer where that is not the id;
    every: the option that means all of them, and ends the question; own_words: other words are
    the answer as they are. The fact `more_KEPT` is «yes» while the citizen goes on choosing.
    """

    id: str
    source: str = "fixed"
    options: tuple[str, ...] = ()
    kept: str = ""
    every: str = ""
    own_words: bool = False
    most: int = 300
    kind: str = "several"
    expects: Literal["choice", "text", "file", "none"] = "choice"
    optional: bool = False

    def choices(self, view: View) -> tuple[Choice, ...]:
        """The options, those chosen marked; then «all», and «done» when something is chosen."""
        chosen = self.so_far(view)
        shown = tuple(
            Choice(c.id, Words("option.chosen", {"label": c.label})) if c.id in chosen else c
            for c in self._listed(view)
        )
        ends = (DONE,) if chosen else (self.every,) if self.every else ()
        return shown + tuple(Choice(end, Words(f"option.{end}")) for end in ends)

    def so_far(self, view: View) -> list[str]:
        """The ids chosen until now."""
        kept = view.talk.answers.get(self.kept or self.id)
        return list(kept) if isinstance(kept, list) else []

    def read(self, view: View, reply: Reply) -> Answer | Problem:
        """The options after this reply; a list typed in one message is the whole answer."""
        option = pick(view, self.choices(view), reply)
        if option == DONE:
            return self.whole(self.so_far(view), DONE)
        if option == self.every and option is not None:
            return self.whole([], option)
        if option is not None and not isinstance(reply, Said):
            return self._toggled(view, option)
        if isinstance(reply, Said):
            return self.said(view, reply.text)
        return Problem("hint.several")

    def said(self, view: View, text: str) -> Answer | Problem:
        """The options that a message names, or the message itself where own words will do."""
        named = self._named(view, text)
        if named:
            return self.whole(named)
        if fold(text) in view.book.plain.unsure and self.every:
            return self.whole([], self.every)
        words = clean(text)
        if not self.own_words or sum(c.isalpha() for c in words) < LEAST_WORDS:
            return Problem("hint.several")
        if len(words) > self.most:
            return Problem("hint.long", {"most": self.most})
        return self.whole(words)

    def _named(self, view: View, text: str) -> list[str]:
        listed = self._listed(view)
        parts = _parts(view, text)
        found = [pick(view, listed, _part(view, part)) for part in parts]
        if None in found:
            return []
        return [choice.id for choice in listed if choice.id in found]

    def _toggled(self, view: View, option: str) -> Answer:
        chosen = self.so_far(view)
        after = [c.id for c in self._listed(view) if (c.id in chosen) != (c.id == option)]
        return Answer(after, facts={f"more_{self.kept or self.id}": "yes"}, option=option)

    def whole(self, value: list[str] | str, option: str = "") -> Answer:
        """The answer that ends the question."""
        return Answer(value, facts={f"more_{self.kept or self.id}": "no"}, option=option)

    def _listed(self, view: View) -> tuple[Choice, ...]:
        return SOURCES[self.source](view, self.options)


def _parts(view: View, text: str) -> list[str]:
    """The parts of a list: between commas, and between words such as «and»."""
    parts: list[str] = []
    for piece in SIGNS.split(text):
        words: list[str] = []
        for word in piece.split():
            if fold(word) in view.book.plain.joints:
                parts.append(" ".join(words))
                words = []
            else:
                words.append(word)
        parts.append(" ".join(words))
    return [part for part in parts if part]


def _part(view: View, text: str) -> Said:
    return Said(id="", at=view.at, text=text)
