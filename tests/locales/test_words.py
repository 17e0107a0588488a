"""Rendering: strict about keys, values and plurals; dates and times by language."""

from datetime import UTC, date, datetime

import pytest

from locales import (
    Catalog,
    Dictionary,
    WordsError,
    day,
    moment,
    month,
    parse,
    time_of_day,
    weekday,
)
from tests.dialogs.shell import book

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
NBSP = "\u00a0"


def po(*messages: str) -> str:
    return HEAD + "\n\n".join(messages) + "\n"


def small() -> Dictionary:
    """Two messages in three languages."""
    greet = 'msgid "greet"\nmsgstr "{name}!"'
    forms = {
        "kk": ("{n} файл", "{n} файл (көп)"),
        "ru": ("{n} файл", "{n} файла", "{n} файлов"),
        "en": ("{n} file", "{n} files"),
    }
    return Dictionary(
        {
            language: parse(language, {"a.po": po(greet, plural("files", *said))})
            for language, said in forms.items()
        }
    )


def plural(key: str, *forms: str) -> str:
    said = "\n".join(f'msgstr[{n}] "{form}"' for n, form in enumerate(forms))
    return f'msgid "{key}"\nmsgid_plural "{key}"\n{said}'


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("kk", {1: "1 файл", 2: "2 файл (көп)", 5: "5 файл (көп)", 21: "21 файл (көп)"}),
        ("ru", {1: "1 файл", 2: "2 файла", 5: "5 файлов", 21: "21 файл", 11: "11 файлов"}),
        ("en", {1: "1 file", 2: "2 files", 5: "5 files", 21: "21 files", 0: "0 files"}),
    ],
)
def test_plurals(language: str, forms: dict[int, str]) -> None:
    assert {n: small().say("files", language, n=n) for n in forms} == forms


@pytest.mark.parametrize("n", [1, 2, 5, 21])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_plural_of_the_house_is_rendered(language: str, n: int) -> None:
    words = book().words
    keys = [k for k, v in words.catalogs[language].messages.items() if isinstance(v, tuple)]
    assert keys
    for key in keys:
        values = dict.fromkeys(("names", "most", "size", "day"), "x")
        assert words.say(key, language, n=n, **values)


def test_plurals_of_the_house_in_russian() -> None:
    said = [book().words.say("read.files", "ru", n=n, names="a") for n in (1, 2, 5, 21)]
    assert [s.split(":")[0] for s in said] == [
        "Приложен 1 файл",
        "Приложено 2 файла",
        "Приложено 5 файлов",
        "Приложен 21 файл",
    ]


@pytest.mark.parametrize(
    ("key", "language", "values"),
    [
        ("nothing", "ru", {}),
        ("greet", "xx", {"name": "a"}),
        ("greet", "ru", {}),
        ("files", "ru", {}),
        ("files", "ru", {"n": "5"}),
        ("files", "ru", {"n": None}),
    ],
)
def test_what_is_missing_is_loud(key: str, language: str, values: dict[str, object]) -> None:
    with pytest.raises(WordsError):
        small().say(key, language, **values)


def test_broken_braces_in_a_message_are_loud() -> None:
    broken = Dictionary({"ru": Catalog("ru", {"a": "{", "b": "{0}", "c": "{x!z}"})})
    for key in ("a", "b", "c"):
        with pytest.raises(WordsError):
            broken.say(key, "ru", x=1)


@pytest.mark.parametrize("name", ["{x}", "{0}", "%s", "<b>", "{{", "\\", "a\nb", "\u202e"])
def test_values_are_put_in_as_they_are(name: str) -> None:
    assert small().say("greet", "kk", name=name) == f"{name}!"


def test_has_asks_every_language() -> None:
    one = Dictionary({"ru": Catalog("ru", {"a": "x", "b": "x"}), "kk": Catalog("kk", {"a": "x"})})
    assert one.has("a")
    assert not one.has("b")


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"a.po": po('msgid "x"\nmsgstr ""')}, "not fully translated"),
        ({"a.po": po(plural("x", "один", "", "много"))}, "not fully translated"),
        ({"a.po": po(plural("x", "один", "много"))}, "not fully translated"),
        ({"a.po": po('msgid "x"\nmsgstr "1"'), "b.po": po('msgid "x"\nmsgstr "2"')}, "twice"),
        ({"a.po": po('msgid "x"\nmsgstr "1"') + ")(\n"}, "ru/a.po"),
    ],
)
def test_a_broken_catalog_is_loud_and_names_the_place(files: dict[str, str], why: str) -> None:
    with pytest.raises(WordsError, match=why):
        parse("ru", files)


# -- dates

TUESDAY = date(2026, 12, 8)
MORNING = datetime(2026, 12, 8, 5, 0, tzinfo=UTC)  # 10:00 in Almaty


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("kk", f"2026{NBSP}ж. 8 желтоқсан, сейсенбі"),
        ("ru", "8 декабря 2026 г., вторник"),
        ("en", "December 8, 2026, Tuesday"),
    ],
)
def test_a_day(language: str, expected: str) -> None:
    said = day(TUESDAY, language)
    assert said.replace(NBSP, " ") == expected.replace(NBSP, " ")
    assert "\u202f" not in said, "a narrow space shows as a box on old phones"


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("number", range(1, 13))
def test_every_day_of_a_button_fits_it(language: str, number: int) -> None:
    for n in (1, 28):
        said = month(date(2026, number, n), language)
        assert len(said) <= 20, said
        assert str(n) in said


def test_times_are_those_of_almaty() -> None:
    assert time_of_day(MORNING) == "10:00"
    late = datetime(2026, 12, 8, 20, 30, tzinfo=UTC)
    assert moment(late, "en").endswith("Wednesday, 01:30")
    assert weekday(TUESDAY, "kk") == "сейсенбі"
