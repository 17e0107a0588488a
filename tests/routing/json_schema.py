"""The part of JSON Schema that the schemas of the tables use, checked without a library."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "null": (type(None),),
}


def faults(value: object, schema: Mapping[str, Any], at: str = "$") -> Iterator[str]:
    """What does not fit, each with its path."""
    wanted = schema.get("type")
    kinds = [wanted] if isinstance(wanted, str) else wanted or []
    if kinds and not any(isinstance(value, TYPES[kind]) for kind in kinds):
        yield f"{at}: {kinds} expected"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is none of {schema['enum']}"
    options = schema.get("oneOf", [])
    if options and not any(not list(faults(value, option, at)) for option in options):
        yield f"{at}: fits none of the forms"
    if isinstance(value, str):
        yield from _text_faults(value, schema, at)
    if isinstance(value, list):
        yield from _list_faults(value, schema, at)
    if isinstance(value, dict):
        yield from _object_faults(value, schema, at)


def _text_faults(value: str, schema: Mapping[str, Any], at: str) -> Iterator[str]:
    if len(value) < schema.get("minLength", 0):
        yield f"{at}: too short"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{at}: {value!r} does not look like {schema['pattern']}"


def _list_faults(value: list[Any], schema: Mapping[str, Any], at: str) -> Iterator[str]:
    if len(value) < schema.get("minItems", 0) or len(value) > schema.get("maxItems", 10**9):
        yield f"{at}: wrong number of items"
    for number, item in enumerate(value):
        yield from faults(item, schema.get("items", {}), f"{at}[{number}]")


def _object_faults(value: dict[str, Any], schema: Mapping[str, Any], at: str) -> Iterator[str]:
    known = schema.get("properties", {})
    other = schema.get("additionalProperties", True)
    for name in schema.get("required", []):
        if name not in value:
            yield f"{at}: {name} is missing"
    if len(value) > schema.get("maxProperties", 10**9):
        yield f"{at}: too many keys"
    for name, item in value.items():
        if name in known:
            yield from faults(item, known[name], f"{at}.{name}")
        elif other is False:
            yield f"{at}: {name} is not known"
        elif isinstance(other, dict):
            yield from faults(item, other, f"{at}.{name}")
