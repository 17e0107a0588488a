"""Places by guided lists, by typed names, and by a pin on the map."""

from dataclasses import dataclass
from typing import Literal

from dialogs.effects import Choice
from dialogs.events import Pinned, Said
from dialogs.question import Answer, Problem, Reply, View
from dialogs.questions.pick import pick, unsure
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
        if option is not None:
            return self._pressed(view, option)
        if isinstance(reply, Pinned):
            return self._pinned(view, reply)
        if not isinstance(reply, Said):
            return Problem("hint.place")
        return self._unknown() if unsure(view, reply.text) else self._named(view, reply.text)

    def _pressed(self, view: View, option: str) -> Answer:
        if option == "none":
            return self._unknown()
        if option in self.options:
            return Answer(option, facts={"place_unknown": None}, option=option)
        return self._settled(view, option, option)

    def _named(self, view: View, text: str) -> Answer | Problem:
        within = None if self.id == "region" else known_place(view.talk)
        places = view.book.rules.places
        found = places.find(text, view.language, within) or places.find(text, view.language)
        if not found:
            return Problem("hint.place")
        if len(found) == 1 and places.is_guess(text, found[0]):
            return Answer(None, facts={"namesakes": [found[0].kato]})
        if len(found) == 1:
            return self._settled(view, found[0].kato)
        if len(found) > MOST_NAMESAKES:
            return Problem("hint.place_many")
        return Answer(None, facts={"namesakes": [place.kato for place in found]})

    def _pinned(self, view: View, pin: Pinned) -> Answer | Problem:
        """The place of a pin; in the steppe, those around it are asked about."""
        near = view.book.rules.places.near(pin.latitude, pin.longitude)
        if not near:
            return Problem("hint.pin")
        if len(near) == 1:
            return self._settled(view, near[0].kato)
        return Answer(None, facts={"namesakes": [place.kato for place in near]})

    def _unknown(self) -> Answer:
        """«I do not know»: the place above will do; without a region, there are other ways."""
        if "none" in self.options:
            return Answer("", facts={"namesakes": None}, option="none")
        return Answer(None, facts={"place_unknown": "yes"})

    def _settled(self, view: View, kato: str, option: str = "") -> Answer:
        levels = {**dict.fromkeys(LEVELS), **path_answers(view, kato)}
        facts = {"namesakes": None, "place_unknown": None}
        return Answer(levels[self.id] or kato, levels, facts, option)


def path_answers(view: View, kato: str) -> dict[str, str]:
    """Region, district and settlement of a place, as far as it settles them."""
    path = [place.kato for place in view.book.rules.places.path(kato)]
    return dict(zip(LEVELS, path[:2] + path[2:][-1:], strict=False))
