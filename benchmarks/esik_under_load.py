"""Start the real `esik serve` the way a load driver for webhook bots asks for it.

The driver says where to listen, which Bot API to call and where data may lie in variables of its
own; here they become Esik's settings. Rates are off: what is measured is the work, not the pace.
"""

import os
import sys
from pathlib import Path

NAMES = {
    "BOT_TOKEN": "ESIK_TELEGRAM_TOKEN",
    "API_BASE": "ESIK_TELEGRAM_API_BASE",
    "WEBHOOK_HOST": "ESIK_HOST",
    "WEBHOOK_PORT": "ESIK_PORT",
    "WEBHOOK_SECRET": "ESIK_TELEGRAM_SECRET",
    "DATA_DIR": "ESIK_DATA_DIR",
}
RATES_OFF = {"ESIK_TELEGRAM_RATE": "0", "ESIK_TELEGRAM_CHAT_RATE": "0"}


def main() -> None:
    """Become `esik serve`."""
    given = {ours: os.environ[theirs] for theirs, ours in NAMES.items()}
    esik = Path(sys.executable).with_name("esik")
    os.execve(esik, [str(esik), "serve"], os.environ | given | RATES_OFF)


if __name__ == "__main__":
    main()
