"""Places by guided lists, by typed names, and by a pin on the map."""

from dataclasses import dataclass
from typing import Literal

from dialogs.effects import Choice
from dialogs.events import Pinned, Said
from dialogs.question import Answer, Problem, Reply, View
from dialogs.questions.pick import pick
from dialogs.sources import SOURCES, known_place

LEVELS = ("region", "district", "settlement")
MOST_NAMESAKES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOf:
    """A region, a district or a settlement, which its own id tells; a typed name may go deeper.

    The answer fills every level above and below that it settles, so that none is asked again.
    """

    id: str
    source: str
    options: tuple[str, ...] = ()
    kind: str = "place"
    expects: Literal["choice", "text", "file", "none"] = "choice"
    optional: bool = False

    def choices(self, view: View) -> tuple[Choice, ...]:
        """The places of this level inside the one chosen before."""
        return SOURCES[self.source](view, self.options)

    def read(self, view: View, reply: Reply) -> Answer | Problem:
        """The place pressed, pinned or named; several namesakes are a question of their own."""
        option = pick(view, self.choices(view), reply)
        if option == "none":
            return Answer("", facts={"namesakes": None}, option=option)
        if option is not None:
            return self._settled(view, option, option)
        if isinstance(reply, Pinned):
            near = view.book.rules.places.nearest(reply.latitude, reply.longitude)
            return self._settled(view, near.kato) if near else Problem("hint.place")
        if isinstance(reply, Said):
            return self._named(view, reply.text)
        return Problem("hint.place")

    def _named(self, view: View, text: str) -> Answer | Problem:
        within = None if self.id == "region" else known_place(view.talk)
        places = view.book.rules.places
        found = places.find(text, view.language, within) or places.find(text, view.language)
        if not found:
            return Problem("hint.place")
        if len(found) == 1:
            return self._settled(view, found[0].kato)
        if len(found) > MOST_NAMESAKES:
            return Problem("hint.place_many")
        return Answer(None, facts={"namesakes": [place.kato for place in found]})

    def _settled(self, view: View, kato: str, option: str = "") -> Answer:
        levels = {**dict.fromkeys(LEVELS), **path_answers(view, kato)}
        return Answer(levels[self.id] or kato, levels, {"namesakes": None}, option)


def path_answers(view: View, kato: str) -> dict[str, str]:
    """Region, district and settlement of a place, as far as it settles them."""
    path = [place.kato for place in view.book.rules.places.path(kato)]
    return dict(zip(LEVELS, path[:2] + path[2:][-1:], strict=False))
