"""What a camera wrote is gone; the picture is there, bit for bit."""

import random

import pytest

from bot.traces import CLEANERS, without_traces
from tests.attachments.pictures import (
    ADOBE,
    FRAME,
    GPS,
    JFIF,
    PICTURE,
    PROFILE,
    box,
    chunk,
    exif,
    film,
    heic,
    jpeg,
    png,
    riff,
    segment,
    webp,
)

TOLD = [
    ("image/jpeg", jpeg(JFIF, segment(0xE1, exif())), jpeg(JFIF)),
    ("image/jpeg", jpeg(segment(0xE1, exif()), PROFILE, ADOBE), jpeg(PROFILE, ADOBE)),
    ("image/jpeg", jpeg(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + GPS)), jpeg()),
    ("image/jpeg", jpeg(segment(0xED, b"Photoshop 3.0\0" + GPS)), jpeg()),
    ("image/jpeg", jpeg(segment(0xFE, GPS)), jpeg()),
    ("image/jpeg", jpeg(segment(0xE2, b"MPF\0" + GPS), JFIF), jpeg(JFIF)),
    ("image/jpeg", jpeg(segment(0xE0, b"JFXX\0\x10" + GPS)), jpeg()),
    ("image/jpeg", jpeg(JFIF, after=jpeg(segment(0xE1, exif()))), jpeg(JFIF)),
    ("image/jpeg", jpeg(b"\xff\xff\xff" + segment(0xE1, exif())[1:], JFIF), jpeg(JFIF)),
    ("image/png", png(chunk(b"eXIf", exif()[6:]), chunk(b"gAMA", b"\0\1\x86\xa0")),
     png(chunk(b"gAMA", b"\0\1\x86\xa0"))),
    ("image/png", png(chunk(b"tEXt", GPS), chunk(b"iTXt", GPS), chunk(b"zTXt", GPS),
                      chunk(b"tIME", b"\7\xea\x0b\x14\0\0\0")), png()),
    ("image/png", png() + GPS, png()),
    ("image/webp", webp(0x2C, riff(b"EXIF", exif()), riff(b"XMP ", GPS)), webp(0x20)),
    ("image/webp", webp(0x10), webp(0x10)),
]  # fmt: skip


@pytest.mark.parametrize(("type", "content", "clean"), TOLD)
def test_what_tells_is_left_out_and_all_else_stays(
    type: str, content: bytes, clean: bytes
) -> None:
    assert without_traces(type, content) == clean
    assert without_traces(type, clean) == clean


@pytest.mark.parametrize("order", [">", "<"])
@pytest.mark.parametrize("turned", range(1, 9))
def test_turned_picture_stays_turned(turned: int, order: str) -> None:
    clean = without_traces("image/jpeg", jpeg(JFIF, segment(0xE1, exif(turned, order))))
    assert clean is not None
    assert GPS not in clean
    assert clean.endswith(PICTURE + b"\xff\xd9")
    assert (b"\x01\x12\0\3\0\0\0\1\0" + bytes([turned]) in clean) is (turned != 1)


def test_orientation_that_is_none_is_not_kept() -> None:
    assert without_traces("image/jpeg", jpeg(segment(0xE1, exif(77)))) == jpeg()


@pytest.mark.parametrize(
    ("version", "inside"), [(0, False), (1, False), (2, False), (1, True), (2, True)]
)
def test_item_of_a_heic_is_blanked_where_it_stands(version: int, inside: bool) -> None:
    told = b"\0\0\0\6" + exif()
    content = heic(told, version=version, inside=inside)
    clean = without_traces("image/heic", content)
    assert clean == content.replace(told, bytes(len(told)))
    assert b"picture" in clean


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("kind", [b"udta", b"meta", b"uuid"])
def test_place_in_a_film_is_blanked_where_it_stands(kind: bytes, wide: bool) -> None:
    told = box(kind, b"\xa9xyz" + GPS, wide=wide)
    blank = box(b"free", bytes(4 + len(GPS)), wide=wide)
    for content, clean in (
        (film(told), film(blank)),
        (film(box(b"trak", told)), film(box(b"trak", blank))),
        (film() + told, film() + blank),
    ):
        assert without_traces("video/mp4", content) == clean


@pytest.mark.parametrize("type", CLEANERS)
def test_what_cannot_be_taken_apart_is_kept_only_without_traces(type: str) -> None:
    assert without_traces(type, b"\xff\xd8\xff\xe1\xff" + b"\0" * 40) is not None
    assert without_traces("image/jpeg", b"\xff\xd8 broken " + exif()) is None


def test_types_without_traces_are_kept_as_they_are() -> None:
    assert without_traces("application/pdf", b"%PDF " + GPS) == b"%PDF " + GPS


@pytest.mark.parametrize("type", CLEANERS)
def test_no_bytes_make_it_fail_or_run_for_ever(type: str) -> None:
    chance = random.Random(5)
    seeds = [content for _, content, _ in TOLD] + [heic(exif()), film(box(b"udta", GPS))]
    for content in seeds:
        for _ in range(60):
            odd = bytearray(content[: chance.randrange(len(content) + 1)])
            for _ in range(chance.randrange(4)):
                if odd:
                    odd[chance.randrange(len(odd))] = chance.randrange(256)
            kept = without_traces(type, bytes(odd))
            assert kept is None or len(kept) <= len(odd) + 40


def test_marker_within_the_lines_of_a_scan_is_no_end() -> None:
    assert b"\xff\x00" in PICTURE
    assert b"\xff\xd0" in PICTURE
    assert PICTURE.count(FRAME) == 1
    assert without_traces("image/jpeg", jpeg()) == jpeg()
