"""Scripts as data: steps that ask or do, and rows that say where to go next.

A script only routes. It names a question (`ask`), or an act (`do`), and lists the next steps; the
first row whose conditions hold is taken. Conditions compare an answer or a fact with a value, one
of a list, or the words `known` and `unknown`. There are no expressions.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import yaml

BACK = "return"  # as a next step: back to what was interrupted
MENU = "front.menu"  # where every talk is at home
IDLE = (MENU, "persons.site")  # questions that a citizen need not answer: nothing of theirs waits


class ScriptError(Exception):
    """A script is not what the engine can follow; the message names the step."""


@dataclass(frozen=True, slots=True)
class Row:
    """One way on: all conditions hold -> the step to go to."""

    when: Mapping[str, Any]
    go: str


@dataclass(frozen=True, slots=True)
class Step:
    """A place in a script. Exactly one of `ask` (question id) and `do` (act) is set.

    words: another key for the question's text; skip: conditions under which it is passed over;
    again: the step to go on from after an interruption, where the question alone says too little.
    """

    id: str
    ask: str | None
    do: str | None
    words: str | None
    skip: tuple[Mapping[str, Any], ...]
    next: tuple[Row, ...]
    again: str | None = None


@dataclass(frozen=True, slots=True)
class Renames:
    """Names that steps and questions had in earlier versions -> their names now."""

    steps: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)


def parse_renames(text: str) -> Renames:
    """Read the table of renames."""
    table = yaml.safe_load(text)
    return Renames(dict(table["steps"]), dict(table["questions"]))


def version_of(*written: Any) -> str:
    """The version of what was written: twelve hexadecimal digits that change when it changes."""
    return sha256(repr(written).encode()).hexdigest()[:12]


def script_of(step: str) -> str:
    """The script of a step."""
    return step.partition(".")[0]


def name_of(step: str) -> str:
    """The name of a step inside its script; most steps have the name of their question."""
    return step.partition(".")[2]


def parse(name: str, text: str) -> dict[str, Step]:
    """Read one script file into its steps by «script.step»; raises ScriptError."""
    try:
        steps = yaml.safe_load(text)["steps"]
        return {f"{name}.{step}": _step(name, step, body) for step, body in steps.items()}
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise ScriptError(f"{name}: {error!r}") from error


def way_on(step: Step, value: Callable[[str], Any]) -> str:
    """Where a step leads to: the first row that holds; LookupError where none does."""
    for row in step.next:
        if holds(row.when, value):
            return row.go
    raise LookupError(f"{step.id} leads nowhere")


def holds(when: Mapping[str, Any], value: Any) -> bool:
    """Whether every condition holds; `value` looks an answer or a fact up by name."""
    return all(_fits(wanted, value(name)) for name, wanted in when.items())


def _fits(wanted: Any, found: Any) -> bool:
    if wanted == "known":
        return found is not None
    if wanted == "unknown":
        return found is None
    if isinstance(wanted, list):
        return found in wanted
    return bool(found == wanted)


def _step(script: str, step: str, body: dict[str, Any]) -> Step:
    unknown = set(body) - {"ask", "do", "words", "skip", "next", "again"}
    if unknown or ("ask" in body) == ("do" in body):
        raise ScriptError(f"{script}.{step}: a step has either ask or do, and nothing else")
    skip = body.get("skip", [])
    return Step(
        id=f"{script}.{step}",
        ask=body.get("ask"),
        do=body.get("do"),
        words=body.get("words"),
        skip=tuple(skip if isinstance(skip, list) else [skip]),
        next=_rows(script, body["next"]),
        again=_full(script, body["again"]) if "again" in body else None,
    )


def _rows(script: str, given: Any) -> tuple[Row, ...]:
    rows = given if isinstance(given, list) else [given]
    return tuple(
        Row(row.get("when", {}), _full(script, row["go"]))
        if isinstance(row, dict)
        else Row({}, _full(script, row))
        for row in rows
    )


def _full(script: str, step: str) -> str:
    return step if "." in step or step == BACK else f"{script}.{step}"
