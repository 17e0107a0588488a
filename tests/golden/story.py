"""A story as it is written: acts, one after another."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

STORIES = Path(__file__).parent / "stories"
LANGUAGES = ("kk", "ru", "en")


@dataclass(frozen=True)
class Story:
    """A title that an official understands, the day it begins, and its acts."""

    name: str
    title: str
    at: str
    acts: tuple[dict[str, Any], ...]
    most_questions: int | None = None
    ends: str | None = None  # filed or booked: what must have happened, whatever is recorded


def stories() -> list[Story]:
    """Every story, by name."""
    return [_read(path) for path in sorted(STORIES.glob("*.yaml"))]


def _read(path: Path) -> Story:
    story = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Story(
        path.stem,
        story["title"],
        story["at"],
        tuple(story["acts"]),
        story.get("most_questions"),
        story.get("ends"),
    )


def words(value: Any, language: str) -> Any:
    """What the citizen says in a language."""
    return value[language] if isinstance(value, dict) else value
