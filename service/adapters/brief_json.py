"""The Brief as JSON, the public contract v1, and back again.

Promises that one brief always gives the same bytes. Refuses to know where they are kept or sent.
"""

from functools import lru_cache

from pydantic import TypeAdapter

from service.domain.brief import Brief
from service.domain.ledger import BriefOutline


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Brief]:
    return TypeAdapter(Brief)


@lru_cache(maxsize=1)
def _outlines() -> TypeAdapter[BriefOutline]:
    return TypeAdapter(BriefOutline)


def brief_to_json(brief: Brief) -> str:
    """Return the brief as JSON, keys in the order of the contract."""
    return _adapter().dump_json(brief).decode()


def brief_from_json(text: str) -> Brief:
    """Return the brief that `brief_to_json` wrote."""
    return _adapter().validate_json(text)


def outline_from_json(text: str) -> BriefOutline:
    """Return what the ledger reads of the brief that `brief_to_json` wrote."""
    return _outlines().validate_json(text)
