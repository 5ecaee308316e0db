"""Lines below pictures that stand in the text of an article like sentences of it.

Promises a verdict by the words alone: what opens as a caption does, and, where a picture usually stands, what
has no verb that tells or shows people at a pose. Knows no layout: a sentence in a paragraph with others is no
caption, and not to be asked about.
"""

import re
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from service.text.folding import words_of

_LONGEST = 30  # words
_FEWEST = 4
_OPENS = re.compile(
    r"\s*(?:\(?(?:ảnh|photos?)\s*:|(?:phối cảnh|quang cảnh|toàn cảnh|khung cảnh|minh hoạ|minh họa|"
    r"lễ (?:ký|trao|khai trương|khánh thành))\b)",
    re.I,
)
_CREDIT = re.compile(r"\s*\(?(?:ảnh|photos?)\s*:", re.I)
_POSE = re.compile(
    r"[^,;:\"“]*\b(?:phát biểu|bắt tay|trò chuyện|chụp ảnh|vẫy chào|duyệt đội danh dự)\b[^,;:\"“]*", re.I
)
_NOUN = re.compile(r"\b(?:cuộc|chuyến|buổi|lễ|tiệc|phiên|đợt)\s+\w+", re.I)  # what they make no verb
_TELLS = re.compile(
    r"\b(?:đã|sẽ|vừa|rằng|cho biết|đang|diễn ra|được tổ chức|có sự|thu hút|kéo dài|kết thúc|bắt đầu|quy tụ|"
    r"đánh dấu|nằm trong|gồm|was|were|will|said|has|have)\b",
    re.I,
)


def credits_a_picture(text: str) -> bool:
    """Whether a line says whose picture it is: "Ảnh: AP"."""
    return bool(_CREDIT.match(text))


def opens_as_caption(text: str) -> bool:
    """Whether a sentence begins as a caption does and tells nothing: "Phối cảnh đặt tượng ..."."""
    return bool(_OPENS.match(text)) and len(words_of(text)) <= _LONGEST and not _TELLS.search(text)


def reads_as_caption(text: str) -> bool:
    """Whether a Vietnamese sentence right behind the lead is a caption: it has no verb, or shows a pose."""
    words = words_of(text)
    if not _FEWEST <= len(words) <= _LONGEST or _TELLS.search(text):
        return False
    keys = [word.key for word in words_of(_NOUN.sub(" … ", text))]
    told = not _verbs().isdisjoint([*keys, *(f"{a} {b}" for a, b in pairwise(keys))])
    return not told or bool(_POSE.fullmatch(text.strip()))


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    lines = files(__package__).joinpath("caption_verbs.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
