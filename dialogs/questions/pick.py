"""Finding the option that a reply means: pressed, numbered, or written out."""

import re

from dialogs.effects import Choice, Named, Tongues, Value, Words
from dialogs.events import Chose, Said
from dialogs.fold import fold, fold_known
from dialogs.plain import Plain, coarse
from dialogs.question import Reply, View
from routing_rules.letters import is_latin

NUMBERED = re.compile(r"(?P<number>\d+)(?:-?[^\W\d_]{1,5})?")  # 2, 2-е, 2-ші, 2nd
LEAST_PART = 3  # letters of a word that counts
MOST_SIGNED = 8  # words among which a sign stands: «I have none with me»
ENDING = 2  # letters at the end of a word that change with its case
MOST_PIECES = 6  # words of a reply that is read piece by piece
MOST_PART = 4  # words that may be a part of an option's name; more of them are a story


def pick(
    view: View, choices: tuple[Choice, ...], reply: Reply, numbered: bool = True
) -> str | None:
    """The id of the option meant, or None.

    A written reply may be the option's number in the list (where `numbered`), its id, its name in
    any language, or a plain word that the book knows for it.
    """
    if isinstance(reply, Chose):
        return next((c.id for c in choices if c.id == reply.option), None)
    if not isinstance(reply, Said):
        return None
    said = fold(reply.text)
    if not said:
        return None
    by_name = (c.id for c in choices if said in _names(view, c))
    found = next(by_name, None)
    if found is None and is_latin(said):
        found = _in_latin(view, choices, said)
    if found is None and "?" not in reply.text:
        found = _in_pieces(view, choices, said.split())
    return _by_number(view, choices, said) if found is None and numbered else found


def _in_pieces(view: View, choices: tuple[Choice, ...], words: list[str]) -> str | None:
    """The only option that several words name, each of them or together: «да, согласна»."""
    if not 1 < len(words) <= MOST_PIECES:
        return None
    idle = view.book.plain.idle
    fitting = [c.id for c in choices if _made_of(words, _names(view, c), idle)]
    return fitting[0] if len(fitting) == 1 else None


def _made_of(words: list[str], names: set[str], idle: frozenset[str], named: bool = False) -> bool:
    """Whether words are names of one thing, one after another, with idle words between them."""
    if not words:
        return named
    for size in range(len(words), 0, -1):
        if " ".join(words[:size]) in names and _made_of(words[size:], names, idle, True):
            return True
    return words[0] in idle and _made_of(words[1:], names, idle, named)


def part_of_one(view: View, choices: tuple[Choice, ...], text: str) -> str | None:
    """The option whose name holds all the words of a short reply, «к акиму», and fewest others.

    None where two fit alike.
    """
    words = [word for word in fold(text).split() if len(word) >= LEAST_PART]
    if not 0 < len(words) <= MOST_PART:
        return None
    fitting = ((_others(_names(view, choice), words), choice.id) for choice in choices)
    found = sorted((others, id) for others, id in fitting if others is not None)
    unlike = len(found) == 1 or (len(found) > 1 and found[0][0] < found[1][0])
    return found[0][1] if unlike else None


def unsure(view: View, text: str) -> bool:
    """Whether words say «I do not know» and nothing else."""
    return fold(text) in view.book.plain.unsure


def has_sign(text: str, signs: tuple[str, ...]) -> bool:
    """Whether a few words, which are no question, have one that begins so."""
    said = f" {fold(text)} "
    if "?" in text or not 0 < len(said.split()) <= MOST_SIGNED:
        return False
    return any(f" {sign}" in said for sign in signs)


def number_in(plain: Plain, said: str) -> int | None:
    """The number that folded words are: 2, «второе», «номер 2», «екінші»; -1 is the last."""
    words = said.split()
    while len(words) > 1 and words[0] in plain.number_marks:
        words = words[1:]
    rest = " ".join(words)
    digits = NUMBERED.fullmatch(rest.removeprefix("no") if rest[2:3].isdecimal() else rest)
    if digits and digits["number"].isascii():
        return int(digits["number"][:4])
    return plain.numbers.get(rest)


def _in_latin(view: View, choices: tuple[Choice, ...], said: str) -> str | None:
    """The option whose Cyrillic name was typed in Latin letters: «joq», «iä», «da»."""
    meant = coarse(said)
    return next((c.id for c in choices if meant in map(coarse, _names(view, c))), None)


def _by_number(view: View, choices: tuple[Choice, ...], said: str) -> str | None:
    number = number_in(view.book.plain, said)
    if number is None or not (number == -1 or 0 < number <= len(choices)):
        return None
    return choices[number if number < 0 else number - 1].id


def _others(names: set[str], words: list[str]) -> tuple[int, int] | None:
    """How many words a name has that holds these in any form, and where the first stands."""
    found = []
    for name in (name.replace("-", " ").split() for name in names):
        places = [_place(word, name) for word in words]
        known = [place for place in places if place is not None]
        if len(known) == len(words):
            found.append((len(name), min(known)))
    return min(found, default=None)


def _place(word: str, name: list[str]) -> int | None:
    """Where a word stands in a name, bent or not: «акиму» is in «аким города»."""
    for n, other in enumerate(name):
        if _alike(word, other) >= max(LEAST_PART, min(len(word), len(other)) - ENDING):
            return n
    return None


def _alike(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _names(view: View, choice: Choice) -> set[str]:
    plain = view.book.plain.options.get(choice.id, frozenset())
    return {fold_known(choice.id), *plain, *map(fold_known, _labels(view, choice.label))}


def _labels(view: View, label: Value) -> tuple[str, ...]:
    match label:
        case Named(what, id):
            return view.book.names(what, id)
        case Tongues(by_language):
            return tuple(by_language.values())
        case str():
            return (label,)
        case Words(key):
            return tuple(view.book.labels.get(key, ()))
        case _:
            return ()
