"""Writes down what a citizen does at the terminal, as a story that the golden tests can play.

A story holds acts only, in YAML: `start`, `say`, `press`. What the house said to them is recorded
when the story is played.
"""

import json
from datetime import datetime
from typing import TextIO

from bot.mint import ALMATY
from dialogs.events import Chose, Event, Puzzled, Said, Started

ITS_OWN = "its own"  # a story is played in every language


class Story:
    """A story that is being written; each act is on the paper before it happens."""

    def __init__(self, paper: TextIO, at: datetime) -> None:
        self._paper = paper
        self._write("title: A talk at the terminal")
        self._write(f'at: "{at.astimezone(ALMATY):%Y-%m-%d %H:%M}"')
        self._write("acts:")

    def add(self, event: Event) -> None:
        """One more act of the citizen."""
        match event:
            case Started(language=language, agency=agency):
                said = {"language": language and ITS_OWN, "agency": agency}
                self._act("start", {name: value for name, value in said.items() if value})
            case Said(text=text):
                self._act("say", text)
            case Chose(option=option):
                self._act("press", option)
            case Puzzled(kind=kind):
                self._act("puzzle", kind)

    def _act(self, name: str, value: object) -> None:
        self._write(f"  - {name}: {json.dumps(value, ensure_ascii=False)}")

    def _write(self, line: str) -> None:
        print(line, file=self._paper, flush=True)
