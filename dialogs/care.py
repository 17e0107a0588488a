"""Topics that must be handled with care, read from a table.

Of neutral topics a notice says only that there is a message: somebody else may read the telephone.
For topics of first aid the numbers to call come at once, and no form.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml


@dataclass(frozen=True, slots=True)
class Care:
    """Neutral topics, and by topic the hotlines of first aid in the order they are told.

    answered: neutral topics beside which a frequent question is answered all the same; first_aid:
    told whatever was said of the topic; in_danger: told where the words are an alarm.
    """

    neutral: frozenset[str] = frozenset()
    first_aid: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    in_danger: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    answered: frozenset[str] = frozenset()

    def hotlines(self, topic: str | None, alarm: bool) -> tuple[str, ...]:
        """The hotlines of first aid for words about a topic; none where no first aid is due."""
        always = self.first_aid.get(topic or "", ())
        return always or (self.in_danger.get(topic or "", ()) if alarm else ())


def parse(text: str) -> Care:
    """Read the table."""
    table = yaml.safe_load(text)
    aid, in_danger = map(_aid, (table["first_aid"], table["in_danger"]))
    return Care(frozenset(table["neutral"]), aid, in_danger, frozenset(table["answered"]))


def _aid(table: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {topic: tuple(hotlines) for topic, hotlines in table.items()}
