"""Draws scripts as Mermaid flowcharts, from the data alone: the pictures cannot lie.

A question is a slanted box, an act a plain one, another script's step a round one.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from dialogs.script import BACK, Row, Step, name_of

HEAD = """# The scripts, drawn

Made from `dialogs/scripts` by `dialogs/diagram.py`; `make accept` draws them anew.

Slanted: a question that waits for an answer; below its name, when it is passed over, and where it
begins again after an interruption.
Plain: an act. Round: a step of another script. Words on a line: the condition of that way; ways
are tried from the first to the last. `return` goes back to the question that was interrupted.

A script may change while talks run: a step that gets another name gets a row in
`dialogs/scripts/renames.yaml`, and a talk whose question is gone is led to the nearest living step
(`docs/adr/0012-scripts-pinned-to-talks.md`).
"""


def page(steps: Mapping[str, Step]) -> str:
    """All scripts as one Markdown page, a picture for each, in the order of the steps."""
    names = dict.fromkeys(id.partition(".")[0] for id in steps)
    return "\n".join([HEAD, *(_section(name, steps) for name in names)])


def flowchart(name: str, steps: Mapping[str, Step]) -> str:
    """One script as the text of a Mermaid flowchart."""
    own = [step for id, step in steps.items() if id.partition(".")[0] == name]
    lines = [line for step in own for line in (_node(step), *_ways(step))]
    others = {row.go for step in own for row in step.next} - {step.id for step in own}
    rounds = [f'  {_id(go)}(["{go}"])' for go in sorted(others)]
    return "\n".join(["flowchart TD", *lines, *rounds])


def _section(name: str, steps: Mapping[str, Step]) -> str:
    return f"## {name}\n\n```mermaid\n{flowchart(name, steps)}\n```\n"


def _node(step: Step) -> str:
    short = step.id.partition(".")[2]
    if step.ask is None:
        return f'  {_id(step.id)}["{_label(short, step.do)}"]'
    passed = [f"passed over: {_written(when)}" for when in step.skip]
    again = [f"asked again from: {name_of(step.again)}"] if step.again else []
    return f'  {_id(step.id)}[/"{"<br>".join([_label(short, step.ask), *passed, *again])}"/]'


def _label(step: str, does: str | None) -> str:
    return step if step == does else f"{step}: {does}"


def _ways(step: Step) -> Iterator[str]:
    for row in step.next:
        yield f"  {_id(step.id)} -->{_condition(row)} {_id(row.go)}"


def _condition(row: Row) -> str:
    return f"|{_written(row.when)}|" if row.when else ""


def _written(when: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {_value(wanted)}" for name, wanted in when.items())


def _value(wanted: Any) -> str:
    if isinstance(wanted, list):
        return "is " + " or ".join(str(value) for value in wanted)
    return str(wanted) if wanted in {"known", "unknown"} else f"is {str(wanted).lower()}"


def _id(step: str) -> str:
    """A name that Mermaid takes: no dots, and never its own word «end» or «return»."""
    return f"at_{step}" if step == BACK else step.replace(".", "__")
