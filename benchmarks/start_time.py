"""How long Esik takes to start, and how much memory it holds then.

    python benchmarks/start_time.py [--rounds 5]

Three starts: `esik --help`; `esik serve` with the web only; the same with a Telegram door whose
Bot API cannot be reached. A server has started when /readyz answers. Each round has new data.
"""

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ESIK = str(Path(sys.executable).with_name("esik"))
NOWHERE = "http://127.0.0.1:9"  # the port «discard»: nobody listens
TELEGRAM = {"ESIK_TELEGRAM_TOKEN": "42:a-bot-of-nobody", "ESIK_TELEGRAM_API_BASE": NOWHERE}
PATIENCE = 60.0


def main() -> None:
    """Measure and print a table of medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = range(parser.parse_args().rounds)
    print("| start | seconds | memory MB |\n|---|---|---|")
    print(f"| esik --help | {_median([_help() for _ in rounds]):.2f} | |")
    for name, more in (("esik serve, web", {}), ("esik serve, web and Telegram", TELEGRAM)):
        starts = [_serve(more) for _ in rounds]
        seconds, memory = (_median(list(column)) for column in zip(*starts, strict=True))
        print(f"| {name} | {seconds:.2f} | {memory:.0f} |")


def _median(figures: list[float]) -> float:
    return statistics.median(figures)


def _help() -> float:
    since = time.perf_counter()
    subprocess.run([ESIK, "--help"], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - since


def _serve(more: dict[str, str]) -> tuple[float, float]:
    """Seconds until ready, and resident megabytes then."""
    folder, port = tempfile.mkdtemp(prefix="esik-start-"), _free_port()
    settings = {"ESIK_DATA_DIR": folder, "ESIK_PORT": str(port), **more}
    since = time.perf_counter()
    server = subprocess.Popen(
        [ESIK, "serve"], env=os.environ | settings, stderr=subprocess.DEVNULL
    )
    try:
        _until_ready(f"http://127.0.0.1:{port}/readyz")
        return time.perf_counter() - since, _memory(server.pid)
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder)


def _until_ready(url: str) -> None:
    give_up = time.perf_counter() + PATIENCE
    while time.perf_counter() < give_up:
        try:
            with urllib.request.urlopen(url):
                return
        except urllib.error.URLError:
            time.sleep(0.01)
    raise SystemExit(f"{url} was not ready in {PATIENCE:g} seconds")


def _memory(process: int) -> float:
    """Resident megabytes of a process, as Linux tells them."""
    status = Path(f"/proc/{process}/status").read_text()
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(kilobytes) / 1024


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


if __name__ == "__main__":
    main()
