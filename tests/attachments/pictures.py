"""Pictures and films put together by hand, with what a telephone writes into them."""

from struct import pack
from zlib import crc32

GPS = b"GPS 54.8753N 69.1628E 2026:11:20 SM-A525F"


def exif(turned: int = 1, order: str = ">") -> bytes:
    """EXIF with an orientation, and a place behind it."""
    head = b"MM\0*" if order == ">" else b"II*\0"
    entries = pack(f"{order}HHIHH", 0x0112, 3, 1, turned, 0)
    entries += pack(f"{order}HHII", 0x8825, 4, 1, 200)
    return b"Exif\0\0" + head + pack(f"{order}IH", 8, 2) + entries + pack(f"{order}I", 0) + GPS


def segment(marker: int, body: bytes) -> bytes:
    """A segment of a JPEG."""
    return bytes([0xFF, marker]) + pack(">H", len(body) + 2) + body


JFIF = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
PROFILE = segment(0xE2, b"ICC_PROFILE\0\1\1" + b"p" * 30)
ADOBE = segment(0xEE, b"Adobe\0\x64\0\0\0\0\1")
TABLES = segment(0xDB, b"\0" + bytes(range(1, 65))) + segment(0xC4, b"\0" + b"\1" * 16)
FRAME = segment(0xC0, b"\x08\0\1\0\1\1\1\x11\0")
SCAN = segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\x00\x34\xff\xd0\x56" * 3
SECOND_SCAN = segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x78\xff\x00"
PICTURE = TABLES + FRAME + SCAN + TABLES + SECOND_SCAN


def jpeg(*before: bytes, after: bytes = b"") -> bytes:
    """A JPEG with these segments before the picture, and bytes behind its end."""
    return b"\xff\xd8" + b"".join(before) + PICTURE + b"\xff\xd9" + after


def chunk(kind: bytes, body: bytes) -> bytes:
    """A chunk of a PNG."""
    return pack(">I", len(body)) + kind + body + pack(">I", crc32(kind + body))


def png(*more: bytes) -> bytes:
    """A PNG with these chunks beside its own."""
    head = chunk(b"IHDR", pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", b"x\x9cc\0\0\0\2\0\1")
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + body + chunk(b"IEND", b"")


def riff(kind: bytes, body: bytes) -> bytes:
    """A chunk of a WebP."""
    return kind + pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def webp(flags: int, *more: bytes) -> bytes:
    """A WebP whose head says what it holds."""
    body = b"WEBP" + riff(b"VP8X", bytes([flags]) + b"\0" * 9) + riff(b"VP8 ", b"picture")
    body += b"".join(more)
    return b"RIFF" + pack("<I", len(body)) + body


def box(kind: bytes, body: bytes, *, wide: bool = False) -> bytes:
    """A box of a film or of a HEIC; wide: with its size in eight bytes."""
    if wide:
        return pack(">I", 1) + kind + pack(">Q", len(body) + 16) + body
    return pack(">I", len(body) + 8) + kind + body


def heic(told: bytes, *, version: int = 0, inside: bool = False) -> bytes:
    """A HEIC with a picture and a told item; inside: told stands in the box of small items."""
    head = box(b"ftyp", b"heic\0\0\0\0mif1heic")
    infe = b"".join(
        box(b"infe", b"\2\0\0\0" + pack(">HH", id, 0) + kind + b"\0")
        for id, kind in ((1, b"hvc1"), (2, b"Exif"))
    )
    iinf = box(b"iinf", b"\0\0\0\0" + pack(">H", 2) + infe)
    idat = box(b"idat", told if inside else b"")
    blank = meta(iinf, _iloc(version, 0, 0, len(told), inside), idat)
    at = len(head) + len(blank) + 8
    place = 0 if inside else at + 7
    whole = meta(iinf, _iloc(version, at, place, len(told), inside), idat)
    return head + whole + box(b"mdat", b"picture" + (b"" if inside else told))


def meta(*boxes: bytes) -> bytes:
    """The box that describes the items."""
    return box(b"meta", b"\0\0\0\0" + b"".join(boxes))


def _iloc(version: int, picture: int, told: int, size: int, inside: bool) -> bytes:
    wide = ">I" if version == 2 else ">H"
    rows = b""
    for id, at, length, built in ((1, picture, 7, 0), (2, told, size, int(inside))):
        rows += pack(wide, id) + (pack(">H", built) if version else b"")
        rows += pack(">HH", 0, 1) + pack(">II", at, length)
    return box(b"iloc", bytes([version, 0, 0, 0, 0x44, 0x00]) + pack(wide, 2) + rows)


def film(*inside: bytes) -> bytes:
    """A film with these boxes beside its head."""
    moov = box(b"moov", box(b"mvhd", b"h" * 20) + b"".join(inside))
    return box(b"ftyp", b"isom\0\0\2\0isomiso2") + moov + box(b"mdat", b"frames")
