"""Words to look for, written as an official can write them, and how they are found in a message.

A pattern is one word or several near each other:
    автобус         every word that begins so (автобусы, автобусный)
    =су             exactly this word
    вод+ржав        both, at most NEAR words apart, in any order
    call_орталық    one after the other
    көл_жаға+қоқыс  the two together: «көл жағасы» one after the other, and қоқыс near
A word may be written in any of the alphabets (see letters) and with one typo, if it is long
enough; a typo counts a little less. Of the beginnings that fit one word only the longest counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import OSA

from routing_rules.atoms import Atom, Hit, Pattern, Seen
from routing_rules.letters import fold, has_kazakh, lowered, skeleton

NEAR = 5  # words between the parts of a pattern with +
GAP = 2  # words that a part with _ may reach ahead
TYPO_FROM = 5  # letters of a beginning that may hold a typo
SURE = 7  # letters: in a strict set the first letter of shorter beginnings is not replaced
KNOWN = 4  # letters of a beginning that make a word a known one
REMEMBERED = 20000  # words whose reading is remembered: people use the same few thousand
LONGEST = 30  # letters of a beginning that are compared
MISTYPED = 14  # the same of a beginning with a typo
TYPO_WORTH = 0.8
LONG_NAME = 7

Index = dict[str, tuple[list[int], list[int]]]  # a beginning -> atoms that begin so, whole words


class Patterns:
    """A set of patterns, found together in one pass over the words of a message."""

    def __init__(
        self,
        written: Sequence[tuple[str, str]],
        common: Sequence[str] = (),
        strict: bool = False,
    ) -> None:
        """written: pairs of a pattern and its language, in the order of their numbers.

        common: beginnings of everyday words, never taken for mistyped ones. strict: whether
        words of four letters and whole words may be mistyped too, but short ones not at the first
        letter: for patterns of several words.
        """
        self._sure = SURE if strict else 0
        self._least = TYPO_FROM - 1 if strict else TYPO_FROM
        self._strict = strict
        self._atoms: list[Atom] = []
        numbers: dict[Atom, int] = {}
        self.all = [self._compiled(text, language, numbers) for text, language in written]
        self._alone: dict[int, list[int]] = {}
        self._parts: dict[int, list[int]] = {}
        for number, pattern in enumerate(self.all):
            places = self._alone if len(pattern.atoms) == 1 else self._parts
            for atom in pattern.atoms:
                places.setdefault(atom, []).append(number)
        self._readings: dict[str, Index] = {}
        self._typos: dict[str, dict[str, list[str]]] = {}
        self._remembered: dict[tuple[str, str, bool], Seen] = {}
        self._needs = [frozenset(pattern.atoms) for pattern in self.all]
        self._common = {
            "russian": tuple(map(lowered, common)),
            "plain": tuple(map(lowered, common)),
            "folded": tuple(map(fold, common)),
            "latin": tuple(map(skeleton, common)),
            # Names of towns in an English text; shorter forms would hide English words.
            "english": tuple(w for w in map(skeleton, common) if len(w) >= LONG_NAME),
        }

    def find(self, said: Sequence[str], reading: str, typos: bool = True) -> list[Hit]:
        """Patterns in words that are already in the letters of the reading."""
        seen = [self._recall(word, reading, typos) for word in said]
        hits: dict[int, Hit] = {}
        parts: set[int] = set()
        atoms = frozenset[int]().union(*(here.every for here in seen))
        for at, here in enumerate(seen):
            for atom in here.longest:
                for number in self._alone.get(atom, ()):
                    if number not in hits or hits[number].worth < here.worth:
                        hits[number] = Hit(number, (at,), here.worth)
        for atom in atoms:
            parts.update(self._parts.get(atom, ()))
        for number in sorted(parts):
            hit = self._together(number, seen) if self._needs[number] <= atoms else None
            if hit is not None:
                hits[number] = hit
        return list(hits.values())

    def _compiled(self, text: str, language: str, numbers: dict[Atom, int]) -> Pattern:
        def number(part: str) -> int:
            atom = Atom(lowered(part.removeprefix("=")), part.startswith("="), language)
            if atom not in numbers:
                numbers[atom] = len(self._atoms)
                self._atoms.append(atom)
            return numbers[atom]

        runs = (tuple(map(number, run.split("_"))) for run in text.split("+"))
        return Pattern(tuple(runs), text)

    def _reading(self, reading: str) -> Index:
        """Beginnings and whole words of a reading; made when the reading first occurs."""
        if reading not in self._readings:
            self._readings[reading] = self._index(reading)
        return self._readings[reading]

    def _index(self, reading: str) -> Index:
        index: Index = {}
        for number, atom in enumerate(self._atoms):
            key = atom.reading(reading)
            if key:
                index.setdefault(key, ([], []))[atom.exact].append(number)
        return index

    def _recall(self, word: str, reading: str, typos: bool) -> Seen:
        key = (word, reading, typos)
        seen = self._remembered.get(key)
        if seen is None:
            if len(self._remembered) >= REMEMBERED:
                self._remembered.clear()
            seen = self._remembered[key] = self._seen(word, reading, typos)
        return seen

    def _seen(self, word: str, reading: str, typos: bool) -> Seen:
        first = "plain" if reading == "mixed" else reading
        seen = self._seen_right(word, first)
        if reading == "mixed" and not self._is_known(seen) and not has_kazakh(word):
            first, seen = "folded", self._seen_right(word, "folded")
        common = word.startswith(self._common[first])
        if not typos or common or len(word) < self._least or self._is_known(seen):
            return seen
        return self._seen_mistyped(word, first, seen)

    def _is_known(self, seen: Seen) -> bool:
        return bool(seen.longest) or any(len(self._atoms[a].text) >= KNOWN for a in seen.every)

    def _seen_right(self, word: str, reading: str) -> Seen:
        index = self._reading(reading)
        every: list[int] = []
        longest: list[int] = []
        for size in range(min(len(word), LONGEST), 1 if len(word) > 1 else 0, -1):
            found = index.get(word[:size])
            if found is None:
                continue
            numbers = found[0] + found[1] if size == len(word) else found[0]
            every += numbers
            longest = longest or [atom for atom in numbers if atom in self._alone]
        return Seen(frozenset(every), frozenset(longest), 1.0)

    def _seen_mistyped(self, word: str, reading: str, right: Seen) -> Seen:
        near = self._near(word, reading)
        if not near:
            return right
        alone = [a for a in near if a in self._alone and len(self._atoms[a].text) >= TYPO_FROM]
        most = max((len(self._atoms[atom].text) for atom in alone), default=0)
        longest = [atom for atom in alone if len(self._atoms[atom].text) == most]
        return Seen(right.every | frozenset(near), frozenset(longest), TYPO_WORTH)

    def _near(self, word: str, reading: str) -> list[int]:
        index = self._reading(reading)
        sure, slips = set[str](), set[str]()
        for begin, key in self._pairs(word, reading):
            if key[0] == begin[0] or len(key) >= self._sure:
                sure.add(key)
            elif _slips_at_first(begin, key):
                slips.add(key)
        found = [atom for key in sure for atom in self._atoms_of(key, word, index)]
        beside = (atom for key in slips for atom in self._atoms_of(key, word, index))
        return found + [atom for atom in beside if atom not in self._alone]

    def _pairs(self, word: str, reading: str) -> Iterator[tuple[str, str]]:
        """Beginnings of a word and beginnings that are looked for, one typo from each other."""
        typos = self._typos_of(reading)
        for size in range(min(len(word), MISTYPED), self._least - 2, -1):
            begin = word[:size]
            for form in (begin, *_less_one(begin)):
                for key in typos.get(form, ()):
                    if OSA.distance(begin, key) <= 1:
                        yield begin, key

    def _atoms_of(self, key: str, word: str, index: Index) -> list[int]:
        """Atoms of a key that a mistyped word may be: whole words in a strict set only."""
        begins, whole = index[key]
        fits = self._strict and abs(len(key) - len(word)) <= 1
        return begins + whole if fits else begins

    def _typos_of(self, reading: str) -> Mapping[str, list[str]]:
        if reading not in self._typos:
            typos: dict[str, list[str]] = {}
            for key, (begins, _) in self._reading(reading).items():
                if len(key) >= self._least and (begins or self._strict):
                    for form in (key, *_less_one(key)):
                        typos.setdefault(form, []).append(key)
            self._typos[reading] = typos
        return self._typos[reading]

    def _together(self, number: int, seen: Sequence[Seen]) -> Hit | None:
        first, *others = (_runs(run, seen) for run in self.all[number].runs)
        for start in first:
            taken = _near_each_other(start, others)
            if taken is not None:
                return Hit(number, taken, min(seen[at].worth for at in taken))
        return None


def _runs(run: Sequence[int], seen: Sequence[Seen]) -> list[tuple[int, ...]]:
    found: list[tuple[int, ...]] = [(at,) for at, here in enumerate(seen) if run[0] in here.every]
    for atom in run[1:]:
        found = [
            (*taken, at)
            for taken in found
            for at in range(taken[-1] + 1, min(taken[-1] + 1 + GAP, len(seen)))
            if atom in seen[at].every
        ]
    return found


def _near_each_other(
    start: tuple[int, ...], others: Sequence[Sequence[tuple[int, ...]]]
) -> tuple[int, ...] | None:
    taken = start
    for runs in others:
        fits = [
            run for run in runs if not set(run) & set(taken) and abs(run[0] - start[0]) <= NEAR
        ]
        if not fits:
            return None
        taken += min(fits, key=lambda run: abs(run[0] - start[0]))
    return taken


def _slips_at_first(word: str, key: str) -> bool:
    """Whether the first letter is missing, preceded by another, or swapped: never replaced.

    What is left must be long: «пат…» without its first letter would be an accident (апат).
    """
    missing = word == key[1:] and len(word) >= KNOWN
    swapped = word[1::-1] == key[:2] and word[2:] == key[2:]
    return missing or swapped or word[1:] == key


def _less_one(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}
