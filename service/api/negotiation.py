"""Which of the media types that we write a client likes best (RFC 9110, 12.5.1)."""

from collections.abc import Sequence

from starlette.exceptions import HTTPException

Range = tuple[str, float]


def choose(accept: str | None, offers: Sequence[str]) -> str:
    """Return the best offer, the earlier of equals, the first without a preference. Raises 406."""
    if accept is None or not accept.strip():
        return offers[0]
    ranges = [_range(part) for part in accept.split(",") if part.strip()]
    liked = max(offers, key=lambda offer: _quality(offer, ranges))
    if _quality(liked, ranges) <= 0:
        raise HTTPException(
            406, f"None of the media types in Accept can be sent; there are {', '.join(offers)}."
        )
    return liked


def _range(part: str) -> Range:
    media, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = next((p[2:] for p in parameters if p.startswith("q=")), "1")
    try:
        return media, min(max(float(quality), 0.0), 1.0)
    except ValueError:
        return media, 0.0


def _quality(offer: str, ranges: Sequence[Range]) -> float:
    """Return how much an offer is liked: what the most exact range that covers it says."""
    for covering in (offer, f"{offer.partition('/')[0]}/*", "*/*"):
        for media, quality in ranges:
            if media == covering:
                return quality
    return 0.0
