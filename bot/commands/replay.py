"""`esik replay`: messages decided again with changed tables, and what corrections teach.

Of stored messages the words are shown only on demand, and never whose they are.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from bot.commands.edge import FAILED, UNKNOWN, USAGE, in_house, say, stop
from bot.commands.options import Json
from bot.commands.rules import json_lines

if TYPE_CHECKING:
    from datetime import date

    from bot.app import House
    from routing_rules import Rules
    from routing_rules.counter_examples import CounterExample

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
SHOWN = 20  # lines of a list for a reader; --json has them all


class Two(NamedTuple):
    """The rules as they are, and as they would be."""

    old: "Rules"
    new: "Rules"


def replay(
    messages: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Messages, one JSON object a line.")
    ] = None,
    stored: Annotated[bool, typer.Option("--stored", help="The messages of filed cases.")] = False,
    corrections: Annotated[
        bool, typer.Option("--corrections", help="What agencies and operators have set right.")
    ] = False,
    counter_examples: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The same from a file.")
    ] = None,
    tables: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Changed copies of tables, lexicon...")
    ] = None,
    days: Annotated[
        int | None, typer.Option(min=1, help="Of what is stored, only these last days.")
    ] = None,
    show: Annotated[bool, typer.Option("--show", help="Show the words of citizens.")] = False,
    as_json: Json = False,
) -> None:
    """Decide messages again with changed rules: who would go elsewhere, and which rows err."""
    sources = [messages is not None, stored, corrections, counter_examples is not None]
    if sum(sources) != 1:
        raise typer.BadParameter(
            "give one of --messages FILE, --stored, --corrections, --counter-examples FILE"
        )
    two = _both_rules(tables)
    if messages is not None:
        say(_of_file(two, messages), as_json, _replay_lines)
    elif counter_examples is not None:
        say(_of_examples(two, counter_examples), as_json, _correction_lines)
    elif stored:
        told = in_house(lambda house: _of_cases(house, two, _since(days), show))
        say(told, as_json, _replay_lines)
    else:
        told = in_house(lambda house: _of_corrections(house, two, _since(days), show))
        say(told, as_json, _correction_lines)


def _both_rules(folder: Path | None) -> Two:
    from bot.book_rules import UnknownTable, changed_rules, rule_texts
    from routing_rules import RulesError, parse

    texts = rule_texts()
    old = parse(texts)
    if folder is None:
        return Two(old, old)
    if not folder.is_dir():
        stop(UNKNOWN, f"there is no folder {folder}")
    try:
        return Two(old, changed_rules(texts, folder))
    except UnknownTable as error:
        stop(USAGE, str(error))
    except RulesError as error:
        stop(FAILED, f"{error.file}:{error.line}: {error.message}")


def _since(days: int | None) -> datetime:
    from bot.mint import Mint

    return LONG_AGO if days is None else Mint().now() - timedelta(days=days)


def _today() -> "date":
    from bot.mint import ALMATY, Mint

    return Mint().now().astimezone(ALMATY).date()


def _of_file(two: Two, file: Path) -> dict[str, Any]:
    from bot.replays import matter_of, replayed

    matters = [matter_of(row) for row in json_lines(file)]
    return replayed(two.old, two.new, matters, _today(), words=True)


def _of_examples(two: Two, file: Path) -> dict[str, Any]:
    from bot.replays import judgement
    from routing_rules import RulesError
    from routing_rules.counter_examples import parse_counter_examples

    try:
        examples = parse_counter_examples(str(file), file.read_text(encoding="utf-8"))
    except OSError as error:
        stop(UNKNOWN, f"{error.filename}: {error.strerror}")
    except RulesError as error:
        stop(USAGE, f"{error.file}:{error.line}: {error.message}")
    return judgement(two.new, examples, _today(), words=True)


async def _of_cases(house: "House", two: Two, since: datetime, show: bool) -> dict[str, Any]:
    from bot.replays import matter_of_draft, replayed
    from storage.corrections import filed

    then = two.new is two.old  # nothing is tried on: compared with what was decided then
    drafts = filed(house.database, house.seal, since)
    matters = [matter_of_draft(two.old, draft, then) async for draft in drafts]
    return replayed(two.old, two.new, matters, _today(), words=show)


async def _of_corrections(house: "House", two: Two, since: datetime, show: bool) -> dict[str, Any]:
    from collections import Counter

    from bot.replays import judgement
    from dialogs.corrections import decider
    from storage.corrections import corrected, filed

    decided = Counter[str]()
    async for draft in filed(house.database, house.seal, since):
        decided.update(filter(None, [decider(draft.decisions)]))
    examples = [_example(one) async for one in corrected(house.database, house.seal, since)]
    return judgement(two.new, examples, _today(), show, decided)


def _example(one: Any) -> "CounterExample":
    from routing_rules.counter_examples import CounterExample

    return CounterExample(
        text=one.text,
        by=one.by,
        agency=one.right_agency,
        topic=one.right_topic,
        place=one.place,
        language=one.language,
        decided=one.decided,
        was_agency=one.agency,
        was_topic=one.topic,
    )


def _replay_lines(told: dict[str, Any]) -> str:
    lines = [f"{told['messages']} messages, {told['moved']} would go elsewhere"]
    for part, pairs in told["counts"].items():
        lines += [f"{part:<8}{_pair(pair)}: {pair['messages']}" for pair in pairs]
    return "\n".join([*lines, *_list(told["list"], _moved_line)])


def _moved_line(moved: dict[str, Any]) -> str:
    before, after = moved["before"], moved["after"]
    parts = (part for part in before if part != "rows" and before[part] is not None)
    changes = (
        _pair({"from": before[part], "to": after[part]})
        for part in parts
        if before[part] != after[part]
    )
    rows = ", ".join(after["rows"])
    return f"{moved['message']:>5}  {'; '.join(changes) or 'new'}  ({rows}){_text_of(moved)}"


def _correction_lines(told: dict[str, Any]) -> str:
    head = f"{told['messages']} corrections, {told['satisfied']} satisfied by today's tables"
    rows = [
        f"{row['row']:<16}{row['share']:>6.0%}  {row['right']} of {row['decided']} right"
        for row in told["rows"]
    ]
    words = [
        f"{word['topic']:<20}{word['language']}  {word['word']}  in {word['messages']} messages"
        + (f", speaks for {' '.join(word['speaks_for'])}" if word["speaks_for"] else "")
        for word in told["words"]
    ]
    phrases = [f"{one['topic']:<20}«{one['phrase']}»" for one in told.get("phrases", ())]
    blocks = [
        [head],
        _list(told["list"], _judged_line),
        _headed("rows, the worst first:", rows),
        _headed("key words to review:", words),
        _headed("phrases to review:", phrases),
    ]
    return "\n".join(line for block in blocks for line in block)


def _judged_line(judged: dict[str, Any]) -> str:
    was, right, today = judged["was"], judged["right"], judged["today"]
    parts = [part for part in ("topic", "agency") if right[part] is not None]
    changes = "; ".join(_pair({"from": was[part], "to": right[part]}) for part in parts)
    state = (
        "satisfied"
        if judged["satisfied"]
        else "today " + ", ".join(today[part] or "?" for part in parts)
    )
    by = f"by {judged['by']}, {judged['decided'] or 'undecided'}"
    return f"{judged['message']:>5}  {changes}  {state}  ({by}){_text_of(judged)}"


def _list(rows: list[dict[str, Any]], line: Callable[[dict[str, Any]], str]) -> list[str]:
    more = [f"       and {len(rows) - SHOWN} more; --json has them all"]
    return [line(row) for row in rows[:SHOWN]] + (more if len(rows) > SHOWN else [])


def _headed(head: str, lines: list[str]) -> list[str]:
    return [head, *(f"  {line}" for line in lines)] if lines else []


def _pair(pair: dict[str, Any]) -> str:
    return f"{pair['from'] or '?'} -> {pair['to'] or '?'}"


def _text_of(told: dict[str, Any]) -> str:
    return f"  {told['text']}" if "text" in told else ""
