"""The one error of this folder: a table that cannot be read or a decision with no row."""


class RulesError(Exception):
    """A fault in a table: which file, which line (1 is the first), what is wrong."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}")
        self.file = file
        self.line = line
        self.message = message
