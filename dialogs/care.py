"""Topics that must be handled with care, read from a table.

Of neutral topics a notice says only that there is a message: somebody else may read the telephone.
For topics of first aid the numbers to call come at once, and no form.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml


@dataclass(frozen=True, slots=True)
class Care:
    """Neutral topics, and by topic the hotlines of first aid in the order they are told."""

    neutral: frozenset[str] = frozenset()
    first_aid: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def parse(text: str) -> Care:
    """Read the table."""
    table = yaml.safe_load(text)
    aid = {topic: tuple(hotlines) for topic, hotlines in table["first_aid"].items()}
    return Care(frozenset(table["neutral"]), aid)
