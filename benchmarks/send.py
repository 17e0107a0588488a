"""CPU cost of sending one message, beside plain libraries that send the same one.

    python benchmarks/send.py [--sends 3000] [--rounds 5] [--at-once 16]

Each way sends the same text with two buttons to a server of its own on the loopback, which runs in
another process and answers at once. Ways are run in turn, round by round, so that a change of the
machine falls on all; the CPU is that of the sending process alone.
"""

import argparse
import asyncio
import json
import multiprocessing
import statistics
import time
from collections.abc import Awaitable, Callable
from multiprocessing.connection import Connection
from typing import Any

from bot.doors import Call
from bot.fronts.net import Net
from bot.fronts.telegram_out import TelegramOut
from bot.fronts.telegram_write import write as write_telegram
from bot.fronts.whatsapp.sending import Stationery, WhatsAppOut
from bot.fronts.whatsapp.writing import write as write_whatsapp
from bot.whatsapp import read_errors
from dialogs.letters import Letter

TOKEN = "42:a-token-that-does-not-exist"
WARM_UP = 200
ASKED = {"id": "menu", "kind": "choice", "expects": "choice", "optional": False, "asked": 3}
TEXT = "Сіздің өтінішіңіз тіркелді. Жауап он бес жұмыс күнінде беріледі. Енді не істейміз?"
CHOICES = (("file", "Өтініш беру"), ("book", "Қабылдауға жазылу"))
LETTER = Letter(text=TEXT, choices=CHOICES, question=ASKED)
MESSAGE = {"message_id": 7, "date": 1700000000, "chat": {"id": 5, "type": "private"}, "text": TEXT}
ANSWERS = {
    b"/messages": {"messaging_product": "whatsapp", "messages": [{"id": "wamid.HBgLNzcwMTA="}]},
    b"": {"ok": True, "result": MESSAGE},
}

Send = Callable[[], Awaitable[object]]
Way = tuple[Send, Callable[[], Awaitable[object]]]  # how to send, how to let go


class Answering(asyncio.Protocol):
    """Answers every request of HTTP/1.1 with the same few bytes."""

    def __init__(self) -> None:
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client came."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer each whole request."""
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end].lower()
            length = int(head.partition(b"content-length:")[2].split(b"\r\n")[0] or 0)
            if len(self._buffer) < end + 4 + length:
                return
            self._buffer = self._buffer[end + 4 + length :]
            path = next(path for path in ANSWERS if path in head)
            body = json.dumps(ANSWERS[path]).encode()
            lines = (
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            )
            self._transport.write(lines % len(body) + body)


def serve(told: Connection) -> None:
    """Listen on a free port and tell it."""

    async def listen() -> None:
        server = await asyncio.get_running_loop().create_server(Answering, "127.0.0.1", 0)
        told.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(listen())


async def no_file(_: str) -> None:
    """No letter here has a file."""


def esik_telegram(base: str) -> Way:
    """Our door out to Telegram."""
    out = TelegramOut(
        token=TOKEN,
        base=base,
        rate=0,
        wire=Net(),
        write=write_telegram,
        read_file=no_file,
    )
    return lambda: out.send("5", LETTER), out.close


def esik_whatsapp(base: str) -> Way:
    """Our door out to WhatsApp."""

    def written(letter: Letter, language: str) -> list[Call]:
        return write_whatsapp(letter, "Таңдау", "Немесе орныңызды жіберіңіз.")

    async def filled(template: str, letter: Letter, language: str) -> None:
        """No template is sent here."""

    stationery = Stationery(
        errors=read_errors(), write=written, fill=filled, read_file=no_file, blind=str
    )
    out = WhatsAppOut(phone="1", base=base, wire=Net("t"), stationery=stationery)
    return lambda: out.send("77010000001", LETTER), out.close


def plain_aiogram(base: str) -> Way:
    """aiogram's own bot."""
    from aiogram import Bot
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(base)))

    async def send() -> object:
        rows = [
            [InlineKeyboardButton(text=label, callback_data=f"3:{id}")] for id, label in CHOICES
        ]
        return await bot.send_message(
            5, TEXT, reply_markup=InlineKeyboardMarkup(inline_keyboard=rows)
        )

    return send, bot.session.close


def plain_ptb(base: str) -> Way:
    """python-telegram-bot's own bot, over its own transport."""
    from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
    from telegram.request import HTTPXRequest

    request = HTTPXRequest(connection_pool_size=64)
    bot = Bot(TOKEN, base_url=f"{base}/bot", request=request)

    async def send() -> object:
        rows = [[InlineKeyboardButton(label, callback_data=f"3:{id}")] for id, label in CHOICES]
        return await bot.send_message(5, TEXT, reply_markup=InlineKeyboardMarkup(rows))

    return send, request.shutdown


WAYS: dict[str, Callable[[str], Way]] = {
    "esik to Telegram": esik_telegram,
    "esik to WhatsApp": esik_whatsapp,
    "plain aiogram": plain_aiogram,
    "plain python-telegram-bot": plain_ptb,
}


async def cost(make: Callable[[str], Way], base: str, sends: int, at_once: int) -> float:
    """Milliseconds of CPU for one send."""
    send, let_go = make(base)

    async def many(number: int) -> None:
        for _ in range(number):
            await send()

    await many(WARM_UP)
    before = time.process_time()
    await asyncio.gather(*(many(sends // at_once) for _ in range(at_once)))
    spent = time.process_time() - before
    await let_go()
    return 1000 * spent / (sends // at_once * at_once)


def measured(base: str, asked: argparse.Namespace) -> dict[str, list[float]]:
    """The cost of each way in each round."""
    import uvloop

    rows: dict[str, list[float]] = {name: [] for name in WAYS}
    for _ in range(asked.rounds):
        for name, make in WAYS.items():
            with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
                rows[name].append(runner.run(cost(make, base, asked.sends, asked.at_once)))
    return rows


def table(rows: dict[str, list[float]]) -> str:
    """Medians, and how they stand to each plain library."""
    medians = {name: statistics.median(found) for name, found in rows.items()}
    aiogram, ptb = (medians[f"plain {name}"] for name in ("aiogram", "python-telegram-bot"))
    lines = [
        "| way | CPU ms per send | to aiogram | to python-telegram-bot |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {name} | {found:.3f} | {found / aiogram:.2f} | {found / ptb:.2f} |"
        for name, found in medians.items()
    ]
    return "\n".join(lines)


def main() -> None:
    """Run the rounds and print the table of medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sends", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--at-once", type=int, default=16)
    asked: Any = parser.parse_args()
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(theirs,), daemon=True)
    server.start()
    print(table(measured(f"http://127.0.0.1:{ours.recv()}", asked)))
    server.terminate()


if __name__ == "__main__":
    main()
