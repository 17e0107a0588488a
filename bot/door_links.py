"""Addresses that open a door of this house with something in hand: an agency, a one-time code."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from dialogs.codes import DOOR_LINK

LINK_MOST = 64  # characters of a deep link in a messenger
WHATSAPP_START = "/start "  # what a link of WhatsApp writes for its citizen


@dataclass(frozen=True, slots=True)
class DoorLinks:
    """The doors of a house; a messenger that it does not have is empty."""

    public_url: str = ""
    telegram: str = ""  # the bot's name
    whatsapp: str = ""  # the number, digits only

    def of_agency(self, agency: str, language: str) -> Mapping[str, str]:
        """The addresses that open the chat with an agency, by door."""
        wish = urlencode({"agency": agency, "lang": language})
        web = {"web": f"{self.public_url}/chat?{wish}"}
        return web | self._messengers(f"a_{agency}-{language}")

    def of_code(self, code: str) -> Mapping[str, str]:
        """The addresses that carry a one-time code; on the web the browser keeps it to itself."""
        web = {"web": f"{self.public_url}/chat#{DOOR_LINK}{code}"} if self.public_url else {}
        return self._messengers(f"{DOOR_LINK}{code}") | web

    def _messengers(self, link: str) -> dict[str, str]:
        doors = {}
        if self.telegram and len(link) <= LINK_MOST:
            doors["telegram"] = f"https://t.me/{self.telegram}?start={link}"
        if self.whatsapp:
            text = quote(f"{WHATSAPP_START}{link}")
            doors["whatsapp"] = f"https://wa.me/{self.whatsapp}?text={text}"
        return doors
