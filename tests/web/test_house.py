"""The composition root: the kept key, the database, two that start at once."""

import asyncio
import stat

import pytest

from bot.app import KEY_FILE, open_house
from bot.settings import SettingsError, read_settings

PASSWORD = "hunter2"


@pytest.fixture
def development(tmp_path):
    """Settings as `make run` has them, in a folder that is not there yet."""
    return read_settings({"ESIK_DATA_DIR": str(tmp_path / "new" / "data")})


async def test_a_key_is_made_kept_and_used_again(development):
    async with open_house(development) as first:
        sealed = first.seal.close(b"words", "here")
    kept = development.data_dir / KEY_FILE
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [file.name for file in development.data_dir.glob("data.key*")] == [KEY_FILE]
    async with open_house(development) as second:
        assert second.seal.open(sealed, "here") == b"words"


async def test_two_that_start_at_once_share_the_key(development):
    async def key() -> bytes:
        async with open_house(development) as house:
            return house.key

    assert len(set(await asyncio.gather(*(key() for _ in range(3))))) == 1


async def test_a_spoiled_key_stops_the_start(development):
    development.data_dir.mkdir(parents=True)
    (development.data_dir / KEY_FILE).write_text("spoiled")
    with pytest.raises(SettingsError, match=KEY_FILE):
        async with open_house(development):
            pass


async def test_a_key_of_the_settings_is_not_written_down(tmp_path):
    key = "x" * 43 + "="
    settings = read_settings({"ESIK_DATA_DIR": str(tmp_path), "ESIK_DATA_KEY": key})
    async with open_house(settings):
        assert not (tmp_path / KEY_FILE).exists()


@pytest.mark.parametrize(
    "url",
    ["sqlite:////proc/nowhere/esik.db", f"postgresql://me:{PASSWORD}@127.0.0.1:9/esik"],
)
async def test_a_database_that_cannot_be_had_stops_the_start_with_a_sentence(tmp_path, url):
    settings = read_settings({"ESIK_DATA_DIR": str(tmp_path), "ESIK_DATABASE_URL": url})
    with pytest.raises(SettingsError, match="ESIK_DATABASE_URL") as told:
        async with open_house(settings):
            pass
    assert PASSWORD not in str(told.value)
