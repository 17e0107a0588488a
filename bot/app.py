"""The composition root: builds the house by hand, once, and closes it.

Whoever needs a part gets it from here: no globals, no registries, nothing built by importing.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.bell import Bell
from bot.book import Book, read_book
from bot.door_links import DoorLinks
from bot.mint import Mint
from bot.settings import Settings, SettingsError
from bot.turn import Batch, Turn
from storage.database import Database, migrate
from storage.seal import Seal, new_key, read_key

KEY_FILE = "data.key"


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Everything that stands between the doors and the database, ready to be used."""

    settings: Settings
    key: bytes
    database: Database
    seal: Seal
    book: Book
    mint: Mint
    bell: Bell
    links: DoorLinks
    turn: Turn
    batch: Batch


@asynccontextmanager
async def open_house(settings: Settings, mint: Mint | None = None) -> AsyncIterator[House]:
    """A house with a database of the newest schema.

    Raises SettingsError when there is no usable key or database; errors of the book stop the start
    too.
    """
    key = sealing_key(settings)
    await asyncio.to_thread(_prepare, settings.database_url)
    book = read_book()
    minted, bell = mint or Mint(), Bell()
    database, seal = Database(settings.database_url), Seal(key)
    links = DoorLinks(settings.public_url, settings.telegram_name, settings.whatsapp_number)
    turn = Turn(database, seal, book, minted, bell, links)
    try:
        yield House(
            settings=settings,
            key=key,
            database=database,
            seal=seal,
            book=book,
            mint=minted,
            bell=bell,
            links=links,
            turn=turn,
            batch=Batch(turn),
        )
    finally:
        await database.dispose()


def sealing_key(settings: Settings) -> bytes:
    """The key that seals citizens' words; in development one is made and kept in data_dir.

    Raises SettingsError when the kept key cannot be read.
    """
    if settings.data_key is not None:
        return read_key(settings.data_key.get_secret_value())
    kept = settings.data_dir / KEY_FILE
    try:
        if not kept.exists():
            _keep(kept, new_key())
        return read_key(kept.read_text())
    except (OSError, ValueError) as error:
        raise SettingsError(f"the key in {kept} cannot be used: {error}") from error


def _keep(kept: Path, key: str) -> None:
    """Write a key that only its owner may read; of two that start at once, one key stays."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    draft = kept.with_name(f"{kept.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(key)
    try:
        os.link(draft, kept)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _prepare(database_url: str) -> None:
    """Bring the database to the newest schema; raises SettingsError when it cannot be had."""
    url = make_url(database_url)
    try:
        if url.get_backend_name() == "sqlite" and url.database:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        migrate(database_url)
    except (OSError, SQLAlchemyError) as error:
        why = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise SettingsError(
            f"the database of ESIK_DATABASE_URL cannot be used:"
            f" {url.render_as_string(hide_password=True)}: {why}"
        ) from error
