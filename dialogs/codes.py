"""The forms of secret codes, without look-alikes: of appeals, and of doors that are joined."""

CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 10  # of an appeal's follow-up code
DOOR_CODE_LENGTH = 8  # of a one-time code that joins two doors
SPACINGS = ((10,), (5, 5), (4, 4, 2))  # other gaps are somebody's address: «25 Baker str»
DOOR_SPACINGS = ((8,), (4, 4))
DOOR_LINK = "j_"  # what a code begins with in a link


def code_in(text: str) -> str | None:
    """The code of an appeal that a message is, in one piece or in groups; None for other words."""
    return _coded(text, SPACINGS)


def door_code_in(text: str) -> str | None:
    """The one-time code of a door that a message or a link is; None for other words."""
    return _coded(text.strip().removeprefix(DOOR_LINK), DOOR_SPACINGS)


def spaced(code: str) -> str:
    """A door code as it is shown: two groups of four."""
    return f"{code[:4]}-{code[4:]}"


def _coded(text: str, spacings: tuple[tuple[int, ...], ...]) -> str | None:
    groups = text.upper().replace("-", " ").split()
    said = "".join(groups)
    if tuple(map(len, groups)) not in spacings or not set(said) <= set(CODE_LETTERS):
        return None
    return said if any(c.isdigit() for c in said) else None
