"""The only place that makes ids, numbers, codes and reads the clock, so that the core needs none.

A number is public (`YYYY-NNNNNNNN`, the last digit checks the others); a code is a secret of 10
letters and digits without look-alikes. Tests pass a seeded random and a clock of their own.
"""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from random import Random
from zoneinfo import ZoneInfo

from dialogs.codes import CODE_LENGTH, CODE_LETTERS, DOOR_CODE_LENGTH

ALMATY = ZoneInfo("Asia/Almaty")
NUMBER_DIGITS = 7
ID_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
DIGITS = "".join(filter(str.isdigit, CODE_LETTERS))
ID_TIME, ID_CHANCE = 10, 16  # 10 letters of milliseconds sort by time, 16 letters are 80 bits


def clock() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


class Mint:
    """Mints ids, numbers and codes, and tells the time.

    random: a source of chance (the system's by default); clock: gives aware UTC moments.
    """

    def __init__(
        self, random: Random | None = None, clock: Callable[[], datetime] = clock
    ) -> None:
        self.random = random or secrets.SystemRandom()
        self.now = clock

    def new_id(self) -> str:
        """26 letters that sort by the time they were minted."""
        moment = int(self.now().timestamp() * 1000)
        head = "".join(ID_LETTERS[moment >> 5 * n & 31] for n in reversed(range(ID_TIME)))
        return head + "".join(self.random.choices(ID_LETTERS, k=ID_CHANCE))

    def number(self, at: datetime) -> str:
        """A public register number of the Almaty year of `at`."""
        digits = f"{self.random.randrange(10**NUMBER_DIGITS):0{NUMBER_DIGITS}d}"
        year = f"{at.astimezone(ALMATY):%Y}"
        return f"{year}-{digits}{check_digit(year + digits)}"

    def code(self) -> str:
        """A secret follow-up code."""
        return "".join(self.random.choices(CODE_LETTERS, k=CODE_LENGTH))

    def door_code(self) -> str:
        """A one-time code for another door; a digit tells it from a word."""
        letters = self.random.choices(CODE_LETTERS, k=DOOR_CODE_LENGTH - 1)
        letters.insert(self.random.randrange(DOOR_CODE_LENGTH), self.random.choice(DIGITS))
        return "".join(letters)


def check_digit(digits: str) -> int:
    """The Luhn digit of a run of digits: it catches one wrong digit and most swaps."""
    doubled = [int(d) * (2 - i % 2) for i, d in enumerate(reversed(digits))]
    return -sum(d // 10 + d % 10 for d in doubled) % 10


def is_number(text: str) -> bool:
    """Whether a text has the form of a register number, check digit included."""
    year, dash, digits = text.strip().partition("-")
    right_length = len(year) == 4 and len(digits) == NUMBER_DIGITS + 1
    return (
        bool(dash)
        and right_length
        and (year + digits).isascii()
        and (year + digits).isdigit()
        and check_digit(year + digits[:-1]) == int(digits[-1])
    )
