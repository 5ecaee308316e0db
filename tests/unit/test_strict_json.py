"""JSON is read as it is or refused; whatever comes through can be written again."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.api.strict_json import parse
from service.domain.errors import InputError


@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    with contextlib.suppress(InputError):
        assert json.dumps(parse(body), ensure_ascii=False).encode()


SOUND = st.text(st.characters(codec="utf-8", exclude_characters="\x00"))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | SOUND,
    lambda inner: st.lists(inner) | st.dictionaries(SOUND, inner),
)


@given(JSON, st.booleans())
def test_what_is_sound_comes_through_unchanged(value: object, ascii_only: bool) -> None:
    assert parse(json.dumps(value, ensure_ascii=ascii_only).encode()) == value


def test_a_byte_order_mark_is_no_content() -> None:
    assert parse(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}


def test_the_place_of_the_mistake_is_named() -> None:
    with pytest.raises(InputError, match="line 2, column 3"):
        parse(b'{"a": 1,\n  b}')


def test_the_double_key_is_named() -> None:
    with pytest.raises(InputError, match="'b'"):
        parse(b'{"a": {"b": 1, "c": 2, "b": 3}}')
