"""The log: one JSON line for each thing that happened, and nothing personal in any of them.

Rules of this file:
1. A line has an event and plain values: ids, counts, codes, durations. Never words of a citizen,
   never an address, a name, a token or a number to call.
2. An error is told by its kind and by where it was raised, not by its message: messages of
   libraries repeat what they were given.
"""

import logging
import sys
from pathlib import Path
from typing import TextIO

import structlog
from structlog.typing import FilteringBoundLogger

FRAMES = 4  # the innermost places of an error that are told


def start_log(stream: TextIO = sys.stderr) -> None:
    """Write the log as JSON lines, and of what libraries say only that they warned."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(stream),
    )
    quiet = _Quiet(logging.WARNING)
    logging.basicConfig(level=logging.WARNING, handlers=[quiet], force=True)


def log() -> FilteringBoundLogger:
    """The log to write to."""
    logger: FilteringBoundLogger = structlog.get_logger()
    return logger


def told(error: BaseException) -> dict[str, str]:
    """An error as values that may be logged: its kind, and the innermost places it passed."""
    places = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{Path(code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    cause = error.__cause__ or error.__context__
    known = {"error": type(error).__name__, "where": " < ".join(reversed(places[-FRAMES:]))}
    return {**known, "cause": type(cause).__name__} if cause else known


class _Quiet(logging.Handler):
    """Passes on that a library complained, where, and of what kind."""

    def emit(self, record: logging.LogRecord) -> None:
        """One line of ours for one of theirs."""
        error = record.exc_info[1] if record.exc_info else None
        log().log(
            record.levelno,
            "library",
            name=record.name,
            line=f"{record.module}:{record.lineno}",
            **(told(error) if error else {}),
        )
