"""Days and hours in words: «next Tuesday after lunch», «ертең таңертең», «15 декабря в 10».

A message is read by a table of words into items (a weekday, a number, «after»), the items are
joined by rules into days and hours, and what is left is a `Wish`: which days and which hours would
do. Free times are compared with the wish; it chooses among them and never makes one up.

    words    the table, and cutting a message into items      wish     what is wished
    joining  items joined into days and hours, by rules       reading  the whole way

Pure and for the calendar of Almaty: the present day is passed in.
"""

from dialogs.dates.reading import read
from dialogs.dates.wish import Wish
from dialogs.dates.words import DateWords, parse

__all__ = ["DateWords", "Wish", "parse", "read"]
