"""The gate: three languages with the same keys and values, nothing empty, nothing foreign."""

import re

import pytest

from tests.locales.catalogs import LANGUAGES, Message, messages, of, words

MOST_WORDS = 15
BUTTON, ROW = 20, 24  # characters: a WhatsApp reply button, a row of a WhatsApp list
EVERY_LANGUAGE = {"ask.language", "note.guessed"}  # said before a language is chosen
SAME = EVERY_LANGUAGE | {  # names, and words that two languages share
    "option.kk",
    "option.ru",
    "option.en",
    "option.online",
    "web.name",
    "web.chat.operator",
    "web.file.kb",
    "web.file.mb",
}
NAMES = {"Telegram", "WhatsApp", "QR", "PDF", "Word", "Excel", "MP", "JSON", "JavaScript"}
NAMES |= {"E", "English", "A", "B", "Esik"}
PUBLISHED = {"because.call_centre", "because.call_instead_of_contact"}  # an official name has it
LATIN = re.compile(r"[A-Za-z]+")


def plain(text: str) -> str:
    """A text without its values."""
    return re.sub(r"\{[^}]*\}", "", text)


def places(found: list[Message]) -> str:
    return "\n".join(f"{m.language}/{m.file} {m.key}: {m.forms}" for m in found)


def test_every_language_has_the_same_keys_in_the_same_files() -> None:
    where = {
        language: {(m.file, m.key) for m in messages() if m.language == language}
        for language in LANGUAGES
    }
    assert where["kk"] == where["ru"] == where["en"]
    assert len(where["kk"]) > 200


def test_every_key_stands_once() -> None:
    for language in LANGUAGES:
        keys = [m.key for m in messages() if m.language == language]
        assert len(keys) == len(set(keys))


def test_nothing_is_empty_or_has_a_ragged_end() -> None:
    ragged = [m for m in messages() if not all(f.strip() == f and f for f in m.forms)]
    assert not ragged, places(ragged)


def test_every_language_takes_the_same_values() -> None:
    kk = of("kk")
    other = [
        m for m in messages() if m.variables - {"n"} != kk[m.key].variables - {"n"}
    ]  # «n» chooses a form, and a form for one may leave it out
    assert not other, places(other)


def test_no_fuzzy_and_no_obsolete_messages() -> None:
    import polib

    from tests.locales.catalogs import FOLDER

    for path in FOLDER.glob("*/*.po"):
        catalog = polib.pofile(str(path))
        assert not catalog.fuzzy_entries(), path
        assert not catalog.obsolete_entries(), path


@pytest.mark.parametrize(("one", "other"), [("kk", "ru"), ("kk", "en"), ("ru", "en")])
def test_no_message_was_left_in_the_words_of_another_language(one: str, other: str) -> None:
    same = [
        m
        for key, m in of(one).items()
        if m.forms == of(other)[key].forms and key not in SAME and foreign(m)
    ]
    assert not same, places(same)


def foreign(message: Message) -> bool:
    """Whether a message has words that belong to a language: more than values, marks and names."""
    left = {w for form in message.forms for w in words(plain(form)) if re.search(r"[^\W\d_]", w)}
    return bool(left - NAMES - {"код", "QR-код"})


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_english_in_kazakh_and_russian(language: str) -> None:
    english = [
        m
        for key, m in of(language).items()
        if key not in EVERY_LANGUAGE | PUBLISHED
        and {w for form in m.forms for w in LATIN.findall(plain(form))} - NAMES
    ]
    assert not english, places(english)


def test_no_cyrillic_in_english() -> None:
    cyrillic = [
        m
        for key, m in of("en").items()
        if key not in EVERY_LANGUAGE | {"option.kk", "option.ru"}
        and re.search("[а-яёәғқңөұүһі]", plain("".join(m.forms)), re.IGNORECASE)
    ]
    assert not cyrillic, places(cyrillic)


def test_kazakh_is_written_with_its_own_letters() -> None:
    text = "".join(form for m in of("kk").values() for form in m.forms).casefold()
    assert set("әғқңөұүі") <= set(text)
    russian = [m for m in of("kk").values() if m.key not in EVERY_LANGUAGE | {"option.ru"}]
    only_russian = re.compile("[щъ]|(?:ться|ется|ого)\\b", re.IGNORECASE)
    assert not [m for m in russian if only_russian.search("".join(m.forms))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_longer_than_fifteen_words(language: str) -> None:
    long = [
        (m.file, m.key, len(words(s)), s)
        for m in of(language).values()
        for s in m.sentences()
        if len(words(s)) > MOST_WORDS
    ]
    assert not long, long


def test_sentences_and_words_are_counted_as_a_reader_counts_them() -> None:
    message = Message("ru", "x", "y", ("Один два {n}. Три четыре-пять!\nШесть: семь",))
    assert [len(words(s)) for s in message.sentences()] == [3, 2, 1, 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_fit_the_smallest_button(language: str) -> None:
    labels = {k: m for k, m in of(language).items() if k.startswith("option.")}
    del labels["option.call"]  # the words of a link
    wide = [m for m in labels.values() if max(map(len, m.forms)) > BUTTON]
    assert not wide, places(wide)
    assert BUTTON < ROW


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_the_citizen_is_always_addressed_politely(language: str) -> None:
    rude = {
        "ru": r"\b(?:ты|тебя|тебе|твой|твоя|твои|твоё|вы|вас|вам|ваш|ваша|ваше|ваши|вашего)\b",
        "kk": r"\b(?:сен|сені|саған|сенің|сіз|сізге|сізді|сіздің)\b",
    }[language]
    talk = [m for m in of(language).values() if m.file in {"talk.po", "rules.po"}]
    impolite = [m for m in talk if re.search(rude, plain(" ".join(m.forms)))]
    assert not impolite, places(impolite)


def test_no_emoji_anywhere() -> None:
    assert not [m for m in messages() if re.search("[\U0001f000-\U0001ffff☀-➿]", str(m.forms))]
