"""A page for every agency: its name, its channels, when it receives, and the doors into the chat.

1. What is shown stands in the tables: a channel only when the agency is known to have it, a
   contact only when it was confirmed.
2. Free times are read at every look; they are promised to nobody until they are booked.
3. A door is shown when this house has it. Its QR code is a picture of its own, to be printed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.app import House
from bot.limits import CHECKS_OF_ADDRESS, Buckets
from bot.mint import ALMATY
from bot.pages import ADVICE, Pages, tongue_of
from bot.qr import qr_svg
from bot.refusals import Refusal
from dialogs.receptions import Official, Slot
from locales import day, time_of_day
from routing_rules import Agency, Channel
from storage.openings import Openings

AHEAD = 30  # days of the schedule that are looked at
DAYS_SHOWN, TIMES_SHOWN = 5, 8  # of one official, and of one day
HAS = "yes"
AN_HOUR = "public, max-age=3600"


@dataclass(frozen=True, slots=True)
class Receiving:
    """An official who receives: name, formats, and days as (day, times, free seats)."""

    name: str
    formats: tuple[str, ...]
    days: tuple[tuple[str, tuple[str, ...], int], ...]


class AgencyPages:
    """The routes of agencies."""

    def __init__(self, house: House, buckets: Buckets, pages: Pages) -> None:
        self._house = house
        self._buckets = buckets
        self._pages = pages
        self._openings = Openings(house.database, house.seal)

    def routes(self) -> list[Route]:
        """The page of an agency, and the pictures of its doors."""
        return [
            Route("/agency/{agency}", self.show),
            Route("/agency/{agency}/{door}.svg", self.picture),
        ]

    async def show(self, request: Request) -> Response:
        """The page of an agency; 404 with a way on for an id that is none's."""
        self._buckets.must(CHECKS_OF_ADDRESS, request)
        language = tongue_of(request)
        words, rules = self._house.book.words, self._house.book.rules
        agency = rules.bodies.get(request.path_params["agency"])
        if agency is None:
            text = words.say("agency.unknown", language)
            return self._pages.draw(request, "error.html", 404, text=text)
        now = self._house.mint.now()
        heir = rules.bodies.successor(agency.id, now.astimezone(ALMATY).date())
        found = await self._openings.of(self._house.book.host(agency.id), now, AHEAD)
        return self._pages.draw(
            request,
            "agency.html",
            agency=agency,
            heir=rules.agency(heir) if heir != agency.id else None,
            channels=self._channels(agency),
            receiving=[_receiving(one, slots, language) for one, slots in found if slots],
            doors=tuple(self._house.links.of_agency(agency.id, language).items()),
            advice=self._pages.phone(ADVICE),
        )

    async def picture(self, request: Request) -> Response:
        """The QR code of a door of an agency, as SVG."""
        agency, door = request.path_params["agency"], request.path_params["door"]
        if not self._house.book.knows_agency(agency):
            raise Refusal(404, "page")
        address = self._house.links.of_agency(agency, tongue_of(request)).get(door)
        if address is None:
            raise Refusal(404, "page")
        headers = {"Cache-Control": AN_HOUR, "Vary": "Accept-Language"}
        return Response(qr_svg(address), 200, headers, "image/svg+xml")

    def _channels(self, agency: Agency) -> list[Channel]:
        """The channels that the agency is known to have, in their order."""
        known = self._house.book.rules.channels.values()
        return [channel for channel in known if agency.channels.get(channel.id) == HAS]


def _receiving(official: Official, slots: tuple[Slot, ...], language: str) -> Receiving:
    days = tuple(_days(slots, language))[:DAYS_SHOWN]
    return Receiving(official.name[language], official.formats, days)


def _days(slots: tuple[Slot, ...], language: str) -> Iterator[tuple[str, tuple[str, ...], int]]:
    for on, found in groupby(slots, _day):
        of_day = tuple(found)
        times = tuple(time_of_day(slot.starts) for slot in of_day[:TIMES_SHOWN])
        yield day(on, language), times, sum(slot.free for slot in of_day)


def _day(slot: Slot) -> date:
    return slot.starts.astimezone(ALMATY).date()
