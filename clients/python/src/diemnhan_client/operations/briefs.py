"""Briefs: order, read, search, compare, correct, delete, and show them elsewhere."""

import time

import httpx

from diemnhan_client.call import (
    Body,
    Call,
    Query,
    Tagged,
    json_as,
    matching,
    nothing,
    once,
    tagged,
    text,
)
from diemnhan_client.course import Ask, Course, Give, Rest, answer
from diemnhan_client.nouns.briefs import (
    Accepted,
    Brief,
    BriefCard,
    BriefPage,
    BriefRequest,
    BriefSearch,
    FeedSearch,
    RawParameters,
    SegmentCorrection,
)
from diemnhan_client.nouns.diffs import BriefDiff
from diemnhan_client.nouns.vocabulary import BriefMedia, FeedEnding, Language, RawMedia
from diemnhan_client.paging import all_pages
from diemnhan_client.problems import NotYet, TookTooLong, retry_after

BRIEFS, BRIEF = "/v1/briefs", "/v1/briefs/{brief_id}"
LATER = {"Prefer": "respond-async"}
SOON = 2.0  # seconds, where the service does not say when to ask again
NONE: BriefSearch = {}
NOTHING_KNOWN: RawParameters = {}
EVERYTHING: FeedSearch = {}


def create(article: BriefRequest, *, idempotency_key: str | None = None) -> Call[Brief]:
    """Order a brief and wait for it. Sent again after a lost answer, there is still one brief."""
    return Call(
        "POST",
        BRIEFS,
        json_as(Brief),
        headers=once(idempotency_key),
        body=Body(json=article),
        repeatable=True,
    )


def create_from(
    content: bytes,
    media_type: RawMedia,
    known: RawParameters = NOTHING_KNOWN,
    *,
    charset: str | None = None,
    idempotency_key: str | None = None,
) -> Call[Brief]:
    """Order a brief of an article as it lies in a file; its encoding is recognised unless it is given."""
    sent = media_type if charset is None else f"{media_type}; charset={charset}"
    return Call(
        "POST",
        BRIEFS,
        json_as(Brief),
        query=_query(known),
        headers={**once(idempotency_key), "Content-Type": sent},
        body=Body(content=content),
    )


def order(article: BriefRequest, *, idempotency_key: str | None = None) -> Call[Accepted]:
    """Order a brief for later: it is kept and will be written, even if the service stops. See `wait`."""
    return Call(
        "POST", BRIEFS, json_as(Accepted), headers={**once(idempotency_key), **LATER}, body=Body(json=article)
    )


def get(brief_id: str) -> Call[Brief]:
    """Read a brief. Raises NotYet while it is still being written."""
    return Call("GET", BRIEF, _written, fills={"brief_id": brief_id})


def versioned(brief_id: str) -> Call[Tagged[Brief]]:
    """Read a brief with its version, for `correct`. Raises NotYet."""
    return Call("GET", BRIEF, tagged(_written), fills={"brief_id": brief_id})


def rendered(brief_id: str, media_type: BriefMedia) -> Call[str]:
    """Read a brief as Markdown, HTML, JSON-LD, ninjs or JSON. Raises NotYet."""
    return Call("GET", BRIEF, _shown, fills={"brief_id": brief_id}, headers={"Accept": media_type})


def wait(brief_id: str, *, seconds: float | None = None) -> Course[Brief]:
    """Read a brief that was ordered for later, as soon as it is written. Raises TookTooLong."""
    began = time.monotonic()
    while True:
        response = yield from answer(Ask(get(brief_id)))
        if response.status_code != httpx.codes.ACCEPTED:
            yield Give(_written(response))
            return
        pause = _pause(response)
        if seconds is not None and time.monotonic() - began + pause > seconds:
            raise TookTooLong(f"The brief {brief_id} was not written within {seconds} s.", "Ask again later.")
        yield Rest(pause)


def page(search: BriefSearch = NONE) -> Call[BriefPage]:
    """Return a page of briefs, newest first, without their segments."""
    return Call("GET", BRIEFS, json_as(BriefPage), query=_query(search))


def all_of(search: BriefSearch = NONE) -> Course[BriefCard]:
    """Give all briefs that are found, newest first, without their segments."""
    return all_pages(page(search), lambda found: found["briefs"])


def delete(brief_id: str) -> Call[None]:
    """Delete a brief, or withdraw one that is still being written."""
    return Call("DELETE", BRIEF, nothing, fills={"brief_id": brief_id}, gone_is_done=True)


def diff(brief_id: str, *, against: str) -> Call[BriefDiff]:
    """Return what changed from the brief `against` to this one."""
    return Call(
        "GET", f"{BRIEF}/diff", json_as(BriefDiff), fills={"brief_id": brief_id}, query={"against": against}
    )


def correct(
    brief_id: str, index: int, correction: SegmentCorrection, *, if_match: str | None = None
) -> Call[Brief]:
    """Put an editor's words in the place of a segment's; with `if_match`, of that version or of none."""
    return Call(
        "PUT",
        f"{BRIEF}/segments/{{index}}",
        json_as(Brief),
        fills={"brief_id": brief_id, "index": str(index)},
        headers=matching(if_match),
        body=Body(json=correction),
        repeatable=if_match is None,
    )


def card(brief_id: str, *, lang: Language | None = None) -> Call[str]:
    """Return a brief as one piece of HTML without scripts, frames and files, to put into a page."""
    return Call("GET", f"{BRIEF}/card", text, fills={"brief_id": brief_id}, query={"lang": lang})


def feed(language: Language, ending: FeedEnding, search: FeedSearch = EVERYTHING) -> Call[str]:
    """Return the newest briefs as RSS, Atom or JSON Feed."""
    return Call(
        "GET",
        "/v1/feeds/{language}.{ending}",
        text,
        fills={"language": language, "ending": ending},
        query=_query(search),
    )


def _query(given: BriefSearch | RawParameters | FeedSearch) -> Query:
    return dict(given)


def _written(response: httpx.Response) -> Brief:
    _refuse_unwritten(response)
    return json_as(Brief)(response)


def _shown(response: httpx.Response) -> str:
    _refuse_unwritten(response)
    return response.text


def _refuse_unwritten(response: httpx.Response) -> None:
    if response.status_code == httpx.codes.ACCEPTED:
        raise NotYet(
            "The brief is still being written.",
            "Ask again after `retry_after` seconds, or use `wait`.",
            _pause(response),
        )


def _pause(response: httpx.Response) -> float:
    asked = retry_after(response)
    return SOON if asked is None else asked
