"""What the API needs to write briefs for readers elsewhere. The composition root fills it in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from service.domain.article import Language
from service.domain.brief import Brief

Written = tuple[str, bytes]


@dataclass(frozen=True)
class PublishingParts:
    """`feed` writes a feed (format, briefs, language, the service's address, the feed's), `card` a card."""

    feed: Callable[[str, Sequence[Brief], Language, str, str], Written]
    card: Callable[[Brief, Language], str]
