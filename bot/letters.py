"""From effects to letters: words are looked up, values are written as the language writes them."""

from datetime import date
from typing import Any

from bot.book import Book
from dialogs.effects import Asked, Moment, Named, Phrase, Say, Tongues, Value, Words
from dialogs.letters import Letter
from locales import day, moment, month

FIRST_LANGUAGE = "kk"  # before a language is chosen
SHARED = {"phone": "share.phone", "region": "share.place"}  # by the id of the question


def render(book: Book, say: Say, language: str | None) -> Letter:
    """The letter that a `Say` becomes in a language; raises WordsError where words are missing."""
    tongue = language or FIRST_LANGUAGE
    return Letter(
        text="\n\n".join(written(book, words, tongue) for words in say.words),
        speaker=say.speaker,
        choices=tuple((choice.id, label(book, choice.label, tongue)) for choice in say.choices),
        links=tuple((written(book, link.label, tongue), link.url) for link in say.links),
        question=_question(say.question) if say.question else None,
        case=say.case,
        code=say.code,
        booking=say.booking,
        kind=say.kind,
        share=_share(book, say, tongue),
    )


def _question(asked: Asked) -> dict[str, Any]:
    return {name: getattr(asked, name) for name in Asked.__slots__}


def _share(book: Book, say: Say, language: str) -> str | None:
    key = SHARED.get(say.question.id) if say.question else None
    return book.words.say(key, language) if key else None


def label(book: Book, value: Value, language: str) -> str:
    """A value on a button, where days are written short."""
    return month(value, language) if isinstance(value, date) else written(book, value, language)


def written(book: Book, value: Value, language: str) -> str:  # noqa: PLR0911 - one of each kind
    """A value as text in a language."""
    match value:
        case str() | int():
            return str(value)
        case Words(key, values):
            return book.words.say(key, language, **_values(book, values, language))
        case Named(what, id):
            return book.name(what, id, language)
        case Tongues(by_language):
            return by_language[language]
        case Phrase(key, own):
            return book.words.say(key, own)
        case Moment(at):
            return moment(at, language)
        case date():
            return day(value, language)
        case _:
            return "\n".join(written(book, part, language) for part in value)


def _values(book: Book, values: dict[str, Value], language: str) -> dict[str, object]:
    return {
        name: value if isinstance(value, int) else written(book, value, language)
        for name, value in values.items()
    }
