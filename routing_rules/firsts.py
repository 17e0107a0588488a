"""What is said before any form: life situations and approved short answers, as frozen values.

Both are rows of `first/*.yaml` with a source and, once an official has looked at them, the name
of who confirmed them. What is not confirmed is told as «about».
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from routing_rules.entries import Entry, read
from routing_rules.speech import Speech, speech
from routing_rules.values import Names


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Where a row comes from, and the official who has confirmed it; None until then.

    source: id in first/sources.yaml; article: of the act, if it is one; checked: the day on which
    the source was read.
    """

    source: str
    article: str | None
    checked: date
    by: str | None
    on: date | None

    @property
    def sure(self) -> bool:
        """Whether an official has confirmed it."""
        return self.by is not None and self.on is not None

    @property
    def day(self) -> date:
        """The day that is shown: of the confirmation, else of the reading."""
        return self.on if self.on is not None and self.by is not None else self.checked


@dataclass(frozen=True, slots=True)
class Todo:
    """A thing to do in a situation: its message key, and the topic it leads to, if any."""

    key: str
    topic: str | None
    confirmed: Confirmed


@dataclass(frozen=True, slots=True)
class Situation:
    """What happens in a life, and what is to be done then, in order."""

    id: str
    todos: tuple[Todo, ...]

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics it leads to, each once."""
        return tuple(dict.fromkeys(todo.topic for todo in self.todos if todo.topic))

    def message_keys(self) -> Iterator[str]:
        """Its label, its first words, and its things to do."""
        yield from (f"option.{self.id}", f"situation.{self.id}")
        yield from (todo.key for todo in self.todos)


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """An answer to a frequent question; its words are the message answer.ID.

    intents: what a message may want beside information; topics: topics it stands beside, the first
    of which is the matter when the citizen files anyway; numbers: one of them must be said too,
    where letters alone do not tell («1414»).
    """

    id: str
    intents: frozenset[str]
    topics: tuple[str, ...]
    numbers: frozenset[str]
    confirmed: Confirmed

    @property
    def key(self) -> str:
        """The message of the answer."""
        return f"answer.{self.id}"


@dataclass(frozen=True, slots=True)
class Firsts:
    """Situations and answers by id, the words that meet them, and the names of sources.

    asks: words that make a message a question; wants: words by which a question about a known
    topic asks to know, not to have something done; intents: what a message may want to be met by
    any answer; longest_*: words of a message that may still be met.
    """

    situations: Mapping[str, Situation]
    answers: Mapping[str, ShortAnswer]
    sources: Mapping[str, Names]
    lives: Speech
    says: Speech
    asks: Speech
    wants: Speech
    intents: frozenset[str]
    longest_situation: int
    longest_question: int

    def message_keys(self) -> Iterator[str]:
        """Every message key that the rows use."""
        for situation in self.situations.values():
            yield from situation.message_keys()
        yield from (answer.key for answer in self.answers.values())

    def rows(self) -> Iterator[tuple[str, Confirmed, tuple[str, ...]]]:
        """Every row as its file and name, what confirms it, and the topics it names."""
        for situation in self.situations.values():
            for todo in situation.todos:
                topics = (todo.topic,) if todo.topic else ()
                yield f"situations.yaml {todo.key}", todo.confirmed, topics
        for answer in self.answers.values():
            yield f"answers.yaml {answer.id}", answer.confirmed, answer.topics


def parse_firsts(texts: Mapping[str, str]) -> Firsts:
    """Situations, answers and sources from first/*.yaml."""
    lives = _root(texts, "situations")
    answers = _root(texts, "answers")
    asking = answers.at("asks")
    found = [_situation(entry) for entry in lives.at("situations").each()]
    rows = [_answer(entry) for entry in answers.at("answers").each()]
    sources = _root(texts, "sources").at("sources").each()
    return Firsts(
        situations=MappingProxyType({situation.id: situation for situation in found}),
        answers=MappingProxyType({answer.id: answer for answer in rows}),
        sources=MappingProxyType({e.text("id"): e.names("name") for e in sources}),
        lives=speech(lives.at("situations").each(), never=lives.maybe("never")),
        says=speech(answers.at("answers").each()),
        asks=speech([asking]),
        wants=speech([answers.at("wants")]),
        intents=frozenset(answers.words("intents")),
        longest_situation=int(lives.number("longest")),
        longest_question=int(answers.number("longest")),
    )


def _root(texts: Mapping[str, str], name: str) -> Entry:
    file = f"first/{name}.yaml"
    return read(file, texts[file])


def _situation(entry: Entry) -> Situation:
    id = entry.text("id")
    return Situation(id, tuple(_todo(id, todo) for todo in entry.at("todo").each()))


def _todo(situation: str, entry: Entry) -> Todo:
    key = f"situation.{situation}.{entry.text('id')}"
    return Todo(key, entry.optional("topic"), _confirmed(entry))


def _answer(entry: Entry) -> ShortAnswer:
    return ShortAnswer(
        id=entry.text("id"),
        intents=frozenset(entry.words("intents")),
        topics=entry.words("topics"),
        numbers=frozenset(entry.words("numbers")),
        confirmed=_confirmed(entry),
    )


def _confirmed(entry: Entry) -> Confirmed:
    checked = entry.day("checked")
    if checked is None:
        raise entry.fault("«checked» is missing")
    return Confirmed(
        source=entry.text("source"),
        article=entry.optional("article"),
        checked=checked,
        by=entry.optional("confirmed_by"),
        on=entry.day("confirmed_on"),
    )
