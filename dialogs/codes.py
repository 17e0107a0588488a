"""The form of secret follow-up codes: 10 letters and digits without look-alikes."""

CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 10


def code_in(text: str) -> str | None:
    """The code that a message is, however it is spaced; None for any other words."""
    said = "".join(text.upper().replace("-", " ").split())
    fits = len(said) == CODE_LENGTH and set(said) <= set(CODE_LETTERS)
    return said if fits and any(c.isdigit() for c in said) else None
