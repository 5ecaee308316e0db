"""The media type is chosen as RFC 9110 says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.exceptions import HTTPException

from service.api.negotiation import choose

OFFERS = ("application/json", "text/markdown", "text/html")


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "application/json"),
        ("", "application/json"),
        ("TEXT/HTML", "text/html"),
        ("text/html;level=1;q=0.9, */*;q=0.1", "text/html"),
        ("text/*;q=0.5, text/html;q=0.1, application/*;q=0.2", "text/markdown"),
        ("text/html;q=nonsense, text/markdown", "text/markdown"),
        ("*/*;q=0.1, application/json;q=0", "text/markdown"),
    ],
)
def test_the_best_liked_offer_is_chosen(accept: str | None, chosen: str) -> None:
    assert choose(accept, OFFERS) == chosen


@pytest.mark.parametrize("accept", ["image/png", "text/html;q=0", "nonsense"])
def test_where_nothing_fits_the_offers_are_named(accept: str) -> None:
    with pytest.raises(HTTPException, match="text/markdown") as caught:
        choose(accept, OFFERS)
    assert caught.value.status_code == 406


@given(st.text())
def test_whatever_the_header_an_offer_is_chosen_if_everything_will_do(accept: str) -> None:
    assert choose(f"{accept},*/*", OFFERS) in OFFERS
