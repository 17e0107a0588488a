"""What may be committed: nothing secret, half done, private or made by a machine."""

import re

from tests.house.source import ROOT, committed

MOST_BYTES = 2_000_000  # the register of places is the largest text we keep
# The brackets keep each pattern from finding itself.
HALF_DONE = re.compile(r"\bTOD[O]\b|\bFIXM[E]\b")
PRIVATE_NOTES = re.compile(
    r"\.\./share[d]\b|(?<![\w.])/wor[k]/|(?<![\w.])/tm[p]/w/"
    r"|\b(?:this|previous|next) sessio[n]\b|\bthe lea[d] (?:will|commits|decides)\b",
    re.IGNORECASE,
)
SECRETS = {
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KE[Y]-----"),
    "a Telegram token": re.compile(r"\b\d{8,10}:A[A-Za-z0-9_-]{34}\b"),
    "a Meta token": re.compile(r"\bEA[AB][A-Za-z0-9]{60,}"),
    "a cloud key": re.compile(r"\bAKIA[0-9A-Z]{16}\b"),
    "a password in a URL": re.compile(
        r"://[^/\s:@'\"{}<>]+:[^/\s:@'\"{}<>]{3,}@(?!127\.|localhost)"
    ),
}
NEVER = re.compile(
    r"(^|/)(\.env|__pycache__|\.venv|\.cache)(/|$)|^data/"
    r"|\.(key|pem|sqlite3?|db|log|pyc|mo|orig|rej|bak)$"
)


def texts():
    """Every committed text file: its place and its text."""
    for path in committed():
        try:
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def found(pattern):
    """Where a pattern stands: place, line number and the match."""
    return [
        f"{place}:{number}: {match[0]}"
        for place, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if (match := pattern.search(line))
    ]


def test_nothing_half_done():
    assert not found(HALF_DONE), "do it, or open an issue:\n" + "\n".join(found(HALF_DONE))


def test_no_private_notes():
    assert not found(PRIVATE_NOTES), "\n".join(found(PRIVATE_NOTES))


def test_no_secrets():
    kept = [f"{what}: {place}" for what, p in SECRETS.items() for place in found(p)]
    assert not kept, "revoke these, then remove them:\n" + "\n".join(kept)


def test_secrets_are_known_when_seen():
    assert SECRETS["a Telegram token"].search("123456789:" + "A" * 35)
    assert SECRETS["a password in a URL"].search("postgresql://esik:" + "hunter2@db.example/esik")
    assert not SECRETS["a password in a URL"].search("postgresql+asyncpg://postgres@127.0.0.1/x")


def test_nothing_made_by_a_machine():
    places = [path.relative_to(ROOT).as_posix() for path in committed()]
    assert not [place for place in places if NEVER.search(place)]


def test_no_file_is_huge():
    huge = [path.name for path in committed() if path.stat().st_size > MOST_BYTES]
    assert not huge, f"keep these out of the history: {huge}"


def test_files_end_with_one_line_end():
    ragged = [
        place
        for place, text in texts()
        if text and not place.endswith(".svg") and (not text.endswith("\n") or "\r\n" in text)
    ]
    assert not ragged, f"a last line without its end, or Windows line ends: {ragged}"
