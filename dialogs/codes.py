"""The form of secret follow-up codes: 10 letters and digits without look-alikes."""

CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 10
SPACINGS = ((10,), (5, 5), (4, 4, 2))  # other gaps are somebody's address: «25 Baker str»


def code_in(text: str) -> str | None:
    """The code that a message is, in one piece or in groups; None for any other words."""
    groups = text.upper().replace("-", " ").split()
    said = "".join(groups)
    if tuple(map(len, groups)) not in SPACINGS or not set(said) <= set(CODE_LETTERS):
        return None
    return said if any(c.isdigit() for c in said) else None
