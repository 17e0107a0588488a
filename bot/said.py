"""What comes in through the web chat's API, read strictly: the forms of its bodies.

Bad JSON is 400; fields that are missing, of another kind or too long are 422, by name.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Literal, Self

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from bot.limits import FILE_MOST, FORM_MOST, JSON_MOST, MB, TEXT_MOST
from bot.refusals import Refusal
from bot.uploads import Prepared, prepared, safe_name
from dialogs.fold import clean

ID = r"^[!-~]{1,64}$"  # visible ASCII: a uuid, or whatever the client makes


class Form(BaseModel):
    """A JSON object with known fields; others are nobody's business."""

    model_config = ConfigDict(strict=True, frozen=True)

    @classmethod
    def of(cls, value: Any) -> Self:
        """The form that a value fills in; raises Refusal with the names of wrong fields."""
        try:
            return cls.model_validate(value)
        except ValidationError as error:
            wrong = sorted({str(e["loc"][0]) if e["loc"] else e["msg"] for e in error.errors()})
            raise Refusal(422, "fields", fields=", ".join(wrong)) from None


class Wish(Form):
    """How a talk is to begin."""

    agency: str | None = Field(None, max_length=64)
    lang: Literal["kk", "ru", "en"] | None = None
    help: Literal["file", "book"] | None = None


class Spoken(Form):
    """A line or a pressed button, with the id that the client gave it."""

    id: str = Field(pattern=ID)
    text: str | None = None
    choice: str | None = Field(None, pattern=ID)
    question: str | None = Field(None, pattern=ID)

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.text is None) == (self.choice is None):
            raise ValueError("text, choice")
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploaded:
    """A file that may be stored: its client id, a safe name, the type by its bytes, its words."""

    id: str
    name: str
    type: str
    content: bytes
    text: str


async def json_of(request: Request, *, may_be_empty: bool = False) -> Any:
    """The JSON object in a body; raises Refusal 400 for anything else."""
    body = await request.body()
    if may_be_empty and not body.strip():
        return {}
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise Refusal(400, "json") from None
    if not isinstance(value, dict):
        raise Refusal(400, "json")
    return value


async def spoken_of(request: Request) -> Spoken:
    """The line or the choice of a JSON body; raises Refusal."""
    return Spoken.of(await json_of(request))


async def upload_of(request: Request) -> Uploaded:
    """The file of a multipart body; raises Refusal."""
    async with _form_of(request) as form:
        return await _uploaded(form)


async def given_in(request: Request) -> Spoken | Uploaded:
    """What the form of a page holds: a file perhaps with words, words, or a choice.

    A browser sends a field of files also when none was chosen. A day that was picked counts where
    no words stand. Raises Refusal.
    """
    async with _form_of(request) as form:
        upload = form.get("file")
        if isinstance(upload, UploadFile) and upload.filename:
            return await _uploaded(form)
        id = form.get("id")
        if "choice" in form:
            choice, question = form.get("choice"), form.get("question")
            return Spoken.of({"id": id, "choice": choice, "question": question})
        return Spoken.of({"id": id, "text": form.get("text") or _day_of(form)})


def _day_of(form: FormData) -> Any:
    """The day of a picker as people write it; the words as they are where there is none."""
    picked = form.get("day")
    if not isinstance(picked, str) or not picked:
        return form.get("text")
    return ".".join(reversed(picked.split("-")))


@asynccontextmanager
async def _form_of(request: Request) -> AsyncIterator[FormData]:
    """A multipart body, held in memory: it never touches the disk unsealed."""
    parser = MultiPartParser(
        request.headers, request.stream(), max_files=1, max_fields=5, max_part_size=JSON_MOST
    )
    parser.spool_max_size = FORM_MOST
    try:
        form = await parser.parse()
    except MultiPartException:
        raise Refusal(422, "fields", fields="multipart") from None
    try:
        yield form
    finally:
        await form.close()


async def _uploaded(form: FormData) -> Uploaded:
    upload, text = form.get("file"), form.get("text", "")
    named = Spoken.of({"id": form.get("id"), "text": text})
    if not isinstance(upload, UploadFile):
        raise Refusal(422, "fields", fields="file")
    content, name = await upload.read(), upload.filename or ""
    ready = await _checked(name, content)
    words = said_in(str(text)) if clean(str(text)) else ""
    return Uploaded(
        id=named.id, name=safe_name(name), type=ready.type, content=ready.content, text=words
    )


def said_in(text: str) -> str:
    """Words of a citizen without control marks; raises Refusal when none are left or too many."""
    words = clean(text)
    if not words:
        raise Refusal(422, "empty")
    if len(words) > TEXT_MOST:
        raise Refusal(413, "long", n=TEXT_MOST)
    return words


def whole_number(text: str, name: str) -> int:
    """A number from an address or a header; raises Refusal by its name."""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Refusal(422, "fields", fields=name)
    return int(text)


async def _checked(name: str, content: bytes) -> Prepared:
    if len(content) > FILE_MOST:
        raise Refusal(413, "file_large", size=FILE_MOST // MB)
    if not content:
        raise Refusal(422, "file_empty")
    ready = await asyncio.to_thread(prepared, name, content)
    if ready is None:
        raise Refusal(422, "file_type")
    return ready
