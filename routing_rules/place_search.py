"""Finding places by words: inflected, colloquial, old, in three alphabets, with single typos.

Every name is indexed by its readings and by its stem; a word of a message is tried whole and
without each case ending. An answer to «where?» is read generously. In a message about something
else a name must earn its place (place_signs.py): most names of villages and districts are ordinary
words too. When two places fit equally both are given, so that one question can be asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from routing_rules.letters import FOLD, is_latin, lowered, skeleton
from routing_rules.place_choice import PlaceChoice
from routing_rules.place_signs import PlaceSigns, Told, told
from routing_rules.place_words import PlaceWords, bare_words
from routing_rules.values import Place

SHORT_ANSWER = 4  # words: an answer to «where?» and not a message
LONGEST_NAME = 4  # words in a name
BEGIN = 4  # letters by which a word may be a well-known place
MOST_STRANGE = 2  # words of a name that may be mistyped as a whole
USED = ""  # a word that has already said the kind of a place
TYPO_FROM = 5  # letters: shorter names differ too little
VILLAGE_TYPO_FROM = 6  # the same for villages, which are fifty times as many
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
        signs: PlaceSigns,
        beside: PlaceWords,
    ) -> None:
        self._words = beside
        self._places = places
        self._choice = PlaceChoice(places, people)
        self._signs = signs
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

    def well_known(self) -> tuple[str, ...]:
        """Beginnings of the names of well-known places: they are never mistyped key words."""
        known = (key for key, katos in self._keys.items() if self._is_well_known(katos))
        return tuple(sorted({key for key in known if len(key) >= TYPO_FROM}))

    def find(
        self, text: str, within: str | None, answer: bool = True, exact: bool = False
    ) -> tuple[str, ...]:
        """KATO codes a text names, best first.

        answer: whether a short text may be an answer to «where?»; then small villages and typos
        count too; exact: leave typos out.
        """
        spoken = told(self._words.spelled_out(text))
        short = answer and len(spoken.said) <= SHORT_ANSWER
        mentions = list(self._mentions(spoken, short))
        if short and not exact and self._is_guesswork(spoken, mentions):
            mentions = self._with_typos(spoken.folded) or mentions
        strong = [m for m in mentions if m.kind or self._is_well_known(m.katos)]
        weak = [m for m in mentions if m not in strong]
        choose = self._choice
        chosen = choose.agreeing([choose.fitting(m.katos, m.kind, within) for m in strong])
        for mention in weak:
            found = choose.fitting(mention.katos, mention.kind, within)
            chosen = choose.refined(chosen, found)
        return chosen + (self._namesake_regions(mentions, chosen) if short else ())

    def _namesake_regions(
        self, mentions: Sequence[Mention], chosen: Sequence[str]
    ) -> tuple[str, ...]:
        """Regions of the one name that was said, beside a lesser town of it: «Абай»."""
        if len(mentions) != 1 or mentions[0].kind or len(chosen) != 1:
            return ()
        if self._places[chosen[0]].level in ("region", "district"):
            return ()
        return tuple(k for k in mentions[0].katos if self._places[k].level == "region")

    def _is_guesswork(self, spoken: Told, mentions: Sequence[Mention]) -> bool:
        """Whether no name was met, or only a small one in more words: «Усть-Каменогорс»."""
        kinds = sum(self._words.kind(word) is not None for word in spoken.folded if word)
        met = sum(mention.end - mention.start for mention in mentions)
        if not mentions:
            return bool(spoken.said)
        strange = len(spoken.said) - met - kinds
        return (
            strange > 0
            and len(spoken.said) <= MOST_STRANGE
            and not any(self._is_well_known(mention.katos) for mention in mentions)
        )

    def knows_well(self, kato: str) -> bool:
        """Whether a place is of those that are known far away."""
        return kato in self._big

    def _is_well_known(self, katos: Sequence[str]) -> bool:
        return any(kato in self._big for kato in katos)

    def _add(self, name: str, kato: str) -> None:
        folded = lowered(name).translate(FOLD)
        key = folded if folded.isalpha() else bare_words(folded)
        for form in {key, self._words.stem(key)}:
            known = self._keys.setdefault(form, [])
            if kato not in known:
                known.append(kato)

    def _mentions(self, text: Told, short: bool) -> Iterator[Mention]:
        folded = text.folded
        at = 0
        while at < len(folded):
            mention = self._mention_at(text, at, short)
            if mention is not None:
                yield mention
            at = mention.end if mention is not None else at + 1
            if mention is not None and self._words.kind_after(text.beside(mention.start, at)[1]):
                folded[at] = USED
                at += 1

    def _mention_at(self, text: Told, at: int, short: bool) -> Mention | None:
        folded = text.folded
        if len(folded) > 1 and self._words.kind(folded[at]):
            return None
        if not short and not self._may_be_place(text, at):
            return None
        for size in range(min(LONGEST_NAME, len(folded) - at), 0, -1):
            katos = self._named(folded[at : at + size])
            if not katos:
                continue
            kind = self._words.kind_beside(*text.beside(at, at + size))
            if short:
                return Mention(katos, at, at + size, kind)
            kind = kind if self._choice.has_kind(katos, kind) else None
            if self._signs.count(text, at, at + size, kind, self._rank(katos)):
                return Mention(katos, at, at + size, kind)
        return None

    def _rank(self, katos: Sequence[str]) -> str:
        if any(self._choice.is_city_or_region(kato) for kato in katos):
            return "city"
        return "known" if self._is_well_known(katos) else "small"

    def _may_be_place(self, text: Told, at: int) -> bool:
        if text.said[at][0].isupper() or text.folded[at][:BEGIN] in self._big_begins:
            return True
        return self._words.kind_beside(*text.beside(at, at + 1)) is not None

    def _named(self, part: Sequence[str]) -> tuple[str, ...]:
        *first, last = part
        if is_latin(last):
            return self._named_in_latin(part)
        head = "".join(self._words.stem(word) + " " for word in first)
        found: list[str] = []
        for base in self._words.cut_forms(last):
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
                    self._latin.setdefault(skeleton(bare_words(place.name("en").lower())), [kato])
        whole = skeleton(" ".join(part))
        for base in self._words.cut_forms(whole):
            if base in self._latin:
                return tuple(self._latin[base])
        return ()

    def _with_typos(self, folded: Sequence[str]) -> list[Mention]:
        wanted = " ".join(word for word in folded if not self._words.kind(word)) or folded[0]
        pool = self._keys
        if is_latin(wanted):
            self._named_in_latin([wanted])
            pool, wanted = self._latin or {}, skeleton(wanted)
        found = self._nearest(wanted, pool) if len(wanted) >= TYPO_FROM else ()
        kind = next((kind for word in folded if (kind := self._words.kind(word))), None)
        return [Mention(found, 0, len(folded), kind)] if found else []

    def _nearest(self, wanted: str, pool: Mapping[str, list[str]]) -> tuple[str, ...]:
        """Places whose names differ least from what was typed, by one or two letters."""
        limit = 2 if len(wanted) >= TWO_TYPOS_FROM else 1
        best, found = limit + 1, list[str]()
        for form in {base for base in self._words.cut_forms(wanted) if len(base) >= TYPO_FROM}:
            for key, katos in pool.items():
                if abs(len(key) - len(form)) > limit or not self._may_be_mistyped(key, katos):
                    continue
                far = OSA.distance(form, key, score_cutoff=limit)
                if far <= limit and far < best:
                    best, found = far, list(katos)
                elif far == best and far <= limit:
                    found += [kato for kato in katos if kato not in found]
        return tuple(found)

    def _may_be_mistyped(self, key: str, katos: Sequence[str]) -> bool:
        if len(key) >= VILLAGE_TYPO_FROM:
            return True
        return len(key) >= TYPO_FROM and self._is_well_known(katos)
