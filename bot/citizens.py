"""The journal's line of what a citizen did, in words that an operator can read."""

from bot.book import Book
from bot.letters import label
from dialogs.conversation import Conversation
from dialogs.effects import Words
from dialogs.events import Chose, Event, Pinned, Puzzled, Said, Sent
from dialogs.letters import Letter
from dialogs.question import View
from dialogs.two import shown


def said_by_citizen(book: Book, talk: Conversation, event: Event) -> Letter | None:
    """The line, or None for what nobody said."""
    match event:
        case Said(text=text):
            return Letter(text=text, speaker="citizen")
        case Chose():
            return Letter(text=_pressed(book, talk, event), speaker="citizen")
        case Sent(file=file, text=text):
            kept = {"id": file.id, "name": file.name, "type": file.type, "size": file.size}
            return Letter(text=text, speaker="citizen", files=(kept,))
        case Pinned(latitude=latitude, longitude=longitude):
            return Letter(text=f"{latitude:.5f}, {longitude:.5f}", speaker="citizen")
        case Puzzled(kind=kind):
            return Letter(text=f"[{kind}]", speaker="citizen")
        case _:
            return None


def _pressed(book: Book, talk: Conversation, event: Chose) -> str:
    """The label of the button: of the question that waits, or one that stands in any letter."""
    language = talk.language or "kk"
    question = book.questions.get(book.steps[talk.at].ask or "") if talk.asked else None
    view = View(book, talk, event.at)
    choices = (*question.choices(view), *shown(view, question)) if question else ()
    for choice in choices:
        if choice.id == event.option:
            return label(book, choice.label, language)
    key = f"option.{event.option}"
    return label(book, Words(key), language) if book.words.has(key) else f"[{event.option[:40]}]"
