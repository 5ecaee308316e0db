"""Sentences that cannot stand alone, because their words point back to the sentence before.

Promises a yes for openings that are connectives, pronouns and titles without a name; `leans_back` also reads
on, for words that mean a day or thing told before, and `joined_on` tells a mere connective from the others.
Refuses to look for what is pointed at.
"""

import re

from service.domain.article import Language

_CAPITAL = r"(?-i:[A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ])"
_OPENING = r"[\s\"'“‘«(–—-]*"
_CONNECTIVES: dict[Language, str] = {
    "vi": r"tuy nhiên|tuy vậy|tuy thế|nhưng|song|mặc dù vậy|dù vậy|dù thế|dẫu vậy|thế nhưng|bên cạnh đó|"
    r"cạnh đó|ngoài ra|đồng thời|do đó|do vậy|vì vậy|vì thế|bởi vậy|bởi thế|vậy nên|vậy là|nhờ đó|nhờ vậy|"
    r"qua đó|từ đó|theo đó|trong đó|trong khi đó|khi đó|lúc đó|sau đó|trước đó|tiếp đó|cùng với đó|"
    r"trên cơ sở đó|thay vào đó|không những thế|không chỉ vậy|hơn nữa|thậm chí|ngược lại|trái lại|"
    r"đáp lại(?=,)|đổi lại(?=,)|cụ thể|chẳng hạn|ví dụ|như vậy|cũng theo|cũng tại|cũng trong|cũng nhân dịp|"
    r"mặt khác|nói cách khác|kết quả là|hệ quả là|tương tự(?=,)|về phần (?:mình|ông(?=,)|bà(?=,))|"
    r"về phía mình|điều này|điều đó|việc này|việc đó|(?:tại |ở |từ )?đây|đó|ngày này|cùng ngày|cùng lúc|"
    r"trong số này|trong số đó|cả hai|"
    r"(?:nói|phát biểu|chia sẻ|đánh giá|bình luận|trả lời|bày tỏ|liên quan|lý giải|giải thích|đề cập|"
    r"nhận định|trao đổi)(?:\s+\w+){1,5}?\s+(?:này|đó|nói trên)",
    "en": r"however|but|yet|nevertheless|nonetheless|even so|that said|still|moreover|furthermore|besides|"
    r"in addition(?!\s+to\b)|additionally|also|meanwhile|at the same time|therefore|thus|hence|"
    r"consequently|as a result(?!\s+of\b)|accordingly|instead(?!\s+of\b)|otherwise|then|afterwards|"
    r"later(?!\s+this)|earlier(?!\s+(?:this|today))|for example|for instance|in particular|specifically|"
    r"similarly|likewise|in contrast|on the contrary|on the other hand|in other words|"
    r"in (?:response|return|reply)(?=,)|(?:for|on) (?:his|her|its|their) part|since then|after that|"
    r"of these|among them|the latter|the former|the same day|and|or",
}
_PRONOUNS: dict[Language, str] = {
    "vi": r"họ|nó|chúng|chúng tôi|chúng ta|tôi|mình|anh ấy|cô ấy|ông ấy|bà ấy|chị ấy|ông ta|bà ta|anh ta|"
    r"cô ta",
    "en": r"he|she|they|(?!(?-i:IT\b))it|we|i|his|her|their|its|such|here|there|"
    r"according to (?:him|her|them|it)",
}
_TITLES_VI = (
    r"(?:ông|bà|anh|chị|cô|(?:quyền |nguyên |cựu )?(?:phó |tổng )*(?:thủ tướng(?: chính phủ)?|tổng thống|"
    r"chủ tịch(?: nước| quốc hội| ubnd)?|bộ trưởng|thứ trưởng|ngoại trưởng|đại sứ|giám đốc|bí thư|"
    r"tổng bí thư|tổng thư ký|thống đốc))"
)
_SAYS_VI = (
    r"(?-i:này|cũng|nói|cho|đã|sẽ|khẳng|nhấn|bày|còn|đề|là|có|chia|tin|hy|kêu|cảm|đánh|mong|tái|lưu|được|"
    r"phát biểu|tuyên bố|yêu cầu|nêu|thông báo|giải thích|muốn|không|từng|đang|vừa|bị|trả lời|kết luận|"
    r"nhận định|nhận xét|phân tích|chỉ rõ|chỉ ra|trao đổi|ghi nhận|hoan nghênh|chúc)"
)
_NAMELESS: dict[Language, str] = {
    # A title is a pronoun where no name follows: "Ông nói", "Bộ trưởng cũng", "Theo ông,", "Dự án này".
    "vi": rf"{_TITLES_VI}\s+{_SAYS_VI}|theo\s+(?:họ|{_TITLES_VI}(?=\s*,))",
    "en": r"the (?:minister|president|official|agreement|deal|document|pair|company|ministry) (?:also|added)|"
    r"the (?:(?:deputy|vice|prime|foreign) )*(?:minister|president|premier|ambassador|official|diplomat|"
    r"director|chairman|chairwoman|leader)s? (?:said|says|noted|stressed|affirmed|emphasi[sz]ed|hoped|"
    r"proposed|suggested|thanked|expressed)",
}
_BOTH: dict[Language, str] = {
    # "Hai bên đường", "Hai nước ở châu Á", "Both Vietnam and Japan" say themselves whom they mean.
    "vi": r"(?:(?:lãnh đạo|đại diện) )?hai (?:bên(?!\s+(?:đường|bờ|sông|cánh|vỉa|lề|mép|sườn|tuyến|hông))|"
    r"(?:nước|nhà lãnh đạo|(?:phó )?thủ tướng|tổng thống|bộ trưởng|ngoại trưởng|vị|ông)"
    rf"(?!\s+(?:ở|thuộc|trong|láng giềng|thành viên|{_CAPITAL})))",
    "en": r"both(?!\s+(?:the\s+)?(?-i:[A-Z]))|the two (?:sides|countries|nations|leaders|ministers|parties|"
    r"governments|companies|presidents|premiers|neighbou?rs)(?!\s+(?:of|in)\b)",
}
_UNLESS: dict[Language, str] = {
    # Words that point back unless what follows counts ("Còn 5 ngày nữa"), names ("Và A Chua", "So Young-ju")
    # or says when ("This year", "So far").
    "vi": r"còn(?!\s+(?:\d|(?:một|hai|ba|bốn|sáu|bảy|tám|chín|mười|vài|mấy|nhiều|ít|khoảng|gần|hơn|chưa|"
    r"đúng|không|rất|nhớ|những|bao|nữa|có)\b|năm\b(?!\s+(?:\d|nay|ngoái))))|"
    rf"và(?!\s+(?-i:A|Bá|Thị|Văn|Nỏ|Chá)\s+{_CAPITAL})",
    "en": r"so(?!-|\s+far\b|\s+(?-i:[A-Z]\w*-\w))|"
    r"(?:(?:in|on|at|to|for|from|with|under|by|after|during|despite|in spite of|because of|regarding) )?"
    r"(?:this|that|these|those)(?!\s+(?:year|month|week|quarter|summer|autumn|spring|winter|morning|"
    r"afternoon|evening)\b)",
}


def _rule(language: Language, more: str) -> re.Pattern[str]:
    words = (_CONNECTIVES, _PRONOUNS, _NAMELESS, _BOTH, _UNLESS)
    openers = "|".join((*(kind[language] for kind in words), more))
    return re.compile(rf"{_OPENING}(?:{openers})\b", re.IGNORECASE)


_RULES: dict[Language, re.Pattern[str]] = {
    "vi": _rule("vi", r"(?:\w+\s+){1,3}(?:này|đó|kia)"),
    "en": _rule("en", "the aforementioned"),
}
_JOINED: dict[Language, re.Pattern[str]] = {
    # What these join on to says nothing of who acts, nor when.
    "vi": re.compile(
        rf"{_OPENING}(?:bên cạnh đó|cạnh đó|ngoài ra|đồng thời|cùng với đó|không những thế|không chỉ vậy|"
        r"hơn nữa|mặt khác|tuy nhiên|tuy vậy|trong khi đó)\b(?:,\s*|\s+)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        rf"{_OPENING}(?:in addition(?!\s+to\b)|additionally|also|moreover|furthermore|besides|meanwhile|"
        r"at the same time|however|separately)\b(?:,\s*|\s+)",
        re.IGNORECASE,
    ),
}
_WITHIN: dict[Language, re.Pattern[str]] = {
    "vi": re.compile(r"\b(?:cùng (?:ngày|lúc|giờ)|hôm đó|ngày đó|này|(?:nói|kể|nêu) trên)\b", re.IGNORECASE),
    "en": re.compile(
        r"\b(?:(?:the|that) same (?:day|morning|afternoon|evening|time)|that day|aforementioned|"
        r"above-mentioned|mentioned above)\b",
        re.IGNORECASE,
    ),
}


def points_back(text: str, language: Language) -> bool:
    """Whether a sentence needs the one before it to be understood."""
    return bool(_RULES[language].match(text))


def joined_on(text: str, language: Language) -> bool:
    """Whether nothing but a connective points back, and the rest says by itself whom and what it means."""
    opening = _JOINED[language].match(text)
    return opening is not None and not points_back(text[opening.end() :], language)


def leans_back(text: str, language: Language) -> bool:
    """Whether words alone, as a headline, need something told before: at their opening or further on."""
    return points_back(text, language) or bool(_WITHIN[language].search(text))
