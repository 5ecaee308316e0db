"""Sentences that cannot stand alone, because their first words point back to the sentence before.

Promises a yes for connectives and for pronouns and titles without a name. Reads no further than the opening.
"""

import re

from service.domain.article import Language

_OPENING = r"[\s\"'“‘«(–—-]*"
_CONNECTIVES: dict[Language, str] = {
    "vi": r"tuy nhiên|tuy vậy|tuy thế|nhưng|song|mặc dù vậy|dù vậy|thế nhưng|bên cạnh đó|cạnh đó|ngoài ra|"
    r"đồng thời|do đó|do vậy|vì vậy|vì thế|bởi vậy|bởi thế|nhờ đó|nhờ vậy|qua đó|từ đó|theo đó|trong đó|"
    r"trong khi đó|khi đó|lúc đó|sau đó|trước đó|tiếp đó|cùng với đó|không những thế|không chỉ vậy|hơn nữa|"
    r"thậm chí|ngược lại|trái lại|cụ thể|chẳng hạn|ví dụ|như vậy|cũng theo|cũng tại|cũng trong|"
    r"điều này|điều đó|việc này|việc đó|đây|đó|ngày này|cùng ngày|cùng lúc|trong số này|trong số đó|cả hai",
    "en": r"however|but|yet|nevertheless|nonetheless|still|moreover|furthermore|besides|in addition|"
    r"additionally|also|meanwhile|therefore|thus|hence|consequently|as a result|accordingly|instead|"
    r"otherwise|then|afterwards|later|earlier|for example|for instance|in particular|specifically|"
    r"similarly|likewise|in contrast|on the contrary|of these|among them|both|"
    r"the latter|the former|the same day",
}
_PRONOUNS: dict[Language, str] = {
    "vi": r"họ|nó|chúng|chúng tôi|chúng ta|tôi|mình|anh ấy|cô ấy|ông ấy|bà ấy|chị ấy|ông ta|bà ta|anh ta|"
    r"cô ta",
    "en": r"he|she|they|it|we|i|his|her|their|its|this|these|those|that|such|here|there",
}
_NAMELESS: dict[Language, str] = {
    # A title is a pronoun where no name follows: "Ông nói", "Bộ trưởng cũng", "Người này", "Dự án này".
    "vi": r"(?:ông|bà|anh|chị|cô|thủ tướng|tổng thống|chủ tịch|bộ trưởng|thứ trưởng|đại sứ|giám đốc)\s+"
    r"(?:này|cũng|nói|cho|đã|sẽ|khẳng|nhấn|bày|còn|đề|là|có|chia|tin|hy|kêu|cảm|đánh|mong|tái|lưu|được)",
    "en": r"the (?:minister|president|official|agreement|deal|document|pair|company|ministry) (?:also|added)",
}
_THIS_VI = re.compile(_OPENING + r"(?:\w+\s+){1,3}(?:này|đó|kia)\b", re.IGNORECASE)
_RULES: dict[Language, re.Pattern[str]] = {
    language: re.compile(
        rf"{_OPENING}(?:{_CONNECTIVES[language]}|{_PRONOUNS[language]}|{_NAMELESS[language]})\b",
        re.IGNORECASE,
    )
    for language in ("vi", "en")
}


def points_back(text: str, language: Language) -> bool:
    """Whether a sentence needs the one before it to be understood."""
    return bool(_RULES[language].match(text) or (language == "vi" and _THIS_VI.match(text)))
