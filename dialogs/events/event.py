"""What every event has."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened; `id` is unique for ever, `at` is aware and in UTC."""

    id: str
    at: datetime
