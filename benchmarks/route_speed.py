"""How fast a message is routed, beside rapidfuzz over the same phrase book; and loading, memory.

    python benchmarks/route_speed.py [LABELLED.jsonl]

Both are measured in the same run on the same messages (by default the written examples). The
phrase book is then doubled twice to show how the time grows.
"""

from __future__ import annotations

import json
import sys
import time
import tracemalloc
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import yaml
from rapidfuzz import fuzz, process

from bot.book_rules import book_rules, rule_texts
from bot.routing import facts_of
from routing_rules import Rules, advise, parse, understand

ON = date(2026, 11, 23)
ROUNDS = 3


def messages(texts: dict[str, str], given: Path | None) -> list[str]:
    """The messages to measure with."""
    if given is not None:
        return [json.loads(line)["text"] for line in given.read_text("utf-8").splitlines()]
    names = (f"examples/messages_{lang}.yaml" for lang in ("kk", "ru", "en"))
    return [e["text"] for name in names for e in yaml.safe_load(texts[name])["examples"]]


def decided(rules: Rules) -> Callable[[str], object]:
    """Understand and decide one message."""

    def run(text: str) -> object:
        said = understand(rules, text)
        return advise(rules, facts_of(said, said.places[0] if said.places else None), ON)

    return run


def milliseconds(run: Callable[[str], object], said: Sequence[str]) -> float:
    """The best mean of a few rounds, in milliseconds a message."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for text in said:
            run(text)
        rounds.append((time.perf_counter() - start) / len(said) * 1000)
    return min(rounds)


def grown(texts: dict[str, str], times: int) -> dict[str, str]:
    """The same tables with the phrase book so many times as long (numbered copies of phrases)."""
    grown_texts = dict(texts)
    for file, text in texts.items():
        if file.startswith("topics/") and file != "topics/order.yaml":
            root = yaml.safe_load(text)
            for topic in root["topics"]:
                for tongue, phrases in topic["phrases"].items():
                    more = [f"{p} {'абвгд'[n]}қ{p[:3]}" for n in range(times - 1) for p in phrases]
                    topic["phrases"][tongue] = phrases + more
            grown_texts[file] = yaml.safe_dump(root, allow_unicode=True)
    return grown_texts


def main() -> None:
    """Print loading time, memory, time a message, and the comparison."""
    texts = rule_texts()
    start = time.perf_counter()
    rules = book_rules()
    print(f"book loads in              {time.perf_counter() - start:8.3f} s")
    said = messages(texts, Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    phrases = [p for t in rules.topics.values() for ps in t.phrases.values() for p in ps]
    ours = milliseconds(decided(rules), said)
    fuzzy = milliseconds(
        lambda text: process.extract(text, phrases, scorer=fuzz.WRatio, limit=5), said[:100]
    )
    print(f"{len(said)} messages, {len(phrases)} phrases")
    print(f"understand and decide      {ours:8.3f} ms a message")
    print(f"rapidfuzz WRatio           {fuzzy:8.3f} ms a message")
    print(f"times faster               {fuzzy / ours:8.1f}")
    for times in (2, 4):
        more = parse(grown(texts, times))
        took = milliseconds(decided(more), said)
        print(f"phrase book x {times}            {took:8.3f} ms a message")
    tracemalloc.start()
    kept = parse({**texts, "places/kato.csv": texts["places/kato.csv"] + "\n"})
    print(f"memory of the book         {tracemalloc.get_traced_memory()[0] / 2**20:8.1f} MB")
    del kept


if __name__ == "__main__":
    main()
