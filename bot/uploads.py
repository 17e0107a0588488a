"""Files that citizens send: what they are is read from their bytes, not from their names."""

from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile

import puremagic

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
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CHOSEN = (  # what a page lets people choose; the bytes decide afterwards
    "image/*,.heic,.pdf,.doc,.docx,.xls,.xlsx,.mp4,.mov,.3gp"
)


def type_of(name: str, content: bytes) -> str | None:
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
    try:
        guesses = puremagic.magic_string(content)
    except (puremagic.PureError, ValueError):
        return None
    return ACCEPTED.get(guesses[0].mime_type)


def safe_name(name: str) -> str:
    """A name to show and to save under: no folders, no control marks, not too long."""
    last = PurePosixPath(clean(name).replace("\\", "/")).name.strip(" .")
    ending = PurePosixPath(last).suffix[:12]
    short = last if len(last) <= NAME_MOST else last[: NAME_MOST - len(ending)] + ending
    return short or NAMELESS


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
