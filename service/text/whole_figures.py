"""The figures of a text that nothing is written into: a sum, a share, a date, with its sign and its unit.

Promises stretches that do not overlap, in reading order. Refuses to know what might be written there.
"""

from service.domain.article import Language, Span
from service.text.amounts import find_amounts
from service.text.dates import find_dates
from service.text.numbers import find_numbers
from service.text.protected import find_protected


def whole_figures(text: str, language: Language) -> tuple[Span, ...]:
    """Return where the figures of a text are, those that overlap as one."""
    text = text.replace("\xa0", " ")
    found = [
        *(one.span for one in find_protected(text, source=language)),
        *(one.span for one in find_amounts(text, language)),
        *(one.span for one in find_dates(text, language)),
        *(one.span for one in find_numbers(text, language)),
    ]
    spans: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start, span.end)):
        if spans and span.start < spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(spans[-1].end, span.end))
        else:
            spans.append(span)
    return tuple(spans)
