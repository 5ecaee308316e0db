"""Compare the countries of each segment with its translation's.

Promises one finding for a segment whose translation names countries that the segment does not. Changes
nothing.
"""

from collections.abc import Iterator

from service.domain.article import Language, Segment
from service.domain.brief import Finding, Translation
from service.domain.highlight import Bilingual
from service.text.gazetteer import Gazetteer
from service.text.invented_countries import invented_countries


def check_countries(
    segments: tuple[Segment, ...],
    translations: tuple[Translation, ...],
    *,
    source: Language,
    gazetteer: Gazetteer,
) -> tuple[Finding, ...]:
    """Return the findings on countries, in reading order."""
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
    """Yield the finding on one translated text."""
    found = invented_countries(source_text, target_text, source=source, gazetteer=gazetteer)
    if found:
        names = ", ".join(f"“{name}”" for name in found)
        message = Bilingual(
            f"Bản dịch nhắc đến {names}, bài gốc thì không.",
            f"The translation names {names}, which the source does not.",
        )
        yield Finding("name_changed", "error", segment, message)
