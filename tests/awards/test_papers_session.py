"""The minutes and the tally sheet: the right numbers, none of them before the vote is closed."""

from __future__ import annotations

from datetime import time

import pytest

from awards import papers_session as papers
from awards.enums import Choice
from awards.models import Session
from awards.services import sessions as services
from awards.services import sessions_ballot as ballots
from documents.paper import Paper, Table
from documents.rendering import render
from documents.services import freeze
from tests.awards.sitting import AWAY, opened, plan, put, vote, voters
from tests.documents.measure import letters_of
from tests.factories.awards import make_council


@pytest.fixture
def session(province, staff):
    """Two items; the first member does not vote on the second; the ninth is away."""
    council = make_council(province, 9)
    made = plan(council, staff, starts_at=time(8, 5))
    items = put(made, staff, "T1", "T2")
    services.add_conflict(items[1], council.members.get(position=1), reason="Cùng nhà.", by=staff)
    return made


def closed(session, staff) -> Session:
    opened(session, staff, seat9=AWAY)
    for voter in voters(session):
        vote(session, voter)
    ballots.close_session(session, by=staff, ended_at=time(10, 45))
    return Session.objects.select_related("council__organization", "chair", "secretary").get(pk=session.pk)


def words(paper: Paper) -> str:
    cells = [cell for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*paper.subject, *(part.text for part in paper.body if not isinstance(part, Table)), *cells])


def result_rows(paper: Paper) -> list[tuple[str, ...]]:
    return [row.cells for row in paper.tables[-1].rows]


def test_the_minutes_of_a_closed_session_carry_its_numbers(session, staff):
    paper = papers.minutes_paper(closed(session, staff))
    assert paper.type_name == "BIÊN BẢN"
    assert paper.subject == ("Họp Hội đồng Thi đua - Khen thưởng tỉnh", "Phiên họp xét khen thưởng năm 2025")
    assert (paper.number_line, paper.place_date, paper.watermark) == ("Số: ……/BB-HĐTĐKT", "", "")
    assert (paper.signature.titles, paper.signature.name) == (("CHỦ TRÌ",), "Ủy viên Số 1")
    assert (paper.second_signature.titles, paper.second_signature.name) == (("THƯ KÝ",), str(staff))
    said = words(paper)
    assert "Thời gian bắt đầu: 08 giờ 05 phút, ngày 20 tháng 01 năm 2026." in said
    assert "Có mặt: 8/9 thành viên." in said
    assert "- Ủy viên Số 9: Đi công tác." in said
    assert "Không bỏ phiếu nội dung 2: Ủy viên Số 1 (Cùng nhà)." in said
    assert "Tỷ lệ tính trên tổng số thành viên: 9." in said
    assert "Có 1/2 đề nghị đạt tỷ lệ phiếu quy định." in said
    assert "Cuộc họp kết thúc vào 10 giờ 45 phút, ngày 20 tháng 01 năm 2026./." in said
    assert [row[3:] for row in result_rows(paper)] == [
        ("8", "0", "0", "88,9", "80% (8)", "Đạt"),
        ("7", "0", "0", "77,8", "80% (8)", "Không đạt"),
    ]


def test_the_minutes_carry_their_number(session, staff):
    session.number = 5
    assert papers.minutes_paper(session).number_line == "Số: 05/BB-HĐTĐKT"


def test_the_tally_sheet_counts_the_ballots(session, staff):
    paper = papers.tally_paper(closed(session, staff))
    said = words(paper)
    assert paper.subject == ("Kiểm phiếu bầu", "Phiên họp xét khen thưởng năm 2025")
    assert "Số phiếu phát ra: 8; số phiếu thu về: 8." in said
    assert "Không có phiếu giấy." in said
    assert result_rows(paper)[0][3:] == ("8", "0", "0", "88,9", "80% (8)", "Đạt")


@pytest.mark.parametrize("build", [papers.minutes_paper, papers.tally_paper])
def test_before_the_end_the_papers_are_drafts_without_a_count(session, staff, build):
    opened(session, staff)
    empty = build(session)
    for voter in voters(session):
        vote(session, voter, Choice.DISAGREE)
    assert empty.watermark == "DỰ THẢO"
    assert "Kết quả được ghi khi chốt bỏ phiếu." in words(empty)
    assert build(session) == empty


def test_a_draft_tells_the_doubts_about_a_share_and_the_signed_paper_does_not(session, staff):
    session.items.filter(position=1).update(legal_note="Chưa đối chiếu.")
    assert "Lưu ý, nội dung 1: Chưa đối chiếu." in words(papers.minutes_paper(session))
    assert "Chưa đối chiếu" not in words(papers.minutes_paper(closed(session, staff)))


def test_a_planned_session_without_people_can_be_printed(province, staff):
    session = plan(make_council(province, 3), staff, chair=None, secretary=None, place="")
    said = words(papers.minutes_paper(session))
    assert "Địa điểm: ……." in said
    assert "Chủ trì: ……." in said


@pytest.mark.parametrize("kind", [papers.MINUTES, papers.TALLY])
def test_the_papers_are_written_as_pdf_and_word(session, staff, kind):
    paper = Paper.from_json(freeze(kind, closed(session, staff)).context)
    assert "KẾTQUẢ" in letters_of(render(paper, "pdf", archival=True).content)
    assert render(paper, "docx", archival=True).content[:2] == b"PK"


def test_a_draft_of_the_minutes_is_for_those_who_run_the_session(session, staff, leader):
    from documents.services import request_document

    document = request_document(papers.MINUTES, session, "pdf", by=staff)
    assert document.file_name == f"bien-ban-hop-2026-01-20-{session.pk}-du-thao.pdf"
    assert (document.is_visible_to(staff), document.is_visible_to(leader)) == (True, False)
