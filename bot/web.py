"""The server process: the web, the post and the clock in one loop, as ESIK_ROLE says.

Ctrl-C or SIGTERM stops it within GRACE seconds and a little: who waits for new lines is let go at
once, requests and letters on their way are brought to an end, then the house is closed.
"""

import asyncio
import gc
import signal
import socket
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import uvicorn
import uvloop
from starlette.routing import Route

from bot.app import House, open_house
from bot.clock import Clock
from bot.doors import Door
from bot.fetching import Fetching, Keeper
from bot.log import log, start_log, told
from bot.post import Post
from bot.settings import Settings, SettingsError
from bot.site import site

GRACE = 2  # seconds that those on their way get at the end
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds before what failed is started again
BACKLOG = 1024
GARBAGE = (20_000, 10, 10)  # a turn leaves few cycles: looked for at every 700 they cost a tenth
WRONG_SETTINGS = 2  # exit code
Run = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Crew:
    """Who works in this process: runners by name, webhooks, and what belongs to doors.

    doors: the ways out; keepers: those of them whose messenger keeps files for us.
    """

    runners: dict[str, Run] = field(default_factory=dict)
    doors: dict[str, Door] = field(default_factory=dict)
    keepers: dict[str, Keeper] = field(default_factory=dict)
    webhooks: list[Route] = field(default_factory=list)
    states: dict[str, Callable[[], str]] = field(default_factory=dict)


def serve(settings: Settings) -> None:
    """Serve until stopped; exits with 2 and a sentence when the settings do not let it start."""
    start_log()
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_serve(settings))
    except SettingsError as error:
        sys.stderr.write(f"esik: {error}\n")
        sys.exit(WRONG_SETTINGS)


async def _serve(settings: Settings) -> None:
    async with open_house(settings) as house:
        crew = crew_of(house)
        closing = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, closing.set)
        tasks = [loop.create_task(_kept(name, act, closing)) for name, act in crew.runners.items()]
        gc.collect()
        gc.freeze()
        gc.set_threshold(*GARBAGE)
        try:
            await _web(house, crew, closing)
        finally:
            closing.set()
            await _ended(tasks)
            for out in crew.doors.values():
                await out.close()


def crew_of(house: House) -> Crew:
    """Who works in this process, by its role and its doors."""
    crew, role = Crew(), house.settings.role
    if house.settings.telegram_token is not None:
        _hire_telegram(house, crew)
    if house.settings.whatsapp_token is not None:
        _hire_whatsapp(house, crew)
    if house.settings.sms_url:
        _hire_sms(house, crew)
    if role in {"all", "post"}:
        crew.runners["post"] = Post(house, crew.doors).run
        crew.runners["fetching"] = Fetching(house, crew.keepers).run
    if role in {"all", "clock"}:
        crew.runners["clock"] = Clock(house).run
    return crew


def _hire_telegram(house: House, crew: Crew) -> None:
    """Imported here: it costs seconds and memory, and not every house has this door."""
    from bot.telegram import Telegram, telegram_out

    out = telegram_out(house)
    crew.doors["telegram"] = crew.keepers["telegram"] = out
    crew.states["telegram"] = out.state
    if house.settings.role in {"all", "web"}:
        telegram = Telegram(house, out)
        crew.runners["telegram"] = telegram.run
        crew.webhooks.extend(telegram.routes)
        crew.states["telegram"] = telegram.state


def _hire_whatsapp(house: House, crew: Crew) -> None:
    """Imported here: not every house has this door. Raises SettingsError."""
    from bot.whatsapp import WhatsApp, whatsapp_out

    out = whatsapp_out(house)
    crew.doors["whatsapp"] = crew.keepers["whatsapp"] = out
    crew.states["whatsapp"] = out.state
    if house.settings.role in {"all", "web"}:
        crew.webhooks.extend(WhatsApp(house).routes)


def _hire_sms(house: House, crew: Crew) -> None:
    """Imported here: not every house has this door."""
    from bot.sms import TextMessages

    out = TextMessages(house)
    crew.doors["sms"] = out
    crew.states["sms"] = out.state


async def _web(house: House, crew: Crew, closing: asyncio.Event) -> None:
    """Answer requests until it is time to close; a process without the web only waits."""
    if house.settings.role not in {"all", "web"}:
        log().info("working", role=house.settings.role)
        await closing.wait()
        return
    with listening(house.settings) as door:
        port = door.getsockname()[1]
        log().info("serving", url=f"http://{house.settings.host}:{port}")
        server = Server(_config(house, crew, closing))
        await server.serve_until(closing, door)


def _config(house: House, crew: Crew, closing: asyncio.Event) -> uvicorn.Config:
    return uvicorn.Config(
        site(house, closing, crew.webhooks, crew.states),
        http="httptools",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE,
        backlog=BACKLOG,
    )


@contextmanager
def listening(settings: Settings) -> Iterator[socket.socket]:
    """The socket at host and port; raises SettingsError when it cannot be had."""
    try:
        door = socket.create_server((settings.host, settings.port), backlog=BACKLOG)
    except OSError as error:
        raise SettingsError(
            f"ESIK_HOST {settings.host} and ESIK_PORT {settings.port} cannot be used:"
            f" {error.strerror}"
        ) from error
    with door:
        yield door


class Server(uvicorn.Server):
    """Uvicorn, told by an event when to stop; the signals are this process's, not its."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Nothing: see above."""
        yield

    async def serve_until(self, closing: asyncio.Event, door: socket.socket) -> None:
        """Serve at a socket until the event is set."""
        async with asyncio.TaskGroup() as group:
            stopping = group.create_task(self._stop_when(closing))
            await self.serve([door])
            stopping.cancel()

    async def _stop_when(self, closing: asyncio.Event) -> None:
        await closing.wait()
        self.should_exit = True


async def _kept(name: str, act: Run, closing: asyncio.Event) -> None:
    """Keep a runner at work: what fails is logged and started again, until it is time to close."""
    pause = FIRST_PAUSE
    while not closing.is_set():
        try:
            await act()
            return
        except Exception as error:  # the edge of what runs beside the web: it must not stop
            log().error("runner_failed", runner=name, **told(error))
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)


async def _ended(tasks: Sequence[asyncio.Task[None]]) -> None:
    """Stop runners; those that need longer than GRACE to end are cut short."""
    for task in tasks:
        task.cancel()
    if not tasks:
        return
    _, late = await asyncio.wait(tasks, timeout=GRACE)
    for task in late:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
