"""The last look at HTML that goes into other people's pages.

Promises that nothing leaves but the elements that our briefs and articles are made of, without attributes,
whatever an escape before it has missed. Refuses to know what the text says.
"""

import nh3

_ELEMENTS = frozenset(("h2", "p", "ul", "ol", "li", "blockquote", "footer"))


def clean_html(fragment: str) -> str:
    """Return the fragment with everything taken out that is none of ours; scripts with what is in them."""
    return nh3.clean(fragment, tags=set(_ELEMENTS), attributes={}, link_rel=None)
