"""One step being played: the talk as it changes, and the effects as they gather.

Words told one after another in a step become one letter: a citizen gets one message with the
question at its end, not five. `Play` is the only thing in this folder that changes in place; it
lives for one call of `step`.
"""

from datetime import datetime
from typing import Any

from dialogs.book import Book
from dialogs.conversation import Conversation
from dialogs.effects import Asked, Choice, Effect, Link, Say, Value, Words
from dialogs.question import Question, View
from dialogs.script import Step
from dialogs.two import shown

OTHER_WORDS = 2  # wrong answers in a row before the question is put in other words
MAX_TRIES = 3  # before a human is offered by a button
HUMAN = "human"


class Play:
    """A talk in the middle of a step."""

    def __init__(self, book: Book, talk: Conversation, at: datetime) -> None:
        self.book = book
        self.talk = talk
        self.at = at
        self.effects: list[Effect] = []
        self.told: list[Value] = []
        self.links: list[Link] = []
        self.marks: dict[str, Any] = {}

    @property
    def view(self) -> View:
        """What questions may look at, as it stands now."""
        return View(self.book, self.talk, self.at)

    @property
    def here(self) -> Step:
        """The step at which the talk stands."""
        return self.book.steps[self.talk.at]

    @property
    def pending(self) -> Question | None:
        """The question that waits for an answer, if one does."""
        step = self.book.steps.get(self.talk.at)
        if not self.talk.asked or step is None or step.ask is None:
            return None
        return self.book.questions[step.ask]

    def value(self, name: str) -> Any:
        """An answer, a fact or something remembered, by name; «advice.file» looks inside."""
        if name == "language":
            return self.talk.language
        head, *inside = name.split(".")
        for kept in (self.talk.answers, self.talk.facts, self.talk.profile):
            if kept.get(head) is not None:
                return _inside(kept[head], inside)
        return None

    def tell(self, key: str, /, **values: Value) -> None:
        """Add a paragraph to the letter that this step will send."""
        self.told.append(Words(key, values))

    def mark(self, **marks: Any) -> None:
        """Mark the letter with a case, a code, a booking, or a kind of notice."""
        self.marks.update(marks)

    def add(self, effect: Effect) -> None:
        """Want something of the shell."""
        self.effects.append(effect)

    def ask(self, step: Step, question: Question) -> None:
        """Put a question at the end of the letter and wait for its answer."""
        count = self.talk.count + 1
        self.talk = self.talk.but(at=step.id, asked=count, count=count)
        self.told.append(Words(self._words(step)))
        self.wait_on(question)

    def _words(self, step: Step) -> str:
        """The message of a question; other words for it when the first were not understood."""
        if self.talk.tries >= OTHER_WORDS and step.ask in self.book.reworded:
            return f"ask.{step.ask}_again"
        return step.words or f"ask.{step.ask}"

    @property
    def human_offered(self) -> bool:
        """Whether a human stands among the buttons because the answers do not fit."""
        return self.talk.tries >= MAX_TRIES

    def wait_on(self, question: Question) -> None:
        """Close the letter with the question that waits, without its words: they were said."""
        asked = Asked(
            id=question.id,
            kind=question.kind,
            expects=question.expects,
            optional=question.optional,
            asked=self.talk.asked,
        )
        self.send(self.with_human(shown(self.view, question)), asked)

    def with_human(self, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
        """The buttons of a question, with the human's where it is offered."""
        if not self.human_offered or any(choice.id == HUMAN for choice in choices):
            return choices
        return (*choices, Choice(HUMAN, Words(f"option.{HUMAN}")))

    def send(self, choices: tuple[Choice, ...] = (), question: Asked | None = None) -> None:
        """Close the letter: everything told so far, with buttons and the question."""
        if self.told or question:
            self.effects.append(
                Say(
                    words=tuple(self.told),
                    choices=choices,
                    links=tuple(self.links),
                    question=question,
                    **self.marks,
                )
            )
        self.told, self.links, self.marks = [], [], {}


def _inside(found: Any, names: list[str]) -> Any:
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    return found
