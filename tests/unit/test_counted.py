"""Counts in words are looked for on the other side; one, two, places in a row and a few are not."""

import pytest

from service.domain.article import Language
from service.text.fidelity import mismatches

ALTERED: list[tuple[Language, str, str, tuple[str, ...], tuple[str, ...]]] = [
    ("vi", "Mười hai thỏa thuận được ký kết.", "Ten agreements were signed.", ("Mười hai",), ("Ten",)),
    ("vi", "Hai nước ký mười hai văn kiện.", "The two countries sign tens of documents.", ("mười hai",), ()),
    ("vi", "Chín tỉnh tham gia dự án.", "The province joins the project.", ("Chín",), ()),
    ("vi", "Hợp đồng năm năm trị giá 5 triệu USD.", "The year-on-year contract of $5 million.", ("năm",), ()),
    ("vi", "Hai tỉnh và ba thành phố dự họp.", "Two provinces and the cities attended.", ("ba",), ()),
    ("vi", "Một nửa số doanh nghiệp rời đi.", "The businesses left.", ("Một nửa",), ()),
    ("vi", "Các tỉnh tham gia dự án.", "Nine provinces joined the project.", (), ("Nine",)),
    ("en", "Twelve memorandums were signed.", "Các bản ghi nhớ được ký kết.", ("Twelve",), ()),
    ("en", "The signing of ten agreements.", "Ký kết căng hiệp định.", ("ten",), ()),
    ("en", "A five-year plan was adopted.", "Một kế hoạch năm được thông qua.", ("five",), ()),
    ("en", "The twelve-month project began.", "Dự án thứ 12 bắt đầu.", ("twelve",), ()),
    ("en", "Half of the firms left.", "Những công ty rời khỏi.", ("Half",), ()),
    ("en", "Three people and four children came.", "Ba người đến.", ("four",), ()),
    ("en", "The provinces joined.", "Chín tỉnh tham gia.", (), ("Chín",)),
    ("vi", "Hàng hóa từ ba tỉnh miền Bắc.", "Goods from the provinces.", ("ba",), ()),
    ("vi", "Bốn châu lục tham gia.", "The continents took part.", ("Bốn",), ()),
    ("en", "Half the firms left.", "Các công ty rời đi.", ("Half",), ()),
    ("en", "A nine-nation group met.", "Một nhóm nước họp.", ("nine",), ()),
]  # fmt: skip

KEPT: list[tuple[Language, str, str]] = [
    ("vi", "Hai bên ký mười hai văn kiện.", "Both sides signed 12 documents."),
    ("vi", "Mười hai tháng sau, dự án kết thúc.", "A year later the project ended."),
    ("vi", "Ba nước họp tại Hà Nội.", "A trilateral meeting was held in Hanoi."),
    ("vi", "Mười năm hợp tác.", "A decade of cooperation."),
    ("vi", "Hai, ba người đến dự.", "A few people attended."),
    ("vi", "Dự án kéo dài dăm bảy năm.", "The project lasts several years."),
    ("vi", "Năm nay các tỉnh tham gia.", "The provinces join this year."),
    ("vi", "Ba mẹ em đến trường.", "The parents came to the school."),
    ("vi", "Bài ba nói về thương mại.", "The last lesson is about trade."),
    ("vi", "Một nửa số doanh nghiệp rời đi.", "50% of the businesses left."),
    ("vi", "Hai bên ký kết hai văn kiện.", "The sides signed documents."),
    ("en", "A five-year plan was adopted.", "Một kế hoạch năm năm được thông qua."),
    ("en", "A five-year plan was adopted in 2020.", "Kế hoạch 5 năm được thông qua năm 2020."),
    ("en", "Five countries met in 2020.", "Năm nước họp năm 2020."),
    ("en", "Twelve eggs were sold.", "Một tá trứng đã được bán."),
    ("en", "Two or three firms left.", "Một vài công ty rời đi."),
    ("en", "Ten years of cooperation.", "Một thập kỷ hợp tác."),
    ("en", "Half of the firms left.", "Phân nửa số công ty rời đi."),
    ("en", "The second half of the year was better.", "Sáu tháng cuối năm khá hơn."),
    ("en", "Chapter four of the book.", "Phần tiếp theo của cuốn sách."),
    ("en", "One of the two firms left.", "Một công ty rời đi."),
    ("vi", "Hàng hóa từ ba miền Bắc, Trung, Nam.", "Goods from the North, Centre and South."),
    ("vi", "Bãi biển đẹp cả bốn mùa.", "The beach is beautiful in all seasons."),
    ("vi", "Bạn bè khắp năm châu bốn biển.", "Friends from all over the world."),
    ("vi", "Cuộc đời bảy nổi ba chìm.", "A life of ups and downs."),
    ("vi", "Học sinh mang ba lô đến trường.", "The pupils carry backpacks to school."),
    ("vi", "Hợp tác trong năm năm qua.", "Cooperation over half a decade."),
    ("en", "Five years of cooperation.", "Nửa thập kỷ hợp tác."),
    ("en", "Half a decade of cooperation.", "Năm năm hợp tác."),
    ("en", "Signing it is half the battle.", "Ký kết mới chỉ là bước đầu."),
    ("en", "China drew the nine-dash line.", "Trung Quốc vẽ đường lưỡi bò."),
    ("vi", "Trung Quốc vẽ đường chín đoạn.", "China drew the cow's tongue line."),
    ("en", "They sailed the seven seas.", "Họ đi khắp các đại dương."),
]


@pytest.mark.parametrize(("source", "text", "translation", "missing", "added"), ALTERED)
def test_a_count_that_one_side_alone_has_is_found(
    source: Language, text: str, translation: str, missing: tuple[str, ...], added: tuple[str, ...]
) -> None:
    found = [(one.missing, one.added) for one in mismatches(text, translation, source=source)]
    assert (missing, added) in found


@pytest.mark.parametrize(("source", "text", "translation"), KEPT)
def test_other_words_for_a_count_lose_nothing(source: Language, text: str, translation: str) -> None:
    assert mismatches(text, translation, source=source) == ()
