"""What nearly every update is, a line of text or a pressed button, in the fields that are read.

1. aiogram knows every kind of update and checks each field of it; for these two that took longer
   than all the rest of the way in. Whatever has another form, or a field more, is left to aiogram.
2. The names are aiogram's, so that `telegram_read` reads both alike; a test compares them.
"""

from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError


class Form(BaseModel):
    """A form of which only some fields are looked at."""

    model_config = ConfigDict(strict=True)


class WholeForm(BaseModel):
    """A form that has no other fields than these."""

    model_config = ConfigDict(strict=True, extra="forbid")


class User(Form):
    """Who wrote."""

    id: int
    is_bot: bool
    first_name: str
    language_code: str | None = None


class Chat(Form):
    """A private chat."""

    id: int
    type: Literal["private"]


class Line(WholeForm):
    """A message of text and nothing else."""

    message_id: int
    date: int
    chat: Chat
    from_user: User = Field(alias="from")
    text: str
    entities: list[dict[str, Any]] = []
    photo: ClassVar[None] = None
    document: ClassVar[None] = None
    video: ClassVar[None] = None
    video_note: ClassVar[None] = None
    voice: ClassVar[None] = None
    audio: ClassVar[None] = None


class Keyboard(Form):
    """The buttons under a letter."""

    inline_keyboard: list[list[dict[str, Any]]]


class Shown(Form):
    """The letter whose button was pressed."""

    message_id: int
    chat: Chat
    reply_markup: Keyboard | None = None


class Press(WholeForm):
    """A pressed button."""

    id: str
    from_user: User = Field(alias="from")
    message: Shown
    chat_instance: str
    data: str


class Plain(WholeForm):
    """A line or a press."""

    update_id: int
    message: Line | None = None
    callback_query: Press | None = None
    edited_message: ClassVar[None] = None
    my_chat_member: ClassVar[None] = None


def plain(body: bytes) -> Plain | None:
    """The update, if it is of the plain form; None for all others, broken ones too."""
    try:
        return Plain.model_validate_json(body)
    except ValidationError:
        return None
