"""The JSON Schemas that editors use: every table fits them, and a wrong one does not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from importlib.resources import files

import pytest
import yaml

from tests.routing.json_schema import faults

FOLDERS = {"tables": "table", "topics": "topics", "lexicon": "lexicon"}
OTHERS = ("topics/order.yaml", "lexicon/weights.yaml")


def schema(name: str) -> dict[str, object]:
    text = files("routing_rules").joinpath("schema", f"{name}.json").read_text("utf-8")
    loaded = json.loads(text)
    assert isinstance(loaded, dict)
    return loaded


def plain(value: object) -> object:
    """YAML dates as the texts that editors see."""
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def test_every_table_fits_its_schema(texts: dict[str, str]) -> None:
    checked = 0
    for file, text in texts.items():
        folder = file.partition("/")[0]
        if folder not in FOLDERS or file in OTHERS or file.endswith(".examples.yaml"):
            continue
        assert list(faults(plain(yaml.safe_load(text)), schema(FOLDERS[folder]))) == [], file
        assert f"$schema=../schema/{FOLDERS[folder]}.json" in text.splitlines()[0], file
        checked += 1
    assert checked == 12 + 22 + 22


@pytest.mark.parametrize(
    ("old", "new"),
    [("reference:", "source:"), ("because.human", "human"), ("id: D-020", "id: twenty")],
)
def test_a_wrong_table_does_not_fit(texts: dict[str, str], old: str, new: str) -> None:
    text = texts["tables/act.yaml"].replace(old, new, 1)
    assert list(faults(plain(yaml.safe_load(text)), schema("table")))
