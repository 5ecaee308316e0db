"""The words by which a sentence tells an act, denies it, leaves it open or calls it off, in both languages.

Promises patterns alone, with what each is for. Knows nothing of how they are weighed against each other.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from service.domain.article import Language


@dataclass(frozen=True, slots=True)
class DenialWords:
    """What governs a verb: before it (`denied`, `open`, `off`) or after its noun (`put_off`,
    `called_off`).

    `sealed`, `done` and `met` are the verbs of papers, deeds and visits; `goes` are verbs that say something
    of a visit only where it lies ahead, `talks` names of meetings, which `denies_talks` denies. `noun` is
    what makes of a verb the name of an event, `failure` says by itself that nothing came about, `untrue` that
    what is told is false. `tries` before a verb and `in_vain` after it together say that it never came to it.
    `not_yet` before the verb of a paper says that there is none, unless `coming` behind it tells that there
    is to be one.
    `took_place` is a meeting, `issued` a statement of which something is told, so that it came about where no
    denial governs its name.
    `unheld` is a meeting that did not take place.
    `gives` are verbs of deeds that say something only where they lie ahead or, as `gave`, are told as past.
    """

    sealed: re.Pattern[str]
    done: re.Pattern[str]
    met: re.Pattern[str]
    goes: re.Pattern[str]
    talks: re.Pattern[str]
    denies_talks: re.Pattern[str]
    noun: re.Pattern[str]
    denied: re.Pattern[str]
    open: re.Pattern[str]
    not_yet: re.Pattern[str]
    coming: re.Pattern[str]
    off: re.Pattern[str]
    put_off: re.Pattern[str]
    called_off: re.Pattern[str]
    failure: re.Pattern[str]
    untrue: re.Pattern[str]
    tries: re.Pattern[str]
    in_vain: re.Pattern[str]
    took_place: re.Pattern[str]
    unheld: re.Pattern[str]
    issued: re.Pattern[str]
    gives: re.Pattern[str]
    gave: re.Pattern[str]


_GAP_VI = (
    r"(?:\s+(?!nhưng\b|mà\b|song\b|đã\b|sẽ\b|vẫn\b|sau\b|khi\b|trước\b|từ\b|để\b|nên\b|vì\b|do\b|về\b)[\w-]+)"
)
_GAP_EN = (
    r"(?:\s+(?!but\b|and\b|after\b|before\b|when\b|until\b|will\b|which\b|who\b|on\b|over\b|about\b)[\w'’-]+)"
)
_NOT_ONLY_VI = (
    r"(?!\s+(?:chỉ|những|ngừng|hoàn lại|thường trực|chính thức|thể không|lâu|bao lâu|đầy|kể|tới|đến|ít|gian|"
    r"khí|quân|lưu|phận|vận|kích|riêng|quên|phải|tiếp tục|còn|từng có|h(?:ủy|uỷ)|từ chối|bác bỏ|"
    r"phủ nhận|hoãn)\b)"
)
_DEAL_VI = r"(?:th(?:ỏa|oả) thuận|hiệp định|hiệp ước|hợp đồng|đồng thuận)"
_STATEMENT_VI = r"(?:tuyên bố|thông cáo) chung"
_TRIES_VI = r"\b(?:cố gắng|nỗ lực|tìm cách|cố)\b"
_IN_VAIN_VI = r"[^.;]{0,160}\b(?:không thành(?: công)?|bất thành|thất bại|vô ích)\b"
DENIAL_WORDS: Mapping[Language, DenialWords] = {
    "vi": DenialWords(
        sealed=re.compile(
            rf"(?<!đăng )(?<!chữ )(?<!thư )(?<!nhật )(?<!tổng )\bk[ýí](?: kết)?\b"
            rf"(?!\s+(?:ức|sinh|hiệu|giả|tự|túc))|"
            rf"\b(?:đạt|tìm|đi đến|đi tới)(?: được)?(?:\s+[\w-]+){{0,3}}\s+{_DEAL_VI}\b|"
            rf"\b(?<!diễn )(?:đưa ra|ra)(?: được)?(?:\s+[\w-]+){{0,2}}\s+{_STATEMENT_VI}\b|"
            r"\b(?:thông qua|phê chuẩn|gia hạn)\b",
            re.I,
        ),
        done=re.compile(
            r"\b(?:triển khai|được thực hiện|khởi công|khởi động|khai trương|khánh thành|bàn giao|trao tặng|"
            r"viện trợ|gia nhập|thành lập)\b",
            re.I,
        ),
        met=re.compile(
            r"\b(?:có (?:\w+ )?(?:cuộc|chuyến|buổi) )?(?:thăm|hội đàm|gặp|hội kiến|tiếp kiến|đối thoại)\b",
            re.I,
        ),
        goes=re.compile(r"\b(?:đến|tới|sang|dự|tham dự|đón|tiếp)\b(?= )", re.I),
        talks=re.compile(r"\b(?:đàm phán|thương lượng|tiếp xúc|thượng đỉnh|hội nghị)\b", re.I),
        denies_talks=re.compile(
            r"(?:\b(?:phủ nhận|bác bỏ|bác)\b(?:\s+[\w-]+){0,9}|\bkhông có (?:bất (?:kỳ|cứ) )?(?:cuộc|"
            r"chuyện)?)"
            r"\s*$",
            re.I,
        ),
        noun=re.compile(
            rf"(?:\b(?:lễ|việc|buổi|chuyến|cuộc|ngày|vòng|phiên|bàn|kế hoạch|tin đồn|sự|khả năng|để|nhằm|"
            rf"chương trình|quan hệ|"
            rf"ghi nhớ|văn bản|văn kiện)|\b(?:hoan nghênh|chào đón)\b(?:\s+[\w-]+){{1,8}}|\b{_DEAL_VI})\s*$",
            re.I,
        ),
        denied=re.compile(
            rf"(?:(?<!hàng )(?<!trên )(?<!phòng )\bkhông\b{_NOT_ONLY_VI}{_GAP_VI}{{0,4}}|"
            rf"\bchưa (?:bao giờ|hề|từng)\b(?!\s+có){_GAP_VI}{{0,3}}|"
            rf"(?<!không )(?<!chưa )\b(?:từ chối|chối từ|khước từ|bác bỏ|phủ nhận|thất bại)\b"
            rf"(?:\s+[\w-]+){{0,4}}|"
            rf"\b(?:bác bỏ|bác|phủ nhận)\s+(?:(?:mọi|các|những)\s+)?"
            r"(?:thông tin|tin|tin đồn|việc|chuyện)\b[^.;,]{0,80}|"
            r"\bkhông có (?:chuyện|việc)\b[^.;,]{0,80}|"
            rf"\bngăn(?: cản| chặn)?\b{_GAP_VI}{{0,6}})"
            r"\s*$",
            re.I,
        ),
        open=re.compile(
            rf"(?:\bchưa\b{_NOT_ONLY_VI}{_GAP_VI}{{0,4}}|\bchưa chắc\b(?:\s+[\w-]+){{0,12}}|"
            r"(?<!không )(?<!chưa )\b(?:hoãn|lùi|dời)\b(?:\s+[\w-]+){0,4}|"
            r"\b(?:nếu|trừ khi|chừng nào)\b(?:\s+(?!không\b|chưa\b)[\w-]+){0,12})\s*$",
            re.I,
        ),
        not_yet=re.compile(
            rf"\bchưa\b(?!\s+(?:chắc|sẵn sàng|chuẩn bị|muốn)\b){_NOT_ONLY_VI}{_GAP_VI}{{0,4}}\s*$", re.I
        ),
        coming=re.compile(r".*\b(?:sẽ|dự kiến|sắp|h[yi] vọng|kỳ vọng|chờ|đang đàm phán)\b", re.I),
        put_off=re.compile(r"[^.;,]{0,60}\b(?:bị|được|đã|phải|tạm) (?:tạm )?(?:hoãn|lùi|dời)\b", re.I),
        off=re.compile(r"(?<!không )(?<!chưa )\bh(?:ủy|uỷ)\b(?:\s+[\w-]+){0,4}\s*$", re.I),
        called_off=re.compile(r"[^.;,]{0,60}\b(?:bị|được|đã|phải) h(?:ủy|uỷ)\b", re.I),
        failure=re.compile(
            r"\bchưa (?:thể |được |thực sự )?(?:nhất trí|đồng ý|thống nhất|tán thành|chấp thuận|chấp nhận)\b"
            r"(?!.*\b(?:sẽ|dự kiến|sắp|ký)\b)|"
            rf"\b(?:từ chối|khước từ|bác bỏ)\s+(?!gia hạn\b)(?:[\w-]+\s+){{0,2}}"
            rf"(?:{_DEAL_VI}|đề nghị|đề xuất|hợp tác|tham gia)\b|"
            r"(?<!sau )(?<!sau khi )\bđàm phán\b[^.;,]{0,50}\b(?:thất bại|đổ vỡ)\b|"
            rf"{_TRIES_VI}\s+(?:[\w-]+\s+){{0,2}}hợp tác\b{_IN_VAIN_VI}",
            re.I,
        ),
        untrue=re.compile(
            r"\btin\b[^.;]{0,120}\blà (?:\w+ )?(?:sai|bịa đặt|thất thiệt|tin giả|vô căn cứ|không đúng|"
            r"không chính xác|không có thật)\b",
            re.I,
        ),
        tries=re.compile(rf"{_TRIES_VI}{_GAP_VI}{{0,6}}\s*$", re.I),
        in_vain=re.compile(_IN_VAIN_VI, re.I),
        took_place=re.compile(
            r"(?:^|[,;:“\"]\s*)(?:các\s+)?(?:cuộc|buổi|chuyến) (?:gặp|hội đàm|họp|thăm|điện đàm|công du|"
            r"hội kiến)\b"
            r"(?:(?!\b(?:sẽ|dự kiến|sắp|có thể|nếu|chưa|không|mà)\b)[^.;,]){0,80}?\b(?:đã|vừa) "
            r"(?!(?:không|chưa|chẳng|phải|tạm|suýt)\b|bị|h(?:ủy|uỷ)|hoãn|đề nghị|đề xuất|mời|lên|chuẩn bị|"
            r"được (?:lên|ấn định|đề|hoãn|lùi|dời|h(?:ủy|uỷ)|mời|sắp))",
            re.I,
        ),
        unheld=re.compile(
            r"^(?!.*\bnếu\b).*\b(?:cuộc|buổi|chuyến) (?:gặp|hội đàm|họp|thăm|điện đàm|công du|hội kiến)\b"
            r"[^.;,]{0,80}?\b(?:không|chẳng) (?:thể |hề |bao giờ )?(?:diễn ra|được tổ chức)"
            r"(?=\s*(?:[.;,!?”\"]|$)|\s+(?:vì|do|bởi)\b)",
            re.I,
        ),
        issued=re.compile(
            r"\b(?:tuyên bố|thông cáo) chung\b(?:(?!\bsẽ\b)[^.;,]){0,60}?\b(?:nhấn mạnh|nêu|khẳng định|"
            r"ghi nhận|cũng nói|viết|cho biết|kêu gọi)\b",
            re.I,
        ),
        gives=re.compile(r"\b(?:đóng góp|hỗ trợ|tài trợ|cung cấp|giúp(?: đỡ)?)\b", re.I),
        gave=re.compile(
            r"\b(?:đã|vừa)\s+(?:[\w-]+\s+){0,3}?(?:đóng góp|hỗ trợ|tài trợ|cung cấp|giúp)\b", re.I
        ),
    ),
    "en": DenialWords(
        sealed=re.compile(
            r"\b(?:sign(?:s|ed|ing)?|ink(?:s|ed|ing)?|"
            r"(?:reach(?:es|ed|ing)?|strik(?:es?|ing)|struck|mak(?:es?|ing)|made)(?:\s+[\w-]+){0,3}\s+"
            r"(?:agreements?|deals?|accords?|pacts?|consensus)|"
            r"conclud(?:es?|ed|ing)|ratif(?:y|ies|ied|ying)|adopt(?:s|ed|ing)?|"
            r"renew(?:s|ed|ing)?)\b",
            re.I,
        ),
        done=re.compile(
            r"\b(?:implement(?:s|ed|ing)?|launch(?:es|ed|ing)?|inaugurat(?:es?|ed|ing)|join(?:s|ed|ing)?|"
            r"hand(?:s|ed|ing)? over|donat(?:es?|ed|ing)|open(?:s|ed|ing)?|start(?:s|ed|ing)?)\b",
            re.I,
        ),
        met=re.compile(
            r"\b(?:visit(?:s|ed|ing)?|meet(?:s|ing)?|met|hold(?:s|ing)? talks|held talks)\b", re.I
        ),
        goes=re.compile(r"\b(?:attend|arrive|travel|host|receive|welcome|go to)\b", re.I),
        talks=re.compile(r"\b(?:talks|negotiations?|discussions|summit|meeting)\b", re.I),
        denies_talks=re.compile(
            r"(?:\b(?:den(?:y|ies|ied|ying))\b(?:\s+[\w'’-]+){0,9}|\b(?:no|not in)(?: such| any)?)\s+$", re.I
        ),
        noun=re.compile(r"\b(?:the|a|an|its|their|planned|official|state|of)\s*$", re.I),
        denied=re.compile(
            rf"(?:(?:\b(?:not|cannot)\b"
            rf"(?!\s+(?:only|just|merely|long|yet|reject|refuse|cancel|rule out)\b)|n['’]t\b|\bnever\b)"
            rf"{_GAP_EN}{{0,3}}|"
            rf"\bno\s+(?:agreement|deal|contract|document|treaty|pact|memorandum|mou)s?\b{_GAP_EN}{{0,3}}|"
            rf"\b(?:refus|declin|fail|unable)(?:e|es|ed|s|ing|al|ure)?\s+to\b{_GAP_EN}{{0,3}}|"
            rf"\breject(?:s|ed|ing)?\b{_GAP_EN}{{0,4}}|"
            r"\b(?:den(?:y|ies|ied|ying)|dismiss(?:es|ed)?)\b"
            r"(?:\s+(?:having|it had|they had)\b|\s+(?:\w+\s+)?(?:that|reports?|rumou?rs?|claims?)\b"
            rf"[^.;,]{{0,80}}|{_GAP_EN}{{0,4}}))\s*$",
            re.I,
        ),
        open=re.compile(
            rf"(?:\bnot\s+yet\b{_GAP_EN}{{0,4}}|\byet to\b{_GAP_EN}{{0,2}}|"
            rf"\b(?:postpon|delay|defer)(?:e|es|ed|s|red|ring|ing)?\b{_GAP_EN}{{0,4}}|"
            r"\b(?:if|unless)\b(?:\s+[\w'’-]+){0,10})\s*$",
            re.I,
        ),
        not_yet=re.compile(rf"\bnot\s+yet\b{_GAP_EN}{{0,4}}\s*$", re.I),
        coming=re.compile(
            r".*\b(?:will|expected|due|scheduled|plan(?:s|ned)?|hop(?:e|es|ed|ing)|soon)\b", re.I
        ),
        put_off=re.compile(
            r"[^.;,]{0,60}\b(?:was|were|been|is) (?:postponed|delayed|deferred|put off)\b", re.I
        ),
        off=re.compile(rf"\b(?:cancel(?:s|led|ed|l?ing)?|call(?:s|ed)? off)\b{_GAP_EN}{{0,4}}\s*$", re.I),
        called_off=re.compile(r"[^.;,]{0,60}\b(?:was|were|been|is) (?:cancell?ed|called off)\b", re.I),
        failure=re.compile(
            r"\b(?:reject(?:s|ed)?|turn(?:s|ed) down)\s+(?:[\w-]+\s+){0,2}"
            r"(?:agreement|deal|treaty|offer|proposal|contract)\b|"
            r"\b(?:not yet|yet to) (?:agreed?|accept(?:ed)?|approved?)\b(?!.*\b(?:will|expected|sign\w*)\b)|"
            r"\b(?:has|have|had)(?: not|n['’]t) (?:agreed|accepted (?:[\w-]+ ){0,4}"
            r"(?:deal|offer|proposal|terms|agreement))\b(?!.*\b(?:will|expected|sign\w*)\b)|"
            r"\bden(?:y|ies|ied) (?:\w+ ){0,2}(?:agreement|deal|pact)\b|"
            r"\b(?:failed|refused|declined) to (?:agree|cooperate)\b|"
            r"\bwithout (?:[\w-]+\s+){0,3}(?:agreement|deal|accord)\b|"
            r"(?<!after )\b(?:talks|negotiations)\b[^.;,]{0,50}\b(?:failed|collapsed|broke down)\b",
            re.I,
        ),
        untrue=re.compile(
            r"\b(?:reports?|rumou?rs?|claims?)\b[^.;]{0,120}\b(?:is|are|was|were) (?:\w+ )?"
            r"(?:false|untrue|baseless|unfounded|fake|not true)\b",
            re.I,
        ),
        tries=re.compile(
            r"\b(?:tr(?:y|ies|ied|ying)|seek(?:s|ing)?|sought|attempt(?:s|ed|ing)?|efforts?|bids?)\s+to\s+"
            r"(?:\w+ly\s+)?$",
            re.I,
        ),
        in_vain=re.compile(
            r"[^.;]{0,120}\b(?:failed|in vain|without success|unsuccessful(?:ly)?|came to nothing)\b", re.I
        ),
        took_place=re.compile(
            r"^(?:the|their|his|her)\s+(?:[\w-]+\s+){0,2}(?:meeting|summit|visit|talks)\b(?:(?!\b(?:will|would|may|"
            r"could|is to|not|never|nearly|almost|cancell?ed|postponed|before)\b)[^.;,])"
            r"{0,60}?\b(?:took place|was held|were held|ended|lasted|"
            r"came (?:after|as))\b",
            re.I,
        ),
        unheld=re.compile(
            r"^(?!.*\b(?:if|unless)\b).*\b(?:meeting|summit|visit|talks)\b[^.;,]{0,60}?"
            r"(?:\b(?:never|not)|n['’]t) t(?:ook|ake|aken) place"
            r"(?=\s*(?:[.;,!?”\"]|$)|\s+(?:because|as|due)\b)",
            re.I,
        ),
        issued=re.compile(
            r"\bjoint (?:statement|declaration|communiqu[eé])\b(?:(?!\bwill\b)[^.;,]){0,60}?\b(?:said|"
            r"stressed|emphasi[sz]ed|affirmed|noted|reads|called)\b",
            re.I,
        ),
        gives=re.compile(r"\b(?:provide|contribute|donate|support|help|assist)\b", re.I),
        gave=re.compile(
            r"\b(?:provided|contributed|donated|(?:has|have|had) (?:supported|helped|assisted))\b", re.I
        ),
    ),
}
