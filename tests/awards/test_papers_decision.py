"""The decision, the request and the sheet of money on paper, in the form of Decree 30/2020."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from awards import papers_decision as papers
from awards.enums import SubjectKind
from awards.models import Decision
from awards.selectors.decisions import decisions_for
from awards.services import decisions as services
from awards.services.decisions_amend import correct_lines, revoke_lines
from awards.services.decisions_issue import issue_decision
from documents.paper import Block, Paper, Table
from documents.rendering import render
from tests.awards.deciding import carried, certificate, checked_lines, complete, drafted, issued
from tests.documents.measure import lines_of
from tests.factories.awards import make_title

pytestmark = pytest.mark.django_db
NAMES = ("Giàng A Chứ", "Vàng Thị Máy", "Lý Seo Phà", "Trần Văn Bình", "Thào Mí Dơ", "Sùng Thị Mai")


@pytest.fixture(autouse=True)
def in_july_2026():
    with time_machine.travel("2026-07-10T09:00:00+07:00", tick=False):
        yield


def words(paper: Paper) -> list[str]:
    return [part.text for part in paper.body if isinstance(part, Block)]


def again(decision: Decision, user) -> Decision:
    return decisions_for(user).get(pk=decision.pk)


def test_a_decision_for_few_names_them_in_its_first_article(province, staff, clerk):
    decision = issued(province, staff, clerk, "Giàng A Chứ", "Vàng Thị Máy")
    paper = papers.decision_paper(decision)
    assert (paper.number_line, paper.place_date, paper.type_name, paper.watermark) == (
        "Số: 125/QĐ-UBND",
        "Lào Cai, ngày 02 tháng 7 năm 2026",
        "QUYẾT ĐỊNH",
        "",
    )
    assert words(paper) == [
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LÀO CAI",
        "Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15.",
        "QUYẾT ĐỊNH:",
        "Điều 1. Tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh cho 2 cá nhân đã có thành tích trong năm 2025:",
        "1. Giàng A Chứ, Sở Tài chính: đã có thành tích xuất sắc trong thực hiện nhiệm vụ, năm 2025;",
        "2. Vàng Thị Máy, Sở Tài chính: đã có thành tích xuất sắc trong thực hiện nhiệm vụ, năm 2025;",
        (
            "Điều 2. Các cá nhân có tên tại Điều 1 được thưởng tiền theo quy định hiện hành; kinh phí trích từ Quỹ thi đua, "
            "khen thưởng của tỉnh."
        ),
        (
            "Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ, thủ trưởng các cơ quan, đơn vị có "
            "liên quan và các cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành "
            "Quyết định này./."
        ),
    ]
    assert paper.appendices == ()


def test_more_than_five_go_to_a_list_under_their_titles(province, staff, clerk):
    flag = certificate("COTD_T", name="Cờ thi đua của tỉnh", subject=SubjectKind.COLLECTIVE, position=1)
    lines = [*checked_lines(province, *NAMES), *checked_lines(province, "Sở Tài chính", title=flag)]
    draft = complete(services.create_decision(issuer=province, year=2025, lines=lines, by=staff), staff)
    paper = papers.decision_paper(issue_decision(draft, number=126, issued_on=date(2026, 7, 2), by=clerk))
    assert words(paper)[3:7] == [
        (
            "Điều 1. Tặng danh hiệu thi đua, hình thức khen thưởng cho 1 tập thể, 6 cá nhân đã có thành tích trong năm 2025, "
            "gồm:"
        ),
        "a) Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh cho 6 cá nhân;",
        "b) Cờ thi đua của tỉnh cho 1 tập thể;",
        "Danh sách kèm theo.",
    ]
    (appendix,) = paper.appendices
    assert appendix.title == ("DANH SÁCH KHEN THƯỞNG",)
    assert appendix.reference == (
        "(Kèm theo Quyết định số 126/QĐ-UBND ngày 02 tháng 7 năm 2026 của Chủ tịch Ủy ban nhân dân tỉnh Lào Cai)"
    )
    rows = paper.tables[0].rows
    assert [row.cells for row in rows if row.kind == "group"] == [
        ("I. BẰNG KHEN CỦA CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH (6 cá nhân)",),
        ("II. CỜ THI ĐUA CỦA TỈNH (1 tập thể)",),
    ]
    assert [row.cells[1] for row in rows if row.kind == "row"] == [*NAMES, "Sở Tài chính"]


def test_a_draft_is_marked_and_leaves_room_for_its_number(province, staff):
    paper = papers.decision_paper(drafted(province, staff, "Giàng A Chứ"))
    assert (paper.number_line, paper.place_date, paper.watermark) == (
        "Số: ……/QĐ-UBND",
        "Lào Cai, ngày … tháng … năm 2026",
        "DỰ THẢO",
    )


def test_typed_articles_print_as_they_were_typed_with_the_mark_in_bold(province, staff):
    draft = drafted(province, staff, "Giàng A Chứ")
    typed = "Điều 1. Tặng *Bằng khen* cho:\na) ông Chứ.\nĐiều 2 Thi hành."
    saved = services.save_decision(draft, {"articles": typed}, base_revision=draft.revision, by=staff)
    body = papers.decision_paper(saved).body[3:]
    assert [(part.kind, part.text) for part in body if isinstance(part, Block)] == [
        ("paragraph", "Điều 1. Tặng Bằng khen cho:"),
        ("point", "a) ông Chứ."),
        ("paragraph", "Điều 2. Thi hành."),
    ]
    assert [run.bold for run in body[0].runs] == [True, False, False, False]


def test_a_request_names_whom_it_asks_and_the_councils_session(province, staff):
    make_title("COTD_CP", name="Cờ thi đua của Chính phủ", level="state", decided_by="Thủ tướng Chính phủ")
    session = carried(province, staff, "COTD_CP")
    draft = services.create_decision(issuer=province, year=2025, session=session, is_submission=True, by=staff)
    paper = papers.decision_paper(again(draft, staff))
    assert (paper.number_line, paper.type_name) == ("Số: ……/TTr-UBND", "TỜ TRÌNH")
    found = words(paper)
    assert found[0] == "Kính gửi: Thủ tướng Chính phủ"
    assert "Cờ thi đua của Chính phủ cho 1 cá nhân:" in found[4]
    assert "tại phiên họp ngày 20/01/2026" in found[-2]
    assert found[-1] == "Kính đề nghị Thủ tướng Chính phủ xem xét, quyết định./."


def test_a_revocation_says_why_and_what_is_paid_back(province, staff, clerk):
    decision = issued(province, staff, clerk, "Giàng A Chứ", "Vàng Thị Máy")
    draft = revoke_lines(decision, decision.lines.filter(name="Giàng A Chứ"), ground="false", reason="", by=staff)
    found = words(papers.decision_paper(again(draft, staff)))
    assert any(
        line.startswith(
            "Điều 1. Hủy bỏ việc tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh cho 1 cá nhân tại Quyết định số "
            "125/QĐ-UBND ngày 02/07/2026 của Chủ tịch Ủy ban nhân dân tỉnh Lào Cai"
        )
        for line in found
    )
    assert "Lý do: Kê khai gian dối thành tích để được khen thưởng." in found
    assert (
        "Điều 2. Thu hồi hiện vật khen thưởng và tiền thưởng 3.800.000 đồng (bằng chữ: Ba triệu tám trăm nghìn đồng) "
        "đã nhận theo quy định." in found
    )


def test_a_correction_shows_what_stood_and_what_stands(province, staff, clerk):
    decision = issued(province, staff, clerk, "Giàng A Chứ")
    draft = correct_lines(decision, decision.lines.all(), reason="Sai tên", by=staff)
    draft.lines.update(name="Giàng A Chư")
    (row,) = papers.decision_paper(again(draft, staff)).tables[0].rows
    assert row.cells == (
        "1",
        "Giàng A Chứ (Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh)",
        "tên trên quyết định: Giàng A Chứ",
        "tên trên quyết định: Giàng A Chư",
    )


def test_the_sheet_of_money_adds_up_in_figures_and_words(province, staff, clerk):
    decision = issued(province, staff, clerk, "Giàng A Chứ", "Vàng Thị Máy")
    paper = papers.money_paper(decision)
    (table,) = paper.tables
    assert [row.cells for row in table.rows] == [
        ("1", "Giàng A Chứ", "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh", "1,5", "2.530.000", "3.800.000", ""),
        ("2", "Vàng Thị Máy", "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh", "1,5", "2.530.000", "3.800.000", ""),
        ("", "Tổng cộng", "", "", "", "7.600.000", ""),
    ]
    assert words(paper)[0] == "Tổng số tiền bằng chữ: Bảy triệu sáu trăm nghìn đồng."
    assert paper.subject == ("(Kèm theo Quyết định số 125/QĐ-UBND ngày 02 tháng 7 năm 2026)",)


def test_an_issued_paper_stays_as_it_was_when_a_line_is_revoked(province, staff, clerk):
    decision = issued(province, staff, clerk, *NAMES)
    before = papers.decision_paper(decision).to_json(), papers.money_paper(decision).to_json()
    draft = revoke_lines(decision, decision.lines.all()[:1], ground="false", reason="", by=staff)
    issue_decision(complete(draft, staff), number=140, issued_on=date(2026, 7, 5), by=clerk)
    decision = again(decision, staff)
    assert (papers.decision_paper(decision).to_json(), papers.money_paper(decision).to_json()) == before


def test_the_same_paper_comes_back_from_its_json(province, staff, clerk):
    paper = papers.decision_paper(issued(province, staff, clerk, *NAMES))
    assert Paper.from_json(paper.to_json()) == paper


def test_in_the_pdf_the_word_of_decision_stands_in_the_middle_and_the_article_in_bold(province, staff, clerk):
    content = render(
        papers.decision_paper(issued(province, staff, clerk, "Giàng A Chứ")), "pdf", archival=False
    ).content
    lines = lines_of(content)
    heads = [line for line in lines if line.text == "QUYẾT ĐỊNH:"]
    (head,) = heads
    # Margins of 30 and 15 mm: the middle of the text is at 112.5 mm.
    assert (head.left + head.right) / 2 == pytest.approx(112.5, abs=0.5)
    assert "Bold" in head.face
    article = next(line for line in lines if line.text.startswith("Điều 1. Tặng"))
    faces = [word.face for word in article.words[:3]]
    assert ["Bold" in face for face in faces] == [True, True, False]
    basis = next(line for line in lines if line.text.startswith("Căn cứ"))
    assert "Italic" in basis.face


@pytest.mark.parametrize("name", ["=1+1", "<b>x</b> & *y*", "\u202eAbc\x01", "A" * 200])
def test_hostile_names_print_as_text(province, staff, clerk, name):
    decision = issued(province, staff, clerk, *NAMES)
    decision.lines.filter(position=1).update(name=name)
    for fmt in ("pdf", "docx"):
        assert render(papers.decision_paper(again(decision, staff)), fmt, archival=True).content
    assert render(papers.money_paper(again(decision, staff)), "xlsx", archival=True).content


def test_a_table_of_money_without_lines_is_empty_and_does_not_fail(province, staff):
    draft = services.create_decision(issuer=province, year=2025, by=staff)
    paper = papers.money_paper(again(draft, staff))
    assert [row.kind for table in paper.tables for row in table.rows] == ["total"]
    assert not any(isinstance(part, Table) for part in papers.decision_paper(again(draft, staff)).body)
