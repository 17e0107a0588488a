"""Handing over by folder: one JSON package an appeal, with its files beside it.

A package is written aside and then renamed, so that a clerk's program never meets half of one.
"""

import os
from collections.abc import Sequence
from pathlib import Path

import orjson

from dialogs.cases import Case
from dialogs.events import File

PRIVATE = 0o600
PRIVATE_FOLDER = 0o700


def hand_over(
    outgoing: Path, case: Case, files: list[tuple[File, bytes]], missing: Sequence[File] = ()
) -> Path:
    """Write the package of a case and give its path; raises OSError when the disk refuses.

    missing: files that the citizen sent and that could not be had.
    """
    folder = outgoing / case.agency
    folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    for file, content in files:
        _write(folder / f"{case.number}-{file.id}{Path(file.name).suffix}", content)
    package = folder / f"{case.number}.json"
    _write(package, orjson.dumps(_package(case, files, missing), option=orjson.OPT_INDENT_2))
    return package


def _package(
    case: Case, files: list[tuple[File, bytes]], missing: Sequence[File]
) -> dict[str, object]:
    draft = case.draft
    assert draft is not None, "a case is read with its draft"
    return {
        "number": case.number,
        "agency": case.agency,
        "kind": case.kind,
        "topic": case.topic,
        "place": case.place,
        "received_at": case.received_at,
        "language": case.language,
        "text": draft.text,
        "applicant": draft.applicant,
        "answer_way": draft.answer_way,
        "earlier": draft.earlier,
        "files": [{"id": f.id, "name": f.name, "type": f.type, "size": f.size} for f, _ in files],
        "missing": [file.name for file in missing],
    }


def _write(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE)
    with os.fdopen(descriptor, "wb") as written:
        written.write(content)
        written.flush()
        os.fsync(written.fileno())
    draft.replace(path)
