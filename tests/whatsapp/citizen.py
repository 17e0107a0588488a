"""Webhooks in the shape that the Cloud API sends, and a citizen who sends them over HTTP.

The shapes follow Meta's documents; the people and the numbers are invented.
"""

import hmac
import itertools
import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import ClientSession

from tests.whatsapp.fake_graph import PHONE, FakeGraph

SECRET = "an-application-secret-of-the-tests"
HEADER = "X-Hub-Signature-256"
NOW = 1_772_000_000
MORE = re.compile(r"\d/\d")  # over a list that goes on
numbers = itertools.count(1)

Settled = Callable[[], Awaitable[None]]


def wamid(who: str) -> str:
    """A message id; like a real one it tells the sender to whoever can read it."""
    return f"wamid.HBgL{who}AB{next(numbers)}=="


def message(who: str, type: str, **content: Any) -> dict[str, Any]:
    """One message of somebody, who is a user id or a telephone number."""
    named = {"from_user_id": who} if who[0].isalpha() else {"from": who}
    told = {"id": wamid(who), "timestamp": str(NOW + next(numbers)), "type": type}
    return {**named, **told, **content}


def text(who: str, body: str) -> dict[str, Any]:
    """A line of somebody."""
    return message(who, "text", text={"body": body})


def pressed(who: str, kind: str, label: str, back: str) -> dict[str, Any]:
    """A press: on a button or a row of ours, or on a button of a template."""
    if kind == "template":
        return message(who, "button", button={"payload": back, "text": label})
    reply = "button_reply" if kind == "button" else "list_reply"
    shown = {"type": reply, reply: {"id": back, "title": label}}
    return message(who, "interactive", interactive=shown)


def status(
    of: str, what: str, code: int | None = None, who: str = "77010000000"
) -> dict[str, Any]:
    """What became of a message of ours."""
    errors = {"errors": [{"code": code, "title": "refused"}]} if code is not None else {}
    return {"id": of, "status": what, "timestamp": str(NOW), "recipient_id": who, **errors}


def webhook(
    *messages: dict[str, Any], statuses: tuple[dict[str, Any], ...] = (), phone: str = PHONE
) -> dict[str, Any]:
    """A body of one change."""
    return body(change(*messages, statuses=statuses, phone=phone))


def change(
    *messages: dict[str, Any], statuses: tuple[dict[str, Any], ...] = (), phone: str = PHONE
) -> dict[str, Any]:
    """One change of messages and receipts."""
    metadata = {"display_phone_number": "77150000000", "phone_number_id": phone}
    value = {
        "messaging_product": "whatsapp",
        "metadata": metadata,
        "contacts": [_contact(m) for m in messages],
    }
    found = {"messages": list(messages)} if messages else {}
    return {"field": "messages", "value": {**value, **found, **_receipts(statuses)}}


def _receipts(statuses: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    return {"statuses": list(statuses)} if statuses else {}


def _contact(message: dict[str, Any]) -> dict[str, Any]:
    known = {"profile": {"name": "Айгерім"}}
    if "from_user_id" in message:
        return known | {"user_id": message["from_user_id"]}
    return known | {"wa_id": message.get("from", "")}


def body(*changes: dict[str, Any]) -> dict[str, Any]:
    """A body of several changes, each in an entry of its own."""
    entries = [{"id": "200000000000002", "changes": [change]} for change in changes]
    return {"object": "whatsapp_business_account", "entry": entries}


def signed(raw: bytes, secret: str = SECRET) -> dict[str, str]:
    """The header that WhatsApp signs a body with."""
    return {HEADER: f"sha256={hmac.new(secret.encode(), raw, 'sha256').hexdigest()}"}


ADDRESS = ("мекенжай", "адрес", "address")  # words of the question that takes no name


def name_or_address(question: str) -> str:
    """What somebody writes where words are asked for."""
    asked = question.casefold()
    return "Абай көшесі 5" if any(word in asked for word in ADDRESS) else "Ахметова Айгүл"


class Citizen:
    """One person with a telephone: says, presses and reads."""

    def __init__(
        self, http: ClientSession, url: str, graph: FakeGraph, id: str, settled: Settled
    ) -> None:
        self.http, self.url, self.graph, self.id, self.settled = http, url, graph, id, settled
        self.seen = 0  # messages this citizen has read

    async def posts(self, value: Any) -> int:
        """Post a signed body; the status of the answer."""
        raw = value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()
        async with self.http.post(self.url, data=raw, headers=signed(raw)) as answer:
            return answer.status

    async def sends(self, *messages: dict[str, Any]) -> str:
        """Send messages in one webhook and return what comes back."""
        await self.tells(*messages)
        return await self.reads()

    async def tells(self, *messages: dict[str, Any]) -> None:
        """Send messages in one webhook, whatever comes back."""
        self.graph.heard[self.id] = self.graph._clock()
        assert await self.posts(webhook(*messages)) == 200

    async def says(self, words: str) -> str:
        """Write a line and return what comes back, all new messages together."""
        return await self.sends(text(self.id, words))

    async def presses(self, pattern: str) -> str:
        """Press the newest button whose label or option matches; what comes back."""
        return await self.sends(self.press(pattern))

    async def reads(self) -> str:
        """Wait for at least one new message and return the new ones."""
        await self.settled()
        shown = await self.graph.shows(self.id, self.seen + 1)
        new, self.seen = shown[self.seen :], len(shown)
        return "\n".join(one.text for one in new)

    def press(self, pattern: str) -> dict[str, Any]:
        """The message of a press on the newest button that matches."""
        for shown in reversed(self.graph.shown(self.id)):
            for label, back in shown.buttons:
                if re.search(pattern, label) or back.split(":")[-1] == pattern:
                    return pressed(self.id, shown.kind, label, back)
        raise LookupError(f"no button {pattern!r} in {self.graph.shown(self.id)[-1:]}")

    def options(self) -> list[str]:
        """Option ids of the newest question, whose lists may be several messages."""
        ids: list[str] = []
        for shown in reversed(self.graph.shown(self.id)):
            if shown.kind != "location_request_message":
                ids = [back.split(":")[-1] for _, back in shown.buttons] + ids
                if not MORE.fullmatch(shown.text):
                    break
        return ids
