"""Commands about the rules: what they make of a message, and whether the tables are sound."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.commands.edge import FAILED, UNKNOWN, USAGE, say, stop
from bot.commands.options import At, Json, Language


def route(
    text: Annotated[str | None, typer.Argument(help="What a citizen wrote.")] = None,
    lang: Language = None,
    place: Annotated[str | None, typer.Option(help="KATO code of the place, if known.")] = None,
    as_json: Json = False,
    batch: Annotated[
        Path | None, typer.Option(help="Route the lines of a JSONL file instead.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Where the answers of --batch go.")] = None,
    at: At = None,
) -> None:
    """Show what the rules make of a message: topic, agency, channel, help, and why."""
    if batch is not None:
        if out is None or text is not None:
            raise typer.BadParameter("--batch goes with --out, and without TEXT")
        _route_file(batch, out, at)
        return
    if text is None:
        raise typer.BadParameter("say TEXT, or --batch IN.jsonl --out OUT.jsonl")
    found = next(_routed([{"text": text, "lang": lang, "place": place}], at))
    say(found, as_json, _route_lines)


def check() -> None:
    """Look for mistakes in rule tables, words and scripts; exit 1 when there are findings."""
    from bot.commands.soundness import findings, texts

    found = findings(texts())
    for finding in found:
        typer.echo(finding)
    if found:
        stop(FAILED, f"{len(found)} findings")
    typer.echo("rules, words and scripts are sound")


def json_lines(file: Path) -> list[dict[str, Any]]:
    """The objects of a JSONL file, each with a text; a wrong line or file ends the command."""
    try:
        with file.open("rb") as lines:
            return list(_rows(file, lines))
    except OSError as error:
        stop(UNKNOWN, f"{error.filename}: {error.strerror}")


def _route_file(batch: Path, out: Path, at: datetime | None) -> None:
    import orjson

    try:
        with batch.open("rb") as lines, out.open("wb") as answers:
            for answer in _routed(_rows(batch, lines), at):
                answers.write(orjson.dumps(answer) + b"\n")
    except OSError as error:
        stop(UNKNOWN, f"{error.filename}: {error.strerror}")


def _rows(batch: Path, lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    import orjson

    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = orjson.loads(line)
        except orjson.JSONDecodeError:
            row = None
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            stop(USAGE, f"{batch}:{number}: this is no JSON object with a text")
        yield row


def _routed(rows: Iterable[dict[str, Any]], at: datetime | None) -> Iterator[dict[str, Any]]:
    """Each message as the talk would decide it at a moment: offices are open then, or closed."""
    from bot.book import read_book
    from bot.mint import ALMATY, Mint
    from bot.routing import route_batch

    book = read_book()
    local = (at or Mint().now()).astimezone(ALMATY)
    rules = book.rules
    for row in rows:
        if row.get("place") is not None and row["place"] not in rules.places.all:
            stop(UNKNOWN, f"there is no place {row['place']}")
        yield from route_batch(rules, [row], local, book.words.say)


def _route_lines(found: dict[str, Any]) -> str:
    decision = found["decision"]
    agency = found["agency"] or {"id": None, "name": "?"}
    rows = [
        ("language", found["language"]),
        ("emergency", found["hotline"] if found["emergency"] else "no"),
        ("topic", f"{found['topic'] or '?'} ({found['group'] or '?'}, {found['confidence']:.2f})"),
        ("place", found["place"] or "?"),
        ("agency", f"{agency['name']} ({agency['id'] or '?'})"),
        ("channel", found["channel"] or f"hotline {found['hotline']}"),
        ("act", f"{found['act']}, as {found['kind']}"),
        *((way, _help_line(found["help"][way])) for way in ("file", "book")),
        ("row", f"{decision['table']} {decision['row']}, version {decision['version']}"),
        *(("because", reason["text"]) for reason in decision["reasons"]),
    ]
    return "\n".join(f"{name:<10} {said}" for name, said in rows)


def _help_line(offered: dict[str, Any]) -> str:
    return f"{'yes' if offered['allowed'] else 'no'}: {offered['why']} ({offered['row']})"
