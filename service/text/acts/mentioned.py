"""Whether a meeting is only mentioned: named without a word of meeting, in a quotation, or by an analyst.

Promises to let a meeting stand that the models are sure of; what analysts and speakers have to say of
summits is comment, not news of one.
"""

import re
from collections.abc import Mapping

from service.domain.article import Language
from service.text.acts.denied import verdict
from service.text.acts.draft import Draft

_NAMED: Mapping[Language, float] = {"vi": 0.3, "en": 0.2}  # the confidence that a meeting only named needs
_COMMENT: Mapping[Language, float] = {"vi": 0.5, "en": 0.4}  # that one needs of which somebody speaks
_QUOTED = re.compile(r'\s*["“”]')
_ANALYST = re.compile(
    r"\b(?:chuyên gia|nhà phân tích|giới phân tích|nhà quan sát|giới quan sát|học giả|giáo sư|bình luận|"
    r"analysts?|experts?|observers?|professor)\b[^.;]{0,120}\b(?:nhận định|cho rằng|nói|đánh giá|bình luận|"
    r"nhận xét|viết|said|says|told|argu\w+|believ\w+)\b",
    re.I,
)


def is_only_mentioned(draft: Draft) -> bool:
    """Tell whether a draft is a meeting that its first sentence does not report as news."""
    if draft.kind.instrument != "visit":
        return False
    act, language = draft.act, draft.act.article.language
    sentence = act.article.text[act.head.start : act.head.end]
    if draft.confidence < _NAMED[language] and verdict(sentence, language, "visit") is None:
        return True
    spoken = bool(_QUOTED.match(sentence) or _ANALYST.search(sentence))
    return spoken and draft.confidence < _COMMENT[language]
