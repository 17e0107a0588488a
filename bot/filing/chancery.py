"""The chancery: hands the appeals over whose agencies do not work their register in Esik."""

from bot.app import House
from bot.filing.folder import hand_over
from bot.log import log, told
from storage.files import Files

OUTGOING = "outgoing"  # inside ESIK_DATA_DIR


class Chancery:
    """Hands appeals over, each by the way that its agency takes."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._files = Files(house.database, house.seal)

    async def hand_over(self, number: str) -> bool:
        """Hand a case over; False when it has to be tried again, and the log says why."""
        case = await self._house.turn.case(number)
        if case is None or case.state != "received":
            return True
        try:
            outgoing = self._house.settings.data_dir / OUTGOING
            found = [await self._files.read(file.id) for file in await self._files.of_case(number)]
            hand_over(outgoing, case, [file for file in found if file])
        except OSError as error:
            log().error("hand_over_failed", number=number, **told(error))
            return False
        return True
