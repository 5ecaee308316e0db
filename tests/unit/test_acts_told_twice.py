"""Acts told twice are one, captions date what they show, and evidence is held to the act."""

from service.domain.highlight import ActDate
from service.text.acts.bearing import held_to
from service.text.acts.told_twice import is_caption, of_parties, told_once, with_captions
from tests.unit.acts_articles import told

SIGNED = told(
    "Nhật Bản và Lào hợp tác về lúa gạo",
    "Tháng 5/2018, Nhật Bản và Lào đã ký bản ghi nhớ về lúa gạo.",
    "Tháng 5/2018, Nhật Bản và Lào đã ký bản ghi nhớ về thủy lợi.",
    "Lễ ký bản ghi nhớ giữa Nhật Bản và Lào, tháng 5/2018",
)
MAY = ActDate("tháng 5/2018", "2018-05")


def test_an_act_and_the_caption_of_its_picture_are_one() -> None:
    body, caption = (SIGNED.draft((i,), "Nhật Bản", "Lào", date=MAY) for i in (1, 3))
    for order in ([body, caption], [caption, body]):
        (one,) = told_once(order)
        assert one.act.evidence == (1, 3)


def test_two_acts_of_the_body_stay_two() -> None:
    drafts = [SIGNED.draft((i,), "Nhật Bản", "Lào", date=MAY) for i in (1, 2)]
    assert told_once(drafts) == drafts


def test_a_caption_of_another_month_is_another_act() -> None:
    body = SIGNED.draft((1,), "Nhật Bản", "Lào", date=MAY)
    caption = SIGNED.draft((3,), "Nhật Bản", "Lào", date=ActDate("tháng 6/2018", "2018-06"))
    assert len(told_once([body, caption])) == 2


SHOWN = told(
    "UNICEF giúp xây trường",
    "Bộ Y tế đã hợp tác với UNICEF và Nhật Bản để xây trạm xá.",
    "Lào và Thái Lan ký hiệp định.",
    "Hội thảo với UNICEF về trạm xá tháng 9/2019",
)


def test_a_caption_dates_the_act_whose_party_it_names() -> None:
    clinics = SHOWN.draft((1,), "Bộ Y tế", "UNICEF", instrument="project")
    treaty = SHOWN.draft((2,), "Lào", "Thái Lan", instrument="agreement")
    first, second = with_captions([clinics, treaty], SHOWN.dates, SHOWN.entities)
    assert (first.date.edtf, first.act.evidence) == ("2019-09", (1, 3))
    assert (second.date.edtf, second.act.evidence) == (None, (2,))


def test_a_caption_dates_nothing_where_two_acts_have_its_party() -> None:
    drafts = [SHOWN.draft((i,), "UNICEF", instrument="project") for i in (1, 2)]
    assert [draft.date.edtf for draft in with_captions(drafts, SHOWN.dates, SHOWN.entities)] == [None, None]


def test_a_sentence_with_a_finite_verb_is_no_caption() -> None:
    one = told("Tin", "Mở đầu.", "Hội thảo với UNICEF đã diễn ra tháng 9/2019.", "Hội thảo với UNICEF")
    act = one.draft((1,)).act
    assert [is_caption(act, index) for index in range(4)] == [False, False, False, True]


def test_evidence_names_a_party_or_points_back() -> None:
    one = told(
        "Tin trong ngày",
        "Nhật Bản và Lào ký bản ghi nhớ về lúa gạo.",
        "Văn bản này có hiệu lực hai năm.",
        "Giá vàng tăng nhẹ trong phiên sáng.",
        "Lào xuất khẩu nhiều gạo.",
    )
    draft = one.draft((1, 3), "Nhật Bản", "Lào", support=(2, 4, 0))
    assert held_to(draft.act, draft.members).evidence == (1, 2, 4)


DRILL = told(
    "Lào và Thái Lan tập trận",
    "Lào và Thái Lan hôm nay bắt đầu tập trận.",
    "Cuộc tập trận hôm nay có 300 binh sĩ của Lào và Thái Lan.",
    "Bộ Ngoại giao Lào cảm ơn Lào.",
)
TODAY = ActDate("hôm nay", None)


def test_two_sentences_with_the_same_kind_parties_and_day_tell_one_act() -> None:
    first, second = (DRILL.draft((i,), "Lào", "Thái Lan", instrument="project", date=TODAY) for i in (1, 2))
    for order in ([first, second], [second, first]):
        (one,) = told_once(order)
        assert one.act.evidence == (1, 2)


def test_acts_without_a_day_stay_apart() -> None:
    drafts = [DRILL.draft((i,), "Lào", "Thái Lan") for i in (1, 2)]
    assert told_once(drafts) == drafts


def test_acts_that_one_sentence_tells_stay_apart() -> None:
    drafts = [DRILL.draft((1,), "Lào", "Thái Lan", date=TODAY) for _ in range(2)]
    assert told_once(drafts) == drafts


def test_an_act_that_names_no_party_is_none() -> None:
    nobody, one = DRILL.draft((1,)), DRILL.draft((1,), "Lào")
    both = DRILL.draft((1,), "Lào", "Thái Lan")
    assert of_parties([nobody, one, both]) == [one, both]
