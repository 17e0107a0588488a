"""Times of officials in the shell in memory: two hours of three days."""

from datetime import datetime, timedelta

from dialogs.receptions import Official, Slot


def slots_of(officials: tuple[Official, ...], at: datetime) -> tuple[Slot, ...]:
    """Slots of twenty minutes for each official, one, nine and eleven days after a moment."""
    return tuple(
        Slot(
            id=f"{official.id}-{day}-{hour}",
            official=official.id,
            agency=official.agency,
            starts=at.replace(hour=hour, minute=0) + timedelta(days=day),
            minutes=20,
        )
        for official in officials
        for day in (1, 9, 11)
        for hour in (5, 6)
    )
