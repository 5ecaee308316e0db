"""What goes into other people's pages has the elements of our briefs and no others."""

import pytest

from service.adapters.clean_html import clean_html


def test_what_our_briefs_are_made_of_stays_as_it_is() -> None:
    fragment = (
        "<h2>Tóm tắt</h2>\n<p>A&amp;B ký 5 &lt; 6.</p>\n<ol><li>Một</li></ol>\n<ul>\n<li>Hai</li>\n</ul>\n"
        "<blockquote><p>“Tốt.”</p><footer>Bộ trưởng</footer></blockquote>"
    )
    assert clean_html(fragment) == fragment


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<p onclick=alert(1)>",
        "<img src=x onerror=alert(1)>",
        "<a href=javascript:alert(1)>x</a>",
        "<svg><script>alert(1)</script></svg>",
        "<style>p{background:url(//evil.example)}</style>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<math><mtext></p><img src=x onerror=alert(1)>",
    ],
)
def test_what_could_run_or_load_something_is_taken_out(hostile: str) -> None:
    left = clean_html(f"<p>trước {hostile} sau</p>")
    assert "trước" in left
    assert not any(sign in left for sign in ("alert", "evil", "javascript", "<img", "<svg", "<a", "on"))
