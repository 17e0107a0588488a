"""A file that came where none was asked for: it is kept for the appeal, and its words are read.

A photo under an answer is evidence as well as an answer. The file becomes an attachment of the
form (of the reply, where an agency waits for one); the words under it are taken as if they had
been written alone.
"""

from typing import Any

from dialogs.effects import Words
from dialogs.events import File, Said, Sent
from dialogs.fold import clean
from dialogs.matter import text_of
from dialogs.play import Play
from dialogs.questions.files import MOST_FILES

ATTACHMENTS = "attachments"
OF_REPLY = "reply_files"  # sent with the answer to a question of an agency
TEXT_MOST = 4000


def words_of(play: Play, sent: Sent) -> Said | None:
    """Keep the file of a message; its words as a message of their own, if it has some."""
    told = Words("note.file_kept")
    if not keep(play, sent.file):
        told = Words("hint.files_most", {"most": MOST_FILES})
    words = clean(sent.text)
    if play.talk.language:
        play.told.append(told)
    return Said(id=sent.id, at=sent.at, text=words) if words else None


def add_caption(play: Play, sent: Sent) -> None:
    """Words under a file that was asked for: they become a part of the text of the appeal."""
    words = clean(sent.text)
    if words:
        text = f"{text_of(play)}\n{words}".strip()
        play.talk = play.talk.answered(text=text[:TEXT_MOST])


def files_of(play: Play, name: str = ATTACHMENTS) -> tuple[str, ...]:
    """The ids of the files that are kept under an answer."""
    return tuple(file["id"] for file in play.talk.answers.get(name) or ())


def keep(play: Play, file: File) -> bool:
    """Keep a file for the appeal or the reply; false when there are as many as may be."""
    name = OF_REPLY if _replies(play) else ATTACHMENTS
    so_far: list[dict[str, Any]] = list(play.talk.answers.get(name) or ())
    if len(so_far) >= MOST_FILES:
        return False
    plain = {"id": file.id, "name": file.name, "type": file.type, "size": file.size}
    play.talk = play.talk.answered(**{name: [*so_far, plain]})
    return True


def _replies(play: Play) -> bool:
    return play.here.ask == "clarification"
