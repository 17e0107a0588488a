"""How a person is reached: a telephone number, an e-mail address."""

from dataclasses import dataclass

from dialogs.identity import email_of, marks, phone_of
from dialogs.question import Answer, Problem, Reply, View
from dialogs.questions.text import SKIP, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone(Text):
    """A telephone number, kept as +77011234567; messengers send that of a contact as words."""

    kind: str = "phone"
    least: int = 5
    most: int = 60
    letters: int = 5

    def accept(self, view: View, text: str) -> Answer | Problem:
        """The number, alone or among other words."""
        among = (mark.value for mark in marks(text) if mark.kind in {"phone", "landline"})
        number = phone_of(text) or next(among, None)
        return Answer(number) if number else Problem("hint.phone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Email(Text):
    """An e-mail address. Who has none gets the answer here."""

    kind: str = "email"
    least: int = 5
    most: int = 120
    letters: int = 3

    def read(self, view: View, reply: Reply) -> Answer | Problem:
        """The address; skipping it chooses another way of answer."""
        read = Text.read(self, view, reply)
        if isinstance(read, Answer) and read.option == SKIP:
            return Answer("", also={"answer_way": "here"}, option=SKIP)
        return read

    def accept(self, view: View, text: str) -> Answer | Problem:
        """The address, alone or among other words."""
        among = (mark.value for mark in marks(text) if mark.kind == "email")
        address = email_of(text) or next(among, None)
        return Answer(address) if address else Problem("hint.email")
