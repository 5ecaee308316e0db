"""Compare the countries, bodies and places of each segment with its translation's.

Promises one finding for a segment whose translation names countries that the segment does not, an error, and
one for bodies and places of Vietnam, a warning. Changes nothing.
"""

from collections.abc import Iterator

from service.domain.article import Language, Segment
from service.domain.brief import Finding, Translation
from service.domain.highlight import Bilingual
from service.text.gazetteer import Gazetteer
from service.text.invented_bodies import invented_bodies
from service.text.invented_countries import invented_countries
from service.text.invented_places import invented_places


def check_countries(
    segments: tuple[Segment, ...],
    translations: tuple[Translation, ...],
    *,
    source: Language,
    gazetteer: Gazetteer,
) -> tuple[Finding, ...]:
    """Return the findings on countries, bodies and places, in reading order."""
    pairs = zip(segments, translations, strict=True)
    return tuple(
        finding
        for segment, translation in pairs
        for finding in countries_in_pair(
            segment.text, translation.text, source=source, gazetteer=gazetteer, segment=segment.index
        )
    )


def countries_in_pair(
    source_text: str,
    target_text: str,
    *,
    source: Language,
    gazetteer: Gazetteer,
    segment: int | None = None,
) -> Iterator[Finding]:
    """Yield the findings on one translated text."""
    countries = invented_countries(source_text, target_text, source=source, gazetteer=gazetteer)
    bodies = invented_bodies(source_text, target_text, source=source, gazetteer=gazetteer)
    if countries:
        yield Finding("name_changed", "error", segment, _message(countries))
    places = invented_places(source_text, target_text, source=source, gazetteer=gazetteer)
    if bodies or places:
        yield Finding("name_changed", "warning", segment, _message((*bodies, *places)))


def _message(found: tuple[str, ...]) -> Bilingual:
    names = ", ".join(f"“{name}”" for name in found)
    return Bilingual(
        f"Bản dịch nhắc đến {names}, bài gốc thì không.",
        f"The translation names {names}, which the source does not.",
    )
