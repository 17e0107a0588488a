"""Choosing among places of one name: by kind, by what is named beside, by rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from routing_rules.values import Place


class PlaceChoice:
    """All places and how many people live in the known ones."""

    def __init__(self, places: Mapping[str, Place], people: Mapping[str, int]) -> None:
        self._places = places
        self._people = people

    def fitting(
        self, named: Sequence[str], kind: str | None, within: str | None
    ) -> tuple[str, ...]:
        """The named places that are of a kind and inside a place, best first."""
        places = [self._places[kato] for kato in named]
        inside = [p for p in places if within is None or self._is_inside(p.kato, within)]
        of_kind = [p for p in inside if _is_of_kind(p, kind)] or inside
        katos = {p.kato for p in of_kind}
        tops = [p for p in of_kind if not self._has_twin_above(p, katos)]
        if kind in (None, "city"):
            tops = self._outstanding(tops)
        ranked = sorted(tops, key=lambda p: (-self._people.get(p.kato, 0), p.kato))
        return tuple(place.kato for place in ranked)

    def has_kind(self, named: Sequence[str], kind: str | None) -> bool:
        """Whether any of the named places is of a kind."""
        return any(_is_of_kind(self._places[kato], kind) for kato in named)

    def is_city_or_region(self, kato: str) -> bool:
        """Whether people say the name alone: a region, or a city of any level."""
        place = self._places[kato]
        return place.level == "region" or place.type == "city"

    def _has_twin_above(self, place: Place, katos: set[str]) -> bool:
        above = place.parent
        while above is not None:
            twin = self._places[above]
            if above in katos and (twin.type == "city" or place.level == "okrug"):
                return True
            above = twin.parent
        return False

    def _outstanding(self, places: list[Place]) -> list[Place]:
        for rank in (_is_city_of_its_own, _is_town):
            chosen = [place for place in places if rank(place)]
            if chosen:
                return chosen
        return places

    def agreeing(self, found: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        """What several names mean together: a village inside the district named beside it."""
        chosen: tuple[str, ...] = ()
        for katos in found:
            chosen = self._narrowed(chosen, katos) if chosen and katos else chosen or katos
        return chosen

    def refined(self, chosen: tuple[str, ...], weak: tuple[str, ...]) -> tuple[str, ...]:
        """A weak name counts alone, or inside what is surely named."""
        if not chosen:
            return weak
        inside = tuple(k for k in weak if any(self._is_inside(k, above) for above in chosen))
        return inside or chosen

    def _narrowed(self, one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
        below = tuple(k for k in one if any(self._is_inside(k, above) for above in other))
        if below:
            return below
        below = tuple(k for k in other if any(self._is_inside(k, above) for above in one))
        return below or one + tuple(kato for kato in other if kato not in one)

    def _is_inside(self, kato: str, above: str) -> bool:
        here: str | None = kato
        while here is not None:
            if here == above:
                return True
            here = self._places[here].parent
        return False


def _is_of_kind(place: Place, kind: str | None) -> bool:
    match kind:
        case None:
            return True
        case "region":
            return place.level == "region" and place.type == "region"
        case "district":
            return place.level == "district" and place.type == "district"
        case "city":
            return place.type == "city"
        case _:
            return place.type in ("village", "station") or place.level == "okrug"


def _is_city_of_its_own(place: Place) -> bool:
    return place.type == "city" and place.level in ("region", "district")


def _is_town(place: Place) -> bool:
    return place.type == "city"
