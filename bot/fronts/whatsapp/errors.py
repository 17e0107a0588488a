"""The table of errors: what a code of the Cloud API means for the letter that met it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

import yaml

Then = Literal["later", "hold", "closed", "gone"]


class ErrorsError(Exception):
    """The table cannot be used; the message names the row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """An error in words of ours; door: it is the door that is in trouble, not one citizen."""

    name: str
    then: Then
    seconds: float = 0.0
    door: bool = False


def parse(text: str) -> dict[int, Meaning]:
    """The table by code; raises ErrorsError."""
    found: dict[int, Meaning] = {}
    for row in yaml.safe_load(text)["errors"]:
        code = row.get("code")
        if not isinstance(code, int) or code in found:
            raise ErrorsError(f"code {code} is no number, or stands twice")
        found[code] = _meaning(row)
    return found


def meaning_of(table: Mapping[int, Meaning], code: int | None, status: int) -> Meaning:
    """What an error means, by its code, else by the status of the answer."""
    known = table.get(code) if code is not None else None
    if known is not None:
        return known
    if status == 429 or status >= 500:
        return Meaning(name=f"status {status}", then="later", door=True)
    return Meaning(name=f"refused, status {status}", then="gone")


def _meaning(row: Mapping[str, Any]) -> Meaning:
    then: Any = row.get("then")
    if then not in get_args(Then) or (then == "hold") != ("seconds" in row):
        raise ErrorsError(f"code {row['code']}: {then} with {sorted(row)}")
    return Meaning(
        name=row["name"],
        then=then,
        seconds=float(row.get("seconds", 0)),
        door=row.get("door", then == "later"),
    )
