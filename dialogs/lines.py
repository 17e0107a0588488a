"""A line of a read-back that is being changed.

What stood there is laid aside and asked for again. Who turns back without another answer, by any
way, has the line as it stood: nothing is sent with a hole in it.
"""

from collections.abc import Collection
from typing import Any

from dialogs.forms import CHANGED
from dialogs.play import Play


def change(play: Play, keys: Collection[str]) -> None:
    """Lay a line aside, whose answers have these names: each is asked again."""
    talk = play.talk
    before = (talk.facts.get(CHANGED) or {}).get("profile") or {}
    known = _named(talk.profile, keys)
    was = {
        "keys": sorted(keys),
        "answers": _named(talk.answers, keys),
        "known": known,  # of this line
        "profile": before | known,  # of all lines changed so far
    }
    play.talk = talk.but(
        answers={k: v for k, v in talk.answers.items() if k not in keys},
        profile={k: v for k, v in talk.profile.items() if k not in keys},
    ).knowing(**{CHANGED: was})


def stays(play: Play) -> None:
    """A line that is not asked for any more, and got no other answer, stands as it stood."""
    was, talk = play.talk.facts.get(CHANGED) or {}, play.talk
    keys = set(was.get("keys", ()))
    if not keys or play.here.ask in keys or keys & talk.answers.keys():
        return
    talk = talk.but(profile={**was["known"], **talk.profile})
    play.talk = talk.answered(**was["answers"])


def _named(values: dict[str, Any], keys: Collection[str]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name in keys}
