"""Looks for mistakes in scripts and questions before a citizen can meet them.

1. A script can be wrong in its own way: a step that is not there, a dead end, a loop that asks
   nothing, a condition on an option that does not exist. Each is a `Finding`.
2. What the words must hold follows from scripts and questions too: `words_needed`.
3. Conditions are compared one by one; a row is not followed where it contradicts the skip of the
   step that it leads to.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dialogs.acts import ACTS
from dialogs.book import Book
from dialogs.question import Question
from dialogs.script import BACK, MENU, Row, Step
from dialogs.sources import ANOTHER_DAY

FIRST = "front.language"
ENTRIES = (  # steps that commands, acts and moments go to; a test reads them out of the sources
    "after.cancel_booking",
    "after.clarify",
    "after.come",
    "after.move",
    "after.offered",
    "after.rating",
    "after.resume",
    "after.ways",
    "call.phone",
    "front.chosen",
    "front.code",
    "front.menu",
    "front.need_place",
    "front.status",
    "front.switch",
    "persons.door",
    "persons.erase",
    "persons.join",
    "persons.other",
    "persons.part",
    "persons.who",
    "voice.unclear",
    "voice.written",
)
OWN_OPTIONS = {  # by source
    "advice": ("file", "book", "insist"),
    "helps": ("file", "book"),
    "insisted": ("file", "book"),
    "ways": ("file", "book", "complain"),
    "formats": ("offline", "online"),
    "days": (ANOTHER_DAY,),
}
PLAIN_TESTS = ("known", "unknown")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A mistake: where it stands (a step or a question), and what is wrong there."""

    where: str
    text: str


def check(book: Book) -> list[Finding]:
    """Every mistake in the scripts and questions of a book, in order of place."""
    found = [*_steps(book), *_unused(book), *_loops(book.steps), *_conditions(book), *_care(book)]
    found += [*_ends(book), *_changed(book)]
    return sorted(set(found))


def words_needed(book: Book) -> frozenset[str]:
    """The keys of messages that scripts and questions show: questions, why, and fixed options."""
    asked = {step.words or f"ask.{step.ask}" for step in book.steps.values() if step.ask}
    asked |= {f"why.{step.ask}" for step in book.steps.values() if step.ask}
    asked |= {f"ask.{key}_again" for key in book.reworded}
    options = {id for question in book.questions.values() for id in options_of(question)}
    return frozenset(asked | {f"option.{id}" for id in options})


def options_of(question: Question) -> tuple[str, ...]:
    """Ids of the options that a question can show and that the catalogs name."""
    if question.kind == "file":
        return ("files_done",)
    own = OWN_OPTIONS.get(getattr(question, "source", ""), ())
    every = getattr(question, "every", "")
    ends = ("chosen", "done", every) if every else ()
    return (*own, *getattr(question, "options", ()), *ends)


def _steps(book: Book) -> Iterator[Finding]:
    for step in book.steps.values():
        for row in step.next:
            if row.go != BACK and row.go not in book.steps:
                yield Finding(step.id, f"leads to {row.go}, which is no step")
        if not step.next or step.next[-1].when:
            yield Finding(step.id, "a dead end: the last way on has a condition")
        if any(not row.when for row in step.next[:-1]):
            yield Finding(step.id, "ways on that are never taken: one before them always holds")
        if step.do is not None and step.do not in ACTS:
            yield Finding(step.id, f"does {step.do}, which is no act")
        if step.ask is not None and step.ask not in book.questions:
            yield Finding(step.id, f"asks {step.ask}, which is no question")


def _unused(book: Book) -> Iterator[Finding]:
    reached = _reached(book.steps, (FIRST, *ENTRIES))
    for id in ENTRIES:
        if id not in book.steps:
            yield Finding(id, "the code goes there, but it is no step")
    for id in book.steps.keys() - reached:
        yield Finding(id, "no way leads here")
    for act in ACTS.keys() - {step.do for step in book.steps.values()}:
        yield Finding(f"act {act}", "no step does it")
    free = {_free(question) for question in book.questions.values()} - {""}
    for key in book.questions.keys() - free - {step.ask for step in book.steps.values()}:
        yield Finding(f"question {key}", "no step asks it")
    for key in free - book.questions.keys():
        yield Finding(f"question {key}", "free words are taken for it, but it is no question")


def _ends(book: Book) -> Iterator[Finding]:
    """Where a citizen could be kept: no question ever, or questions that lead nowhere else."""
    steps = book.steps
    for id in steps:
        if not any(steps[at].ask for at in _reached(steps, [id])) and not _leaves(steps, id):
            yield Finding(id, "a dead end: no question is ever reached")
        elif id not in ENTRIES and not _leaves(steps, id):
            yield Finding(id, "a trap: no way leads home or back")
    for id in ENTRIES:
        if id in steps and not _leaves(steps, id):
            yield Finding(id, "an interruption with no way out")


def _leaves(steps: Mapping[str, Step], first: str) -> bool:
    """Whether some way leads back to what was interrupted, or to the menu."""
    reached = _reached(steps, [first])
    return MENU in reached or any(row.go == BACK for at in reached for row in steps[at].next)


def _changed(book: Book) -> Iterator[Finding]:
    """Names of steps and questions outside the steps themselves."""
    for step in book.steps.values():
        before = book.steps.get(step.again) if step.again else None
        if step.again and (before is None or step.id not in {row.go for row in before.next}):
            yield Finding(step.id, f"does not follow {step.again}, from where it is asked again")
    for old, new in book.renames.steps.items():
        if new not in book.steps or old in book.steps:
            yield Finding(old, f"is renamed to {new}, which is no step, or is a step itself")
    for old, new in book.renames.questions.items():
        if new not in book.questions or old in book.questions:
            yield Finding(old, f"is renamed to {new}, which is no question, or is one itself")
    for key in book.reworded - book.questions.keys():
        yield Finding(f"question {key}", "has other words, but is no question")


def _free(question: Question) -> str:
    """The question that other words are an answer to; empty where none is."""
    return getattr(question, "free", None) or ""


def _reached(steps: Mapping[str, Step], first: Iterable[str]) -> set[str]:
    reached: set[str] = set()
    waiting = [id for id in first if id in steps]
    while waiting:
        id = waiting.pop()
        if id not in reached:
            reached.add(id)
            waiting += [row.go for row in steps[id].next if row.go in steps]
    return reached


def _loops(steps: Mapping[str, Step]) -> Iterator[Finding]:
    """Steps that can come round to themselves with nothing asked on the way."""
    passed = {
        step.id: {row.go for row in step.next if _passes(steps.get(row.go), row)}
        for step in steps.values()
    }
    for id in steps:
        seen: set[str] = set()
        waiting = list(passed[id])
        while waiting:
            at = waiting.pop()
            if at not in seen:
                seen.add(at)
                waiting += passed[at]
        if id in seen:
            yield Finding(id, "a loop that can ask nothing")


def _passes(step: Step | None, row: Row) -> bool:
    """Whether a step that a row leads to may be passed with nothing asked."""
    if step is None:
        return False
    return step.ask is None or any(not _contradict(row.when, skip) for skip in step.skip)


def _contradict(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two sets of conditions can never hold together."""
    return any(name in other and _apart(wanted, other[name]) for name, wanted in one.items())


def _apart(one: Any, other: Any) -> bool:
    if one == "unknown" or other == "unknown":
        return bool(one != other)
    if one == "known" or other == "known":
        return False
    return not set(_values(one)) & set(_values(other))


def _conditions(book: Book) -> Iterator[Finding]:
    """Conditions that compare an answer with an option which its question never has."""
    for step in book.steps.values():
        for when in (*(row.when for row in step.next), *step.skip):
            for name, wanted in when.items():
                for value in _impossible(book.questions.get(name), wanted):
                    yield Finding(step.id, f"{name} is never {value}")


def _impossible(question: Question | None, wanted: Any) -> Iterator[Any]:
    if question is None or question.expects != "choice" or wanted in PLAIN_TESTS:
        return
    free = ("said",) if _free(question) else ()
    possible = {*options_of(question), *free}
    yield from (value for value in _values(wanted) if value not in possible)


def _care(book: Book) -> Iterator[Finding]:
    """Sensitive topics that are not there, and numbers of first aid that may not be shown."""
    rules, care = book.rules, book.care
    named = care.neutral | care.first_aid.keys() | care.in_danger.keys()
    for topic in named - rules.topics.keys():
        yield Finding(f"care.{topic}", "is no topic")
    for topic in care.answered - care.neutral:
        yield Finding(f"care.{topic}", "is no neutral topic, and needs no leave to be answered")
    for topic, hotlines in (*care.first_aid.items(), *care.in_danger.items()):
        for id in hotlines:
            hotline = rules.hotlines.get(id)
            if hotline is None or not hotline.shown or hotline.number is None:
                yield Finding(f"care.{topic}", f"{id} is no number that may be shown")


def _values(wanted: Any) -> list[Any]:
    return wanted if isinstance(wanted, list) else [wanted]
