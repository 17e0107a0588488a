"""How well messages are understood when letters are missing, Latin or mistyped.

    python benchmarks/route_noise.py LABELLED.jsonl [--label-map MAP.json] [--half odd|even|all]

Every line of the file is `{"text", "lang", "label"}`; the map says which groups answer to a label
(by default the labels are our own group ids). Prints top-1 and top-3 by group for the text as it
is, with Kazakh letters as the nearest Russian ones, in two everyday Latin spellings, and with one
typo in every third word of four letters and more (mean of five seeds).
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from bot.book_rules import book_rules
from routing_rules import Rules, understand

NEAREST = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
LETTERS = "абвгдежзийклмнопрстуфхцчшщыэюя"
SPELLINGS = [*"abvgde", "zh", *"ziyklmnoprstufhc", "ch", "sh", "sch", "y", "e", "yu", "ya"]
SOFT = {
    **dict(zip(LETTERS, SPELLINGS, strict=True)),
    **dict(zip("әғқңөұүһі", "agknouuhi", strict=True)),
    **{"ё": "e", "ъ": "", "ь": ""},
}
HARD = SOFT | {
    "ж": "j",
    "қ": "q",
    "ғ": "gh",
    "й": "i",
    "х": "kh",
    "ц": "ts",
    "у": "w",
    "щ": "shch",
    "ң": "ng",
}
WORD = re.compile(r"[^\W\d_]{4,}")
EVERY = 3
Change = Callable[[str], str]


def spelt(letters: Mapping[str, str]) -> Change:
    """A change that writes a text with these Latin letters."""

    def write(text: str) -> str:
        return "".join(letters.get(letter, letter) for letter in text.lower())

    return write


def mistyped(seed: int) -> Change:
    """A change that puts one typo into every third word of four letters and more."""
    chance = random.Random(seed)

    def spoil(text: str) -> str:
        found = list(WORD.finditer(text))[::EVERY]
        for match in reversed(found):
            text = text[: match.start()] + _typo(match.group(), chance) + text[match.end() :]
        return text

    return spoil


def _typo(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    letter = chance.choice("абвгдежзийклмнопрстуфхцчшщыэюя")
    match chance.choice(("insert", "delete", "replace", "swap")):
        case "insert":
            return word[:at] + letter + word[at:]
        case "delete":
            return word[:at] + word[at + 1 :]
        case "replace":
            return word[:at] + letter + word[at + 1 :]
        case _:
            at = min(at, len(word) - 2)
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def measure(
    rules: Rules,
    rows: Iterable[Mapping[str, str]],
    accept: Mapping[str, list[str]],
    change: Change,
) -> dict[str, tuple[int, int, int]]:
    """Counts by language: messages, right at first, right among the first three."""
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in rows:
        wanted = accept.get(row["label"], [row["label"]])
        said = understand(rules, change(row["text"]))
        three = [candidate.group for candidate in said.candidates[:3]]
        count = tally[row["lang"]]
        count[0] += 1
        count[1] += said.group in wanted
        count[2] += said.group in wanted or any(group in wanted for group in three)
    return {lang: (n, one, three) for lang, (n, one, three) in sorted(tally.items())}


def main() -> None:
    """Print the table for a labelled file."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("labelled", type=Path)
    options.add_argument("--label-map", type=Path)
    options.add_argument("--half", choices=("odd", "even", "all"), default="all")
    chosen = options.parse_args()
    lines = chosen.labelled.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    if chosen.half != "all":
        rows = rows[0 if chosen.half == "odd" else 1 :: 2]
    accept = json.loads(chosen.label_map.read_text("utf-8")) if chosen.label_map else {}
    rules = book_rules()
    changes: dict[str, list[Change]] = {
        "as written": [str],
        "Kazakh letters missing": [lambda text: text.translate(NEAREST)],
        "Latin, zh k y": [spelt(SOFT)],
        "Latin, j q w": [spelt(HARD)],
        "one typo in three words": [mistyped(seed) for seed in range(1, 6)],
    }
    for name, variants in changes.items():
        results = [measure(rules, rows, accept, change) for change in variants]
        for lang in results[0]:
            n = sum(result[lang][0] for result in results)
            one, three = (sum(result[lang][k] for result in results) / n for k in (1, 2))
            print(f"{name:26} {lang}  n {n // len(results):4}  top-1 {one:.3f}  top-3 {three:.3f}")


if __name__ == "__main__":
    main()
