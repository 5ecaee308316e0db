"""What a job costs the allowance of its owner: counted as it is accepted, given back as it ends.

Promises that both are part of the step that they go with, so that no process that dies leaves one without the
other, and that orders at the same time cannot pass a limit together. Refuses to know whose limit is what.
"""

from datetime import datetime

from sqlalchemy import Connection

from service.adapters.job_rows import AnyRow
from service.adapters.usage_store import spend, take_off
from service.domain.usage import Usage, month_of, used_up


def charged(
    connection: Connection, row: AnyRow, characters: int, *, now: datetime, limit: int | None
) -> dict[str, object]:
    """Count characters that are to be worked at now; return what the job's row keeps of it.

    Raises QuotaExceeded where they would pass the limit.
    """
    month = month_of(now)
    if characters and not spend(connection, row.owner, month, Usage(characters), limit=limit):
        raise used_up(now)
    return {"charged": row.characters_done + characters, "charged_month": month}


def recharged(
    connection: Connection, row: AnyRow, characters: int, *, now: datetime, limit: int | None
) -> dict[str, object]:
    """Count characters that are tried again, and for which what was counted has been given back.

    Raises QuotaExceeded.
    """
    if row.charged is None:  # ordered before there was such a count: nothing was given back
        return {}
    return charged(connection, row, characters, now=now, limit=limit)


def given_back(connection: Connection, row: AnyRow) -> dict[str, object]:
    """Take off what was counted for a job that ends and was not done; return what its row keeps of it."""
    if row.charged is None:  # ordered before there was such a count
        return {}
    in_vain = row.charged - row.characters_done
    if in_vain > 0:
        take_off(connection, row.owner, row.charged_month, Usage(in_vain))
    return {"charged": row.characters_done}
