"""Names that no list holds are said by their parts: head noun, field, proper name, seat or country."""

import pytest

from service.domain.article import Language
from service.domain.highlight import PartnerType
from service.text.entities.rendering import rendered
from tests.names import gazetteer


def say(name: str, source: Language, kind: PartnerType | None = "agency") -> str | None:
    return rendered(name, kind, source=source, gazetteer=gazetteer())


@pytest.mark.parametrize(
    ("vietnamese", "english"),
    [
        ("Công ty Cổ phần Thủy sản Minh Phú", "Minh Phu Seafood Joint Stock Company"),
        ("Công ty Môi trường Đô thị Đà Nẵng", "Da Nang Urban Environment Company"),
        ("Công ty Cấp nước Sài Gòn", "Saigon Water Supply Company"),
        ("Công ty CP Nhựa Bình Minh", "Binh Minh Plastics Joint Stock Company"),
        ("Công ty Cổ phần Dược Hậu Giang", "Hau Giang Pharmaceutical Joint Stock Company"),
        ("Trung tâm Hành động bom mìn tỉnh Quảng Trị", "Mine Action Centre of Quang Tri Province"),
        ("Bệnh viện Nhi đồng 1", "Children's Hospital 1"),
        ("Bệnh viện Ung bướu TP.HCM", "Oncology Hospital of Ho Chi Minh City"),
        ("Bệnh viện Trung ương Huế", "Hue Central Hospital"),
        ("Bệnh viện Mắt Trung ương", "Central Eye Hospital"),
        ("Viện Hải dương học Nha Trang", "Nha Trang Institute of Oceanography"),
        ("Trường Đại học Y Dược Cần Thơ", "Can Tho University of Medicine and Pharmacy"),
        ("Sở Ngoại vụ tỉnh Lào Cai", "Department of Foreign Affairs of Lao Cai Province"),
        ("Sở Giáo dục bang Victoria", "Department of Education of Victoria State"),
        ("Cục Thống kê tỉnh Nghệ An", "Statistics Department of Nghe An Province"),
        ("Hội Nông dân tỉnh Thái Bình", "Farmers' Union of Thai Binh Province"),
        ("Ủy ban nhân dân quận Hoàn Kiếm", "People's Committee of Hoan Kiem District"),
        ("Tổng cục Du lịch Thái Lan", "National Administration of Tourism of Thailand"),
        ("Cục Hàng hải Hàn Quốc", "Maritime Department of South Korea"),
        ("Cơ quan Quản lý Dược phẩm Mỹ", "Drug Administration Agency of the United States"),
        ("Bộ Môi trường, Lãnh thổ và Biển Italy", "Ministry of Environment, Land and Sea of Italy"),
        ("Khoa Luật Đại học Quốc gia Hà Nội", "Faculty of Law, Vietnam National University, Hanoi"),
        ("Công ty Intel", "Intel Corporation"),
    ],
)
def test_vietnamese_names_by_their_parts(vietnamese: str, english: str) -> None:
    assert say(vietnamese, "vi") == english


@pytest.mark.parametrize(
    ("english", "vietnamese"),
    [
        ("Cambodia's Fisheries Administration", "Cục Quản lý Thủy sản Campuchia"),
        ("Thailand's Department of Fisheries", "Cục Thủy sản Thái Lan"),
        ("Australia's Department of Education", "Bộ Giáo dục Australia"),
        ("Quang Tri Provincial Department of Health", "Sở Y tế tỉnh Quảng Trị"),
        ("Can Tho City Department of Education and Training", "Sở Giáo dục và Đào tạo thành phố Cần Thơ"),
        ("Japan's Forestry Agency", "Cơ quan Lâm nghiệp Nhật Bản"),
        ("Ministry of Climate and Environment of Norway", "Bộ Khí hậu và Môi trường Na Uy"),
        ("Binh Duong provincial People's Committee", "UBND tỉnh Bình Dương"),
        ("Osaka Prefectural Government", "Chính quyền tỉnh Osaka"),
        ("Hanoi Women's Union", "Hội Liên hiệp Phụ nữ Hà Nội"),
        ("Royal Agricultural University", "Đại học Nông nghiệp Hoàng gia"),
        ("Royal Melbourne Institute of Technology", "Viện Công nghệ Hoàng gia Melbourne"),
        ("University of Queensland", "Đại học Queensland"),
        ("Vietnam Oil and Gas Group (PetroVietnam)", "Tập đoàn Dầu khí Việt Nam (PetroVietnam)"),
    ],
)
def test_english_names_by_their_parts(english: str, vietnamese: str) -> None:
    assert say(english, "en") == vietnamese


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Công ty Điện Quang", "Dien Quang Company"),  # no electricity company of Quang
        ("Tập đoàn Điện Biên", "Dien Bien Group"),
        ("Công ty Cổ phần Hòa Bình Xanh", "Hoa Binh Xanh Joint Stock Company"),
        ("Tập đoàn Hòa Phát", "Hoa Phat Group"),
        ("Bệnh viện Bạch Mai", "Bach Mai Hospital"),
        ("Trường Đại học Hoa Sen", "Hoa Sen University"),
    ],
)
def test_a_proper_name_is_no_field_of_work(name: str, said: str) -> None:
    assert say(name, "vi") == said


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("Quỹ Hy vọng", "vi"),
        ("Trung tâm Bông sen tỉnh Đồng Tháp", "vi"),
        ("Hội Hy vọng và Du lịch", "vi"),
        ("Department of Whatever", "en"),
        ("Maritime Surveillance Agency", "en"),
        ("Plan International Vietnam", "en"),
    ],
)
def test_a_part_that_is_unknown_leaves_the_name_open(name: str, source: Language) -> None:
    assert say(name, source) is None


@pytest.mark.parametrize(
    ("name", "source", "said"),
    [
        ("Cục Hải quan Lào", "vi", "Department of Customs of Laos"),
        ("Hội Quốc Liên", "vi", "League of Nations"),
        ("Ngân hàng Phát triển Trung Quốc", "vi", "China Development Bank"),
        ("Manila Chamber of Commerce and Industry", "en", "Phòng Thương mại và Công nghiệp Manila"),
        ("Lagos State", "en", "bang Lagos"),
        ("Seoul National University", "en", "Đại học Quốc gia Seoul"),
        ("Department of State", "en", None),
        ("Confederation of Indian Industry", "en", None),
        ("Seoul National University of Education", "en", None),
    ],
)
def test_a_name_borrows_nothing_from_its_namesake(name: str, source: Language, said: str | None) -> None:
    assert say(name, source) == said
