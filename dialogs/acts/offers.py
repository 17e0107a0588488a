"""Times that an agency offers for a reception, and what of that no letter may tell.

Of a reception about a sensitive matter, or one that was asked for before the talk was erased, the
letter says only that there is a message. «Status» tells the rest, to who asks for it.
"""

from datetime import datetime
from typing import Any

from dialogs.acts.care import keep_quiet, named_nowhere
from dialogs.effects import Named
from dialogs.events import TimesOffered
from dialogs.forms import LEFT_OF_IT, OF_RECEPTION
from dialogs.play import Play

WITHHELD = "withheld"  # what was not told by a letter, oldest first


def withheld(play: Play, request: str, asked_at: datetime | None) -> bool:
    """Whether a letter about this request for a reception may name nothing."""
    if _erased(play, asked_at) and not named_nowhere(play, request):
        keep_quiet(play, request, None)
    return named_nowhere(play, request)


def _erased(play: Play, asked_at: datetime | None) -> bool:
    return asked_at is not None and play.talk.erased_since(asked_at)


def withhold(play: Play, told: dict[str, Any]) -> None:
    """Keep for «status» what a letter may not tell: {"late": agency} or {"offer": times}."""
    play.talk = play.talk.knowing(withheld=[*play.talk.facts.get(WITHHELD, ()), told])


def offer_of(play: Play, event: TimesOffered) -> dict[str, Any]:
    """The times offered, as plain values; words that the citizen erased do not come back."""
    official = event.official
    kept = {"id": official.id, "name": official.name, "agency": official.agency}
    return {
        "request": event.request,
        "official": {**kept, "formats": list(official.formats)},
        "slots": [{"id": s.id, "starts": s.starts.isoformat()} for s in event.slots],
        "matter": "" if _erased(play, event.asked_at) else event.matter,
    }


def lay_out(play: Play, offer: dict[str, Any]) -> None:
    """Put the times before the citizen; the question that follows lets them choose one."""
    official, matter = offer["official"], offer["matter"]
    answers = {k: v for k, v in play.talk.answers.items() if k not in OF_RECEPTION}
    play.talk = play.talk.but(answers=answers).knowing(**dict.fromkeys(LEFT_OF_IT))
    play.talk = play.talk.knowing(
        officials=[official],
        slots=offer["slots"],
        host=official["agency"],
        offered=offer["request"],
    ).answered(official=official["id"], **({"matter": matter} if matter else {}))
    play.tell("book.offered", agency=Named("agency", official["agency"]))


def tell_withheld(play: Play) -> None:
    """Tell what was withheld, up to the first times that were offered: these are laid out."""
    waiting = list(play.talk.facts[WITHHELD])
    play.talk = play.talk.knowing(offered=None)
    while waiting:
        told = waiting.pop(0)
        if "offer" in told:
            lay_out(play, told["offer"])
            break
        play.tell("book.request_late", agency=Named("agency", told["late"]))
    play.talk = play.talk.knowing(withheld=waiting or None)
