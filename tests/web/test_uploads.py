"""What a file is, by its bytes; what it may be called."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from bot.uploads import NAME_MOST, OLD_SHEET, OLD_WORD, SHEET, WORD, safe_name, type_of


def archive(*names: str) -> bytes:
    """A zip archive with these names in it."""
    content = BytesIO()
    with ZipFile(content, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return content.getvalue()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
TAKEN = [
    ("a.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + b"\0" * 99, "image/jpeg"),
    ("a.jpg", b"\xff\xd8\xff\xe1\x00\x10Exif\x00\x00" + b"\0" * 99, "image/jpeg"),
    ("a", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 99, "image/png"),
    ("a.webp", b"RIFF\x10\0\0\0WEBPVP8 " + b"\0" * 99, "image/webp"),
    ("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 99, "image/heic"),
    ("a.heic", b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic" + b"\0" * 99, "image/heic"),
    ("a.exe", b"%PDF-1.7\n" + b"0" * 99, "application/pdf"),
    ("a.mp4", b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2" + b"\0" * 99, "video/mp4"),
    ("a.3gp", b"\0\0\0\x18ftyp3gp4\0\0\0\0mp42isom" + b"\0" * 99, "video/3gpp"),
    ("a.mov", b"\0\0\0\x14ftypqt  \0\0\0\0qt  " + b"\0" * 99, "video/quicktime"),
    ("a.docx", archive("[Content_Types].xml", "word/document.xml"), WORD),
    ("a.xlsx", archive("[Content_Types].xml", "xl/workbook.xml"), SHEET),
    ("Запись.m4a", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 99, "audio/mp4"),
    ("a.M4A", b"\0\0\0\x18ftypM4A \0\0\0\0mp42isom" + b"\0" * 99, "audio/mp4"),
    ("Voice 001.3ga", b"\0\0\0\x18ftyp3gp4\0\0\0\0mp42isom" + b"\0" * 99, "audio/3gpp"),
    ("a.wav", b"RIFF\x10\0\0\0WAVEfmt " + b"\0" * 99, "audio/wav"),
    ("a.DOC", OLD, OLD_WORD),
    ("a.xls", OLD, OLD_SHEET),
]
NOT_TAKEN = [
    ("a.txt", "просто текст".encode()),
    ("a.png", b"<html><script>alert(1)</script></html>"),
    ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"></svg>'),
    ("a.pdf", b"MZ" + b"\0" * 99),
    ("a.zip", archive("a.txt")),
    ("a.docm", archive("word/document.xml", "word/vbaProject.bin")),
    ("a.docx", b"PK\x03\x04 cut off"),
    ("a.ppt", OLD),
    ("a.gif", b"GIF89a" + b"\0" * 50),
    ("a", b"\0"),
    ("a", b""),
]


@pytest.mark.parametrize(("name", "content", "type"), TAKEN)
def test_taken_by_content(name, content, type):
    assert type_of(name, content) == type


@pytest.mark.parametrize(("name", "content"), NOT_TAKEN)
def test_not_taken_whatever_it_is_called(name, content):
    assert type_of(name, content) is None


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("яма.png", "яма.png"),
        ("C:\\Users\\me\\яма.png", "яма.png"),
        ("../../etc/passwd", "passwd"),
        ("a\x00\u202eb.png", "ab.png"),
        ("", "file"),
        ("...", "file"),
        ("/", "file"),
        ("x" * 500 + ".png", "x" * (NAME_MOST - 4) + ".png"),
    ],
)
def test_names(given, kept):
    assert safe_name(given) == kept
