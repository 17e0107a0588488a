"""Files that citizens send: what they are is read from their bytes, not from their names.

They are kept without what a camera wrote into them (bot.traces).
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile

import puremagic

from bot.traces import without_traces
from dialogs.fold import clean

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OLD_WORD, OLD_SHEET = "application/msword", "application/vnd.ms-excel"
NAME_MOST = 120
NAMELESS = "file"
# A type by its bytes -> the name it is kept under.
ACCEPTED = {
    "image/jpeg": "image/jpeg",
    "image/png": "image/png",
    "image/webp": "image/webp",
    "image/heif": "image/heic",
    "image/heic": "image/heic",
    "application/pdf": "application/pdf",
    "video/mp4": "video/mp4",
    "video/quicktime": "video/quicktime",
    "video/3gpp": "video/3gpp",
}
HEIC_BRANDS = (b"mif1", b"msf1", b"heix")
# Sound by its first bytes; in a container of films it is told apart by what it was called.
SOUNDS = {
    b"OggS": "audio/ogg",
    b"#!AMR": "audio/amr",
    b"ID3": "audio/mpeg",
    b"\xff\xfb": "audio/mpeg",
    b"\xff\xf3": "audio/mpeg",
    b"\xff\xf1": "audio/aac",
    b"\xff\xf9": "audio/aac",
}
FILMS_OF_SOUND = {"video/mp4": "audio/mp4", "video/3gpp": "audio/3gpp"}
NAMED_SOUND = (".m4a", ".3ga")  # as the recorders of telephones name what is a film by its bytes
SOUND_BRANDS = (b"M4A ", b"M4B ")
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CHOSEN = (  # what a page lets people choose; the bytes decide afterwards
    "image/*,audio/*,.heic,.pdf,.doc,.docx,.xls,.xlsx,.mp4,.mov,.3gp"
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that may be kept: its type by its bytes, and its content without traces."""

    type: str
    content: bytes


def prepared(name: str, content: bytes, told: str = "") -> Prepared | None:
    """A file made ready to be kept, or None when such files are not taken.

    told: the type that its sender named. Reads every byte: not for the loop that serves others.
    """
    type = type_of(name, content, told)
    clean = without_traces(type, content) if type else None
    return Prepared(type, clean) if type and clean is not None else None


def type_of(name: str, content: bytes, told: str = "") -> str | None:
    """The type of a file by its bytes, or None when such files are not taken.

    Word and Excel files are archives: what they are shows inside, and those with macros are not
    taken. Of the old kinds only the ending of the name tells one from the other.
    """
    if content.startswith(b"PK"):
        return _office(content)
    if content.startswith(OLD_OFFICE):
        return {".doc": OLD_WORD, ".xls": OLD_SHEET}.get(PurePosixPath(name.lower()).suffix)
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        return "image/heic"
    if content[4:8] == b"ftyp" and content[8:12] in SOUND_BRANDS:
        return "audio/mp4"
    if content.startswith(b"RIFF") and content[8:12] == b"WAVE":
        return "audio/wav"
    sound = next((SOUNDS[head] for head in SOUNDS if content.startswith(head)), None)
    return sound or _by_signature(name, content, told)


def safe_name(name: str) -> str:
    """A name to show and to save under: no folders, no control marks, not too long."""
    last = PurePosixPath(clean(name).replace("\\", "/")).name.strip(" .")
    ending = PurePosixPath(last).suffix[:12]
    short = last if len(last) <= NAME_MOST else last[: NAME_MOST - len(ending)] + ending
    return short or NAMELESS


def _by_signature(name: str, content: bytes, told: str) -> str | None:
    try:
        guesses = puremagic.magic_string(content)
    except (puremagic.PureError, ValueError):
        return None
    found = ACCEPTED.get(guesses[0].mime_type)
    sound = told.startswith("audio/") or name.lower().endswith(NAMED_SOUND)
    return FILMS_OF_SOUND.get(found, found) if found and sound else found


def _office(content: bytes) -> str | None:
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (BadZipFile, ValueError):
        return None
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return None
    if "word/document.xml" in names:
        return WORD
    return SHEET if "xl/workbook.xml" in names else None
