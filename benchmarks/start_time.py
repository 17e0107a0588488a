"""How long Esik takes to start, what that costs, and how much memory it holds then.

    python benchmarks/start_time.py [--rounds 5]

Three starts: `esik --help`; `esik serve` with the web only; the same with a Telegram door whose
Bot API cannot be reached. A server has started when /readyz answers. Each round has new data.
"""

import argparse
import os
import resource
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

Start = tuple[float, float, float]  # seconds, seconds of the CPU, resident megabytes


def main() -> None:
    """Measure and print a table of medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = range(parser.parse_args().rounds)
    print("| start | seconds | of the CPU | memory MB |\n|---|---|---|---|")
    _row("esik --help", [_help() for _ in rounds])
    _row("esik serve, web", [_serve({}) for _ in rounds])
    _row("esik serve, web and Telegram", [_serve(TELEGRAM) for _ in rounds])


def _row(name: str, starts: list[Start]) -> None:
    middle = [statistics.median(column) for column in zip(*starts, strict=True)]
    print(f"| {name} | {middle[0]:.2f} | {middle[1]:.2f} | {middle[2]:.0f} |")


def _help() -> Start:
    since, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([ESIK, "--help"], stdout=subprocess.DEVNULL, check=True)
    seconds, after = time.perf_counter() - since, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, cpu, after.ru_maxrss / 1024


def _serve(more: dict[str, str]) -> Start:
    """Until /readyz answers."""
    folder, port = tempfile.mkdtemp(prefix="esik-start-"), _free_port()
    settings = {"ESIK_DATA_DIR": folder, "ESIK_PORT": str(port), **more}
    since = time.perf_counter()
    server = subprocess.Popen(
        [ESIK, "serve"], env=os.environ | settings, stderr=subprocess.DEVNULL
    )
    try:
        _until_ready(f"http://127.0.0.1:{port}/readyz")
        return time.perf_counter() - since, _cpu(server.pid), _memory(server.pid)
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


def _cpu(process: int) -> float:
    """Seconds of the CPU that a process has used."""
    used = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK")


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


if __name__ == "__main__":
    main()
