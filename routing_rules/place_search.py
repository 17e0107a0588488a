"""Finding places by words: inflected, colloquial, old, in three alphabets, with single typos.

Every name is indexed by its readings and by its stem; a word of a message is tried whole and
without each case ending. A name that is also an ordinary word («Есик» is a door) or belongs only
to a small village counts in a long message when a word beside it says so: село, ауылы, «в».
When two places fit equally both are given, so that one question can be asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from routing_rules.letters import fold, is_latin, skeleton, words
from routing_rules.place_words import (
    AT,
    NOT_A_PLACE_AFTER,
    NOT_A_PLACE_BEFORE,
    TOWARDS,
    bare_words,
    bases,
    kind_after,
    kind_before,
    kind_of,
    spelled_out,
    stem,
)
from routing_rules.values import Place

SHORT_ANSWER = 4  # words: an answer to «where?» and not a message
LONGEST_NAME = 4  # words in a name
BEGIN = 4  # letters by which a word may be a well-known place
USED = ""  # a word that has already said the kind of a place
TYPO_FROM = 5  # letters: shorter names differ too little
TWO_TYPOS_FROM = 9


@dataclass(frozen=True, slots=True)
class Mention:
    """Names found in a message at words start..end, and the kind that a word beside them says."""

    katos: tuple[str, ...]
    start: int
    end: int
    kind: str | None


class PlaceIndex:
    """All names of all places by their readings."""

    def __init__(
        self,
        places: Mapping[str, Place],
        aliases: Mapping[str, tuple[str, ...]],
        people: Mapping[str, int],
        guarded: frozenset[str],
        ordinary: frozenset[str],
    ) -> None:
        self._places = places
        self._people = people
        self._ordinary = frozenset(map(skeleton, ordinary))
        self._guarded = frozenset(map(skeleton, guarded)) | self._ordinary
        self._keys: dict[str, list[str]] = {}
        self._latin: dict[str, list[str]] | None = None
        self._big: set[str] = set(aliases)
        for kato, place in places.items():
            if place.level != "settlement" or kato in people:
                self._big.add(kato)
            if place.level == "okrug" and place.type != "city":
                continue
            for name in {place.names.ru, place.names.kk}:
                self._add(name, kato)
        for kato, names in aliases.items():
            for name in names:
                self._add(name, kato)
        big = (key for key, katos in self._keys.items() if not self._big.isdisjoint(katos))
        self._big_begins = {part[:BEGIN] for key in big for part in (key, skeleton(key))}

    def find(self, text: str, within: str | None, answer: bool = True) -> tuple[str, ...]:
        """KATO codes a text names, best first.

        answer: whether a short text may be an answer to «where?»; then small villages and typos
        count too.
        """
        said = words(spelled_out(text))
        short = answer and len(said) <= SHORT_ANSWER
        mentions = list(self._mentions(said, short))
        if not mentions and short and said:
            mentions = self._with_typos(said)
        strong = [m for m in mentions if m.kind or self._is_well_known(m.katos)]
        weak = [m for m in mentions if m not in strong]
        chosen = self._agree([self._fitting(mention, within) for mention in strong])
        for mention in weak:
            chosen = self._refined(chosen, self._fitting(mention, within))
        return chosen

    def _add(self, name: str, kato: str) -> None:
        key = bare_words(fold(name))
        for form in {key, stem(key)}:
            known = self._keys.setdefault(form, [])
            if kato not in known:
                known.append(kato)

    def _mentions(self, said: Sequence[str], short: bool) -> Iterator[Mention]:
        folded = [fold(word) for word in said]
        at = 0
        while at < len(said):
            mention = self._mention_at(said, folded, at, short)
            if mention is not None:
                yield mention
            at = mention.end if mention is not None else at + 1
            if mention is not None and at < len(said) and kind_after(folded[at]):
                folded[at] = USED
                at += 1

    def _mention_at(
        self, said: Sequence[str], folded: Sequence[str], at: int, short: bool
    ) -> Mention | None:
        if len(said) > 1 and (kind_before(folded[at]) or kind_after(folded[at])):
            return None
        if not short and not self._may_be_place(said, folded, at):
            return None
        for size in range(min(LONGEST_NAME, len(said) - at), 0, -1):
            katos = self._named(folded[at : at + size])
            if not katos:
                continue
            kind = _kind_beside(folded, at, at + size)
            if short or self._counts(said, folded, at, size, katos, kind):
                return Mention(katos, at, at + size, kind)
        return None

    def _may_be_place(self, said: Sequence[str], folded: Sequence[str], at: int) -> bool:
        if said[at][0].isupper() or folded[at][:BEGIN] in self._big_begins:
            return True
        return _kind_beside(folded, at, at + 1) is not None

    def _named(self, part: Sequence[str]) -> tuple[str, ...]:
        *first, last = part
        if is_latin(last):
            return self._named_in_latin(part)
        head = "".join(stem(word) + " " for word in first)
        found: list[str] = []
        for base in bases(last):
            for key in (head + base, "".join(word + " " for word in first) + base):
                found += [kato for kato in self._keys.get(key, ()) if kato not in found]
            if found:
                break
        return tuple(found)

    def _named_in_latin(self, part: Sequence[str]) -> tuple[str, ...]:
        if self._latin is None:
            self._latin = {}
            for key, katos in self._keys.items():
                known = self._latin.setdefault(skeleton(key), [])
                known += [kato for kato in katos if kato not in known]
            for kato, place in self._places.items():
                if kato in self._big:
                    self._latin.setdefault(skeleton(bare_words(place.names.en.lower())), [kato])
        whole = skeleton(" ".join(part))
        for base in bases(whole):
            if base in self._latin:
                return tuple(self._latin[base])
        return ()

    def _counts(
        self,
        said: Sequence[str],
        folded: Sequence[str],
        at: int,
        size: int,
        katos: Sequence[str],
        kind: str | None,
    ) -> bool:
        if _is_street_or_person(folded, at, at + size):
            return False
        if kind is not None:
            return True
        if not self._guarded.isdisjoint(map(skeleton, bases(folded[at]))):
            return self._counts_though_guarded(said, folded, at)
        if any(kato in self._big for kato in katos):
            return True
        capital = said[at].istitle() and at > 0
        return capital and folded[at - 1] in TOWARDS

    def _counts_though_guarded(
        self, said: Sequence[str], folded: Sequence[str], at: int
    ) -> bool:
        if not said[at].istitle():
            return False
        if not self._ordinary.isdisjoint(map(skeleton, bases(folded[at]))):
            return False
        english = is_latin(folded[at]) and at > 0 and folded[at - 1] in TOWARDS
        return english or folded[at].endswith(AT)

    def _with_typos(self, said: Sequence[str]) -> list[Mention]:
        wanted = " ".join(fold(w) for w in said if not kind_of(fold(w))) or fold(said[0])
        pool = self._keys
        if is_latin(wanted):
            self._named_in_latin([wanted])
            pool, wanted = self._latin or {}, skeleton(wanted)
        if len(wanted) < TYPO_FROM:
            return []
        limit = 2 if len(wanted) >= TWO_TYPOS_FROM else 1
        best, found = limit + 1, list[str]()
        for form in {base for base in bases(wanted) if len(base) >= TYPO_FROM}:
            for key, katos in pool.items():
                if abs(len(key) - len(form)) > limit or len(key) < TYPO_FROM:
                    continue
                far = OSA.distance(form, key, score_cutoff=limit)
                if far <= limit and far < best:
                    best, found = far, list(katos)
                elif far == best and far <= limit:
                    found += [kato for kato in katos if kato not in found]
        kind = next((kind_of(fold(word)) for word in said if kind_of(fold(word))), None)
        return [Mention(tuple(found), 0, len(said), kind)] if found else []

    def _fitting(self, mention: Mention, within: str | None) -> tuple[str, ...]:
        places = [self._places[kato] for kato in mention.katos]
        inside = [p for p in places if within is None or self._is_inside(p.kato, within)]
        of_kind = [p for p in inside if _is_of_kind(p, mention.kind)] or inside
        katos = {p.kato for p in of_kind}
        tops = [p for p in of_kind if not self._has_twin_above(p, katos)]
        if mention.kind in (None, "city"):
            tops = self._outstanding(tops)
        ranked = sorted(tops, key=lambda p: (-self._people.get(p.kato, 0), p.kato))
        return tuple(place.kato for place in ranked)

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

    def _is_well_known(self, katos: Sequence[str]) -> bool:
        return any(kato in self._big for kato in katos)

    def _agree(self, found: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        chosen: tuple[str, ...] = ()
        for katos in found:
            chosen = self._narrowed(chosen, katos) if chosen and katos else chosen or katos
        return chosen

    def _refined(self, chosen: tuple[str, ...], weak: tuple[str, ...]) -> tuple[str, ...]:
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


def _kind_beside(folded: Sequence[str], start: int, end: int) -> str | None:
    after = kind_after(folded[end]) if end < len(folded) else None
    before = kind_before(folded[start - 1]) if start > 0 else None
    return after or before


def _is_street_or_person(folded: Sequence[str], start: int, end: int) -> bool:
    before = folded[start - 1] if start > 0 else ""
    after = folded[end] if end < len(folded) else ""
    return before.startswith(NOT_A_PLACE_BEFORE) or after.startswith(NOT_A_PLACE_AFTER)


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
