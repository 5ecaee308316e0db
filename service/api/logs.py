"""Structured logs: one JSON object a line on stderr, those of libraries included; in words for a terminal."""

import logging
import sys

import structlog
from structlog.tracebacks import ExceptionDictTransformer

from service.api.troubles import of_this_process

_FOR_MACHINES = frozenset(("event", "level", "logger", "timestamp", "exception"))


def configure(level: str, *, plain: bool = False) -> None:
    """Send every log record of this process, ours and the libraries', through one formatter.

    `plain` is for the command line: a person reads them between a command's own words.
    """
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        of_this_process(),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            # Local variables would hold article text, and take seconds to write out.
            structlog.processors.ExceptionRenderer(ExceptionDictTransformer(show_locals=False)),
            _in_words if plain else structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for chatty in ("alembic", "httpx", "trafilatura", "htmldate", "urllib3"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def _in_words(_logger: object, _method: str, fields: structlog.typing.EventDict) -> str:
    told = {name: value for name, value in fields.items() if name not in _FOR_MACHINES}
    if raised := fields.get("exception"):
        told["exception"] = raised[0]["exc_type"]
    details = ", ".join(f"{name} {value}" for name, value in told.items())
    said = f"{fields.get('level', 'info')}: {str(fields['event']).replace('_', ' ')}"
    return f"{said} ({details})" if details else said
