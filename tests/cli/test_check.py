"""`esik check`: every kind of mistake is found, with its file and its line."""

import pytest

from bot.commands.soundness import findings, texts

FRONT, QUESTIONS = "dialogs/scripts/front.yaml", "dialogs/scripts/questions.yaml"
TALK = "locales/ru/talk.po"


@pytest.fixture(scope="module")
def sound() -> dict[str, str]:
    return texts()


def line_of(text: str, mark: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if mark in line)


def changed(sound: dict[str, str], place: str, old: str, new: str) -> list[str]:
    """What is found after one change of one text."""
    assert old in sound[place]
    return findings({**sound, place: sound[place].replace(old, new, 1)})


def test_the_house_is_sound(sound):
    assert findings(sound) == []


def test_check_exits_0_and_says_so(esik):
    assert esik("check").stdout == "rules, words and scripts are sound\n"


def test_check_exits_1_with_findings(esik, sound, monkeypatch):
    broken = sound[FRONT].replace("next: speak\n", "next: shout\n", 1)
    monkeypatch.setattr("bot.commands.soundness.texts", lambda: {**sound, FRONT: broken})
    done = esik("check", code=1)
    assert done.stdout.startswith(f"{FRONT}:{line_of(broken, '  language:')}: ")
    assert "1 findings" in done.stderr


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("go: understand}", "go: nowhere}", "leads to front.nowhere, which is no step"),
        ("do: speak", "do: sing", "does sing, which is no act"),
        ("ask: menu", "ask: price", "asks price, which is no question"),
        ("words: ask.which", "words: ask.whom", "there are no words «ask.whom»"),
        ("ask: language", "ask: language\n    if: x", "a step has either ask or do"),
    ],
)
def test_scripts(sound, old, new, what):
    found = changed(sound, FRONT, old, new)
    assert any(what in each for each in found)
    assert all(each.startswith(("dialogs/scripts/", "locales/")) for each in found)


def test_the_line_of_a_step(sound):
    found = changed(sound, FRONT, "do: speak", "do: sing")
    assert f"{FRONT}:{line_of(sound[FRONT], '  speak:')}: front.speak does sing" in found[0]


def test_questions(sound):
    found = changed(sound, QUESTIONS, "options: [here, email, post]", "options: [here, fax]")
    line = line_of(sound[QUESTIONS], "id: answer_way,")
    assert found == [f"{QUESTIONS}:{line}: there are no words «option.fax»"]
    lonely = "questions:\n  - {id: shoe, kind: text}"
    found = changed(sound, QUESTIONS, "questions:", lonely)
    assert any("no step asks shoe" in each for each in found)
    (found,) = (
        each for each in changed(sound, QUESTIONS, "kind: iin", "kind: dna") if "dna" in each
    )
    assert found.startswith(QUESTIONS)


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


def test_a_broken_table_is_one_finding_with_its_line(sound):
    place = "routing_rules/hotlines.yaml"
    found = changed(sound, place, "hotlines:", "hotlines:\n  - {id: x")
    assert len([each for each in found if each.startswith(place)]) == 1
