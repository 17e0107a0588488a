"""Updates in the shape that Telegram sends, and a citizen who sends them over HTTP.

The shapes follow the Bot API's own documents; the people are invented.
"""

import itertools
import re
from typing import Any

from aiohttp import ClientSession

from tests.telegram.fake_api import BOT, FakeApi

SECRET = "a-secret-of-the-tests"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
NOW = 1_772_000_000
RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages",
    "can_manage_video_chats", "can_restrict_members", "can_promote_members", "can_change_info",
    "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
    "can_send_welcome_messages",
)  # fmt: skip
update_ids = itertools.count(900_001)


def user(id: int, language: str | None = "ru") -> dict[str, Any]:
    """A person of Telegram."""
    known = {"id": id, "is_bot": False, "first_name": "Айгерім", "username": f"c{id}"}
    return known | ({"language_code": language} if language else {})


def private(id: int) -> dict[str, Any]:
    """The chat of one person with the bot."""
    return {"id": id, "first_name": "Айгерім", "username": f"c{id}", "type": "private"}


def message(id: int, language: str | None = "ru", **content: Any) -> dict[str, Any]:
    """An update with a message of any content."""
    return {"update_id": next(update_ids), "message": _message(id, language, **content)}


def edited(id: int, **content: Any) -> dict[str, Any]:
    """An update that tells of an edit."""
    changed = _message(id, "ru", **content) | {"edit_date": NOW + 5}
    return {"update_id": next(update_ids), "edited_message": changed}


def press(id: int, data: str | None, shown: dict[str, Any] | None = None) -> dict[str, Any]:
    """An update that tells of a pressed button."""
    under = shown or {"message_id": 7, "date": NOW, "text": "?"}
    query = {
        "id": str(next(update_ids)),
        "from": user(id),
        "message": {"from": BOT, "chat": private(id), **under},
        "chat_instance": "-77",
        **({"data": data} if data is not None else {"game_short_name": "g"}),
    }
    return {"update_id": next(update_ids), "callback_query": query}


def member(chat: dict[str, Any], before: str, after: str) -> dict[str, Any]:
    """An update that tells what the bot is in a chat now."""
    bot = {key: BOT[key] for key in ("id", "is_bot", "first_name", "username")}
    change = {
        "chat": chat,
        "from": user(5),
        "date": NOW,
        "old_chat_member": _member(bot, before),
        "new_chat_member": _member(bot, after),
    }
    return {"update_id": next(update_ids), "my_chat_member": change}


def _message(id: int, language: str | None, **content: Any) -> dict[str, Any]:
    about = {"message_id": 11, "from": user(id, language), "chat": private(id), "date": NOW}
    text = content.get("text", "")
    if text.startswith("/"):
        length = len(text.split()[0])
        about["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
    return about | content


def _member(bot: dict[str, Any], status: str) -> dict[str, Any]:
    more: dict[str, Any] = {"until_date": 0} if status == "kicked" else {}
    if status == "administrator":
        more = dict.fromkeys(RIGHTS, False)
    return {"user": bot, "status": status} | more


ADDRESS = ("мекенжай", "адрес", "address")  # words of the question that takes no name


def name_or_address(question: str) -> str:
    """What somebody writes where words are asked for."""
    asked = question.casefold()
    return "Абай көшесі 5" if any(word in asked for word in ADDRESS) else "Ахметова Айгүл"


class Citizen:
    """One person with a phone: says, presses and reads through a webhook and a fake server."""

    def __init__(self, http: ClientSession, url: str, api: FakeApi, id: int) -> None:
        self.http, self.url, self.api, self.id = http, url, api, id
        self.seen = 0  # messages this citizen has read

    async def sends(self, update: dict[str, Any]) -> tuple[int, Any]:
        """Post an update and return the status and the call in the answer, if there is one."""
        async with self.http.post(self.url, json=update, headers={HEADER: SECRET}) as answer:
            body = await answer.read()
            return answer.status, (await answer.json()) if body else None

    async def says(self, text: str, language: str | None = "ru") -> str:
        """Write a line and return what comes back, all new messages together."""
        status, _ = await self.sends(message(self.id, language, text=text))
        assert status == 200
        return await self.reads()

    async def presses(self, pattern: str) -> str:
        """Press the newest button whose label or option matches; what comes back."""
        label, data, under = self.button(pattern)
        status, call = await self.sends(press(self.id, data, under))
        assert status == 200, label
        assert call["method"] == "answerCallbackQuery", call
        return await self.reads()

    async def reads(self) -> str:
        """Wait for at least one new message and return the new ones."""
        shown = await self.api.shows(self.id, self.seen + 1)
        new, self.seen = shown[self.seen :], len(shown)
        return "\n".join(one.text for one in new)

    def button(self, pattern: str) -> tuple[str, str, dict[str, Any]]:
        """The newest button that matches: its label, its data and the message it stands under."""
        for shown in reversed(self.api.shown(self.id)):
            for label, data in shown.buttons:
                if re.search(pattern, label) or data.split(":")[-1] == pattern:
                    under = {"message_id": shown.id, "date": NOW, "text": shown.text}
                    return label, data, under | {"reply_markup": shown.markup}
        raise LookupError(f"no button {pattern!r} in {self.api.shown(self.id)[-1:]}")
