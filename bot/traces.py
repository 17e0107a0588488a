"""Pictures and videos without what a camera wrote into them: where, when, by which telephone.

1. Nothing is drawn anew: the parts that tell are left out or blanked, the picture stays bit for
   bit, because it may be evidence. No hostile picture is ever unpacked here.
2. How a picture is turned stays; so does its colour profile.
3. What stands behind the end of a picture goes too: cameras hide a second picture there.
"""

import re
from collections.abc import Callable, Iterator
from struct import Struct, error

MARKS = (b"Exif\0\0", b"http://ns.adobe.com/xap", b"Photoshop 3.0", b"\xa9xyz", b"ISO6709")
U16, U32, U64 = Struct(">H"), Struct(">I"), Struct(">Q")


def without_traces(type: str, content: bytes) -> bytes | None:
    """The content without its traces; None when it has some that cannot be taken out."""
    clean = CLEANERS.get(type)
    if clean is None:
        return content
    try:
        return clean(content)
    except (error, LookupError, ValueError):
        return None if any(mark in content for mark in MARKS) else content


# -- JPEG: segments, each with a marker -------------------------------------------------------

NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)
JFIF, EXIF, ICC, ADOBE, COMMENT = 0xE0, 0xE1, 0xE2, 0xEE, 0xFE
SCAN, END = 0xDA, 0xD9
EXIF_HEAD = b"Exif\0\0"
TURNED = 0x0112  # the tag of the orientation
AS_IT_IS = 1


def _jpeg(content: bytes) -> bytes:
    parts, turned = [content[:2]], AS_IT_IS
    for marker, at, until, end in _segments(content):
        body = content[at + 4 : until]
        if marker == EXIF and body.startswith(EXIF_HEAD):
            turned = _turned(body[len(EXIF_HEAD) :])
        if _tells_nothing(marker, body):
            parts.append(content[at:end])
    if turned != AS_IT_IS:
        parts.insert(1, _saying_only(turned))
    return b"".join([*parts, bytes([0xFF, END])])


def _segments(content: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Marker of each segment, where it begins and ends, and where the lines of a scan end."""
    at = 2
    while at < len(content) and content[at + 1] != END:
        if content[at] != 0xFF:
            raise ValueError("no marker")
        if content[at + 1] == 0xFF:  # a marker may be preceded by any number of these
            at += 1
            continue
        marker, until = content[at + 1], at + 2 + U16.unpack_from(content, at + 2)[0]
        end = until
        if marker == SCAN:
            found = NEXT_MARKER.search(content, until)
            end = found.start() if found else len(content)
        yield marker, at, until, end
        at = end


def _tells_nothing(marker: int, body: bytes) -> bool:
    """Whether a segment is of the picture itself."""
    if marker == JFIF:
        return body.startswith(b"JFIF\0")
    if marker == ICC:
        return body.startswith(b"ICC_PROFILE\0")
    return marker == ADOBE or not (EXIF <= marker <= 0xEF or marker == COMMENT)


def _turned(tiff: bytes) -> int:
    """The orientation that EXIF names, 1 to 8."""
    order = "<" if tiff[:2] == b"II" else ">"
    entry = Struct(f"{order}HHIH")
    start = Struct(f"{order}I").unpack_from(tiff, 4)[0]
    for n in range(Struct(f"{order}H").unpack_from(tiff, start)[0]):
        tag, _, _, value = entry.unpack_from(tiff, start + 2 + 12 * n)
        if tag == TURNED:
            return int(value) if 1 <= value <= 8 else AS_IT_IS
    return AS_IT_IS


def _saying_only(turned: int) -> bytes:
    """A segment of EXIF with the orientation and nothing else."""
    entry = Struct(">HHIHH").pack(TURNED, 3, 1, turned, 0)
    tiff = b"MM\0*" + U32.pack(8) + U16.pack(1) + entry + U32.pack(0)
    body = EXIF_HEAD + tiff
    return bytes([0xFF, EXIF]) + U16.pack(len(body) + 2) + body


# -- PNG and WebP: chunks ---------------------------------------------------------------------

PNG_TELLS = (b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME")
WEBP_TELLS = (b"EXIF", b"XMP ")
WEBP_FLAGS = 0x08 | 0x04  # that there are such chunks


def _png(content: bytes) -> bytes:
    parts, at = [content[:8]], 8
    while at < len(content):
        until = at + 12 + U32.unpack_from(content, at)[0]
        kind = content[at + 4 : at + 8]
        if kind not in PNG_TELLS:
            parts.append(content[at:until])
        if kind == b"IEND":
            break
        at = until
    return b"".join(parts)


def _webp(content: bytes) -> bytes:
    parts, at = [], 12
    while at < len(content):
        kind, size = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        until = at + 8 + size + size % 2
        chunk = content[at:until]
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~WEBP_FLAGS]) + chunk[9:]
        if kind not in WEBP_TELLS:
            parts.append(chunk)
        at = until
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


# -- HEIC, MP4 and MOV: boxes; what tells is blanked where it stands, so no offset moves --------

Box = tuple[bytes, int, int]  # kind, where its body begins and ends
ITEMS_TELL = (b"Exif", b"mime")
INSIDE = (b"moov", b"trak")
BOXES_TELL = (b"udta", b"meta", b"uuid")


def _boxes(content: bytes, at: int, until: int) -> Iterator[Box]:
    while at < until:
        size, head = U32.unpack_from(content, at)[0], 8
        if size == 1:
            size, head = U64.unpack_from(content, at + 8)[0], 16
        end = at + size if size else until
        if end > until or 0 < size < head:
            raise ValueError("a box that leaves its box")
        yield bytes(content[at + 4 : at + 8]), at + head, end
        at = end


def _heic(content: bytes) -> bytes:
    blank = bytearray(content)
    for kind, start, end in _boxes(content, 0, len(content)):
        if kind == b"meta":
            inside = {name: (a, b) for name, a, b in _boxes(content, start + 4, end)}
            told = _items_that_tell(content, *inside[b"iinf"])
            idat = inside.get(b"idat", (0, 0))[0]
            for a, b in _places(content, inside[b"iloc"][0], told, idat):
                blank[a:b] = bytes(len(blank[a:b]))
    return bytes(blank)


def _items_that_tell(content: bytes, start: int, end: int) -> set[int]:
    """The ids of the items that hold what a camera wrote."""
    found = set()
    for _, at, _ in _boxes(content, start + (6 if content[start] == 0 else 8), end):
        wide = content[at] == 3
        id = (U32 if wide else U16).unpack_from(content, at + 4)[0]
        kind = at + (10 if wide else 8)
        if content[kind : kind + 4] in ITEMS_TELL:
            found.add(int(id))
    return found


def _places(content: bytes, at: int, wanted: set[int], idat: int) -> Iterator[tuple[int, int]]:
    """Where the bytes of items stand in the file."""
    version, sizes = content[at], U16.unpack_from(content, at + 4)[0]
    reader = _Reader(content, at + 6)
    offset, length, base, index = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
    wide = 4 if version == 2 else 2
    if not offset + length:
        raise ValueError("items that stand nowhere")
    for _ in range(reader.number(wide)):
        id = reader.number(wide)
        inside = idat if version and reader.number(2) & 15 == 1 else 0
        reader.number(2)
        start = inside + reader.number(base)
        for _ in range(reader.number(2)):
            reader.number(index if version else 0)
            first, size = start + reader.number(offset), reader.number(length)
            if id in wanted:
                yield first, first + size


class _Reader:
    """Reads numbers of any width one after another."""

    def __init__(self, content: bytes, at: int) -> None:
        self._content, self._at = content, at

    def number(self, width: int) -> int:
        """The next number of so many bytes."""
        if self._at + width > len(self._content):
            raise ValueError("the content ends")
        self._at += width
        return int.from_bytes(self._content[self._at - width : self._at])


def _film(content: bytes) -> bytes:
    blank = bytearray(content)
    _blank_boxes(content, blank, (0, len(content)), INSIDE)
    return bytes(blank)


def _blank_boxes(
    content: bytes, blank: bytearray, place: tuple[int, int], inside: tuple[bytes, ...]
) -> None:
    for kind, start, end in _boxes(content, *place):
        if kind in BOXES_TELL:
            head = content.rindex(kind, place[0], start)
            blank[head : head + 4] = b"free"
            blank[start:end] = bytes(end - start)
        elif kind in inside[:1]:
            _blank_boxes(content, blank, (start, end), inside[1:])


CLEANERS: dict[str, Callable[[bytes], bytes]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/webp": _webp,
    "image/heic": _heic,
    **dict.fromkeys(
        ("video/mp4", "video/quicktime", "video/3gpp", "audio/mp4", "audio/3gpp"), _film
    ),
}
