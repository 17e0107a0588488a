"""`esik check`: every kind of mistake is found, with its file and its line."""

import pytest

from bot.commands.soundness import findings, texts
from routing_rules import Rules, parse

FRONT, QUESTIONS = "dialogs/scripts/front.yaml", "dialogs/scripts/questions.yaml"
TALK = "locales/ru/talk.po"


READ: dict[tuple, Rules] = {}


@pytest.fixture(autouse=True)
def _rules_are_read_once(monkeypatch):
    """Reading all tables takes most of a check; the same texts give the same rules."""

    def once(given):
        key = tuple(given.items())
        if key not in READ:
            READ[key] = parse(given)
        return READ[key]

    monkeypatch.setattr("bot.commands.soundness.parse_rules", once)


@pytest.fixture(scope="module")
def sound() -> dict[str, str]:
    return texts()


def line_of(text: str, mark: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if mark in line)


def changed(sound: dict[str, str], place: str, old: str, new: str) -> list[str]:
    """What is found after one change of one text, and was not before."""
    assert old in sound[place]
    before = findings(sound)
    after = findings({**sound, place: sound[place].replace(old, new, 1)})
    return [each for each in after if each not in before]


def test_the_house_is_sound(sound):
    assert findings(sound) == []


def test_check_exits_0_and_says_so(esik):
    assert esik("check").stdout == "rules, words and scripts are sound\n"


def test_check_exits_1_with_findings(esik, sound, monkeypatch):
    broken = sound[FRONT].replace("next: speak\n", "next: shout\n", 1)
    monkeypatch.setattr("bot.commands.soundness.texts", lambda: {**sound, FRONT: broken})
    done = esik("check", code=1)
    found = done.stdout.splitlines()
    line = line_of(broken, "  language:")
    assert f"{FRONT}:{line}: front.language: leads to front.shout, which is no step" in found
    assert f"{len(found)} findings" in done.stderr


@pytest.mark.parametrize(
    ("old", "new", "step", "what"),
    [
        ("next: understand\n", "next: not_there\n", "problem", "leads to front.not_there"),
        ("do: speak", "do: sing", "speak", "does sing, which is no act"),
        ("ask: menu", "ask: price", "menu", "asks price, which is no question"),
        ("ask: language", "ask: language\n    if: x", None, "a step has either ask or do"),
    ],
)
def test_scripts(sound, old, new, step, what):
    found = changed(sound, FRONT, old, new)
    line = line_of(sound[FRONT], f"  {step}:") if step else 1
    assert any(each.startswith(f"{FRONT}:{line}: ") and what in each for each in found)


def test_words_that_scripts_ask_for(sound):
    (found,) = changed(sound, FRONT, "words: ask.which", "words: ask.whom")
    line = line_of(sound[FRONT], "words: ask.which")
    assert found == f"{FRONT}:{line}: there are no words «ask.whom»"


def test_questions(sound):
    lonely = "questions:\n  - {id: shoe, kind: text, letters: 3}"
    found = changed(sound, QUESTIONS, "questions:", lonely)
    line = line_of(sound[QUESTIONS], "questions:") + 1
    assert f"{QUESTIONS}:{line}: question shoe: no step asks it" in found
    (found,) = changed(sound, QUESTIONS, "kind: iin", "kind: dna")
    assert found.startswith(f"{QUESTIONS}:1: ")
    assert "dna" in found


def test_words_missing_in_a_language(sound):
    found = changed(sound, TALK, 'msgid "option.why"', 'msgid "option.whence"')
    assert any("«option.why» is missing in ru" in each for each in found)
    line = line_of(sound[TALK], 'msgid "option.why"')
    assert f"{TALK}:{line}: «option.whence» is missing in kk" in found


def test_words_with_other_variables(sound):
    found = changed(sound, TALK, 'msgstr "Почему?"', 'msgstr "Почему, {name}?"')
    line = line_of(sound[TALK], 'msgid "option.why"')
    assert f"{TALK}:{line}: «option.why» has other variables than in kk: name" in found


def test_words_that_are_empty_or_stand_twice(sound):
    (found, *_) = changed(sound, TALK, 'msgstr "Почему?"', 'msgstr ""')
    line = line_of(sound[TALK], 'msgid "option.why"')
    assert found.startswith(f"{TALK}:{line}: ")
    assert "not fully translated" in found
    again = '\nmsgid "option.why"\nmsgstr "Почему?"\n'
    found = findings({**sound, "locales/ru/web.po": sound["locales/ru/web.po"] + again})
    assert any("«option.why» stands in locales/ru/talk.po" in each for each in found)


def test_words_that_rules_ask_for(sound):
    place = next(p for p, text in sound.items() if "alternative." in text and p.endswith(".po"))
    found = {
        p: text.replace('msgid "alternative.', 'msgid "other.') if p.endswith(".po") else text
        for p, text in sound.items()
    }
    lost = [each for each in findings(found) if "alternative." in each]
    assert place
    assert lost
    assert all(each.startswith("routing_rules/") for each in lost)


def test_a_table_that_can_be_read_but_is_wrong(sound):
    place = "routing_rules/tables/channel.yaml"
    found = changed(sound, place, 'reference: "', 'reference: "" #')
    assert any(each.startswith(f"{place}:") and "has no reference" in each for each in found)


def test_a_broken_table_is_one_finding_with_its_line(sound):
    place = "routing_rules/hotlines.yaml"
    found = changed(sound, place, "hotlines:", "hotlines:\n  - {id: x")
    assert len([each for each in found if each.startswith(place)]) == 1
