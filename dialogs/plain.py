"""Plain words that mean an option, a command, or an empty answer, read from a table."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml
from rapidfuzz.distance import OSA

from dialogs.fold import fold
from routing_rules.letters import is_latin, skeleton

LISTS = (
    *("number_marks", "unsure", "joints", "out_of", "names"),
    *("polite", "idle", "no_name", "never_names", "streets"),
)
NEAR_FROM, NEAR_TO = 5, 30  # letters in which one may be wrong


@dataclass(frozen=True, slots=True)
class Plain:
    """Folded words: by option id, by the word for commands, and formulas that are no answer.

    numbers: «второе», «екінші», «two» -> 2; -1 is the last; number_marks: words before a number;
    unsure: «не знаю», «не важно»; joints: «and» in a list; out_of: «из 5» after a score;
    names: words for a command that are also names of people; polite: words around a command that
    change nothing, «пожалуйста», «можно»; coarse: commands by their coarse Latin form; idle:
    words beside the name of an option that change nothing;
    no_name: words before a name, «зовут»; never_names: words in nobody's name; streets: words of
    an address; declines: words by which a question that may be skipped is, «нету», «дома », each
    with the space that ends the last word, if it must end; objects: the same by which what is
    read back is to be changed.
    """

    options: Mapping[str, frozenset[str]] = field(default_factory=dict)
    commands: Mapping[str, str] = field(default_factory=dict)
    empty: frozenset[str] = frozenset()
    numbers: Mapping[str, int] = field(default_factory=dict)
    number_marks: frozenset[str] = frozenset()
    unsure: frozenset[str] = frozenset()
    joints: frozenset[str] = frozenset()
    out_of: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    polite: frozenset[str] = frozenset()
    idle: frozenset[str] = frozenset()
    no_name: frozenset[str] = frozenset()
    never_names: frozenset[str] = frozenset()
    streets: frozenset[str] = frozenset()
    declines: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    coarse: Mapping[str, str] = field(default_factory=dict)

    def command(self, said: str) -> str | None:
        """The command that folded words are, with polite words around them or in Latin letters."""
        found = self.commands.get(said)
        words = said.split()
        while found is None and (rest := self._plainer(words)):
            words = rest
            found = self.commands.get(" ".join(words))
        if found is None and (is_latin(said) or " " in said):
            found = self.coarse.get(coarse(said))
        return found

    def near(self, said: str) -> str | None:
        """The command in whose words one letter is wrong, left out or too many."""
        if not NEAR_FROM <= len(said) <= NEAR_TO:
            return None
        near = (
            c for word, c in self.commands.items() if len(word) >= NEAR_FROM and _near(said, word)
        )
        return next(near, None)

    def _plainer(self, words: list[str]) -> list[str]:
        """The words without the polite one at an end; empty where no more can go."""
        if words and words[-1] in self.polite:
            return words[:-1]
        return words[1:] if words and words[0] in self.polite else []


def _begun(words: str) -> str:
    return fold(words) + " " * words.endswith(" ")


def coarse(said: str) -> str:
    """Folded words in their coarse Latin form, in which «жоқ» and «joq» are one."""
    return " ".join(map(skeleton, said.split()))


def _near(said: str, word: str) -> bool:
    alike = said[0] == word[0] and abs(len(said) - len(word)) <= 1
    return alike and OSA.distance(said, word, score_cutoff=1) <= 1


def parse(text: str) -> Plain:
    """Read the table of plain words; all languages stand together."""
    table = yaml.safe_load(text)
    commands = {
        fold(str(word)): command for command, words in table["commands"].items() for word in words
    }
    return Plain(
        options={
            option: frozenset(fold(str(word)) for word in words)
            for option, words in table["options"].items()
        },
        commands=commands,
        coarse={coarse(said): c for said, c in commands.items() if not is_latin(said)},
        empty=frozenset(fold(word) for word in table["empty_answers"]),
        numbers={
            fold(str(word)): number
            for number, words in table.get("numbers", {}).items()
            for word in words
        },
        declines=tuple(map(_begun, table.get("declines", ()))),
        objects=tuple(map(_begun, table.get("objects", ()))),
        **{name: frozenset(map(fold, table.get(name, ()))) for name in LISTS},
    )
