"""`esik sweep` fetches what was promised, whether or not anybody serves."""

import asyncio
import json
import os
import sys
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dialogs.events import File
from storage.database import Database
from storage.fetches import Promised
from storage.files import Files
from storage.ledger import Ledger
from storage.pages import Address
from storage.seal import Seal
from tests.telegram.fake_api import BROKEN, TOKEN, FakeApi

KEY = bytes(range(32))
AT = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF"


async def sweeps(url: str, folder: Path, api: FakeApi, at: datetime) -> dict[str, object]:
    """What the command prints when it is run in a process of its own."""
    given = {
        "ESIK_DATABASE_URL": url,
        "ESIK_DATA_DIR": str(folder),
        "ESIK_DATA_KEY": urlsafe_b64encode(KEY).decode(),
        "ESIK_TELEGRAM_TOKEN": TOKEN,
        "ESIK_TELEGRAM_API_BASE": api.base,
    }
    run = "from bot.cli import main; main()"
    command = [sys.executable, "-c", run, "sweep", "--json", "--at", at.isoformat()]
    program = await asyncio.create_subprocess_exec(
        *command, env=os.environ | given, stdout=asyncio.subprocess.PIPE
    )
    printed, _ = await program.communicate()
    assert program.returncode == 0
    found: dict[str, object] = json.loads(printed)
    return found


async def test_promised_file_is_fetched_by_a_sweep(sqlite_url: str, tmp_path: Path) -> None:
    database, seal = Database(sqlite_url), Seal(KEY)
    numbers = iter(("person", "talk"))
    file = File(id="f1", name="a.pdf", type="application/pdf", size=0)
    async with Ledger(database, seal).entry() as entry:
        met = await entry.pages([Address("telegram", "5")], lambda: next(numbers), AT)
        [page] = met.values()
        promised = Promised(file=file, front="telegram", remote="doc")
        await entry.promise(page.conversation.id, promised, AT)
    async with FakeApi() as api:
        api.files["doc"] = PDF
        api.meet(BROKEN, method="getFile")
        for minutes in (0, 1):
            swept = await sweeps(sqlite_url, tmp_path, api, AT + timedelta(minutes=minutes))
            assert set(swept) == {"at", "timers", "letters", "failed"}
        assert len(api.called("getFile")) == 2
    kept = await Files(database, seal).read("f1")
    assert kept is not None
    assert kept[1] == PDF
    await database.dispose()
