"""What every chapter of the ledger has: the transaction it writes in, and the seal."""

from storage.database import Link
from storage.seal import Seal


class Chapter:
    """A part of an entry: methods over one transaction."""

    def __init__(self, link: Link, seal: Seal) -> None:
        self._link, self._seal = link, seal
