"""What the scoring of a bloc puts on paper."""

from datetime import date

import pytest

from documents.paper import Paper, Table
from organizations.models import User
from scoring.enums import BallotStatus, SheetStatus
from scoring.models import Ballot
from scoring.papers import minutes_paper, points_paper
from scoring.selectors.ballots import ballots_for
from scoring.selectors.rounds import printable_rounds_for
from scoring.services.ballots import conclude_ballot, enter_paper_ballot
from scoring.services.rounds import publish_round
from tests.factories.scoring import bring_to, sheet_of


@pytest.fixture
def scored(round_, units, staff):
    for unit, third in zip(units, ("28", "28", "20"), strict=True):
        bring_to(sheet_of(round_, unit), SheetStatus.BLOC_SCORED, by=staff, values=("40", "30", third, "2", "0"))
    return round_


@pytest.fixture
def ballot(scored, units, head) -> Ballot:
    counts = {units[0].pk: 1, units[1].pk: 1, units[2].pk: 0}
    return enter_paper_ballot(scored, held_on=date(2024, 12, 10), counts=counts, ballots=3, by=head)


def words(paper: Paper) -> str:
    return "\n".join(part.text for part in paper.body if not isinstance(part, Table))


def test_points_paper_holds_every_unit_in_its_place(scored):
    paper = points_paper(scored)
    assert [row.cells for row in paper.tables[0].rows] == [
        ("1", "Sở Nội vụ", "98", "2", "0", "100", "1", "Khối chấm"),
        ("2", "Sở Tài chính", "98", "2", "0", "100", "1", "Khối chấm"),
        ("3", "Sở Ngoại vụ", "90", "2", "0", "92", "3", "Khối chấm"),
    ]
    assert (paper.type_name, paper.watermark) == ("BẢNG TỔNG HỢP ĐIỂM THI ĐUA", "DỰ THẢO")
    assert paper.signature.titles == ("TM. KHỐI THI ĐUA", "TRƯỞNG KHỐI")
    assert Paper.from_json(paper.to_json()) == paper


def test_points_paper_is_no_draft_once_published(scored, head):
    publish_round(scored, by=head)
    assert points_paper(scored).watermark == ""


def test_points_paper_of_units_that_are_not_scored(round_):
    assert points_paper(round_).tables[0].rows[0].cells == ("1", "Sở Nội vụ", "", "", "", "", "", "chưa chấm")


def test_minutes_paper_says_the_votes_and_between_equals_why(ballot, units, head):
    paper = minutes_paper(ballot)
    assert [row.cells[1:] for row in paper.tables[0].rows] == [
        ("Sở Nội vụ", "1"),
        ("Sở Tài chính", "1"),
        ("Sở Ngoại vụ", "0"),
        ("Không chọn đơn vị nào", "1"),
    ]
    assert paper.watermark == "DỰ THẢO"
    conclude_ballot(ballot, chosen=units[1], minutes="02/BB-KTĐ", reason="Không bị trừ điểm", by=head)
    paper = minutes_paper(Ballot.objects.get())
    assert (paper.watermark, paper.number_line) == ("", "Số: 02/BB-KTĐ")
    assert "Khối chọn vì: Không bị trừ điểm" in words(paper)
    assert "Khối suy tôn Sở Tài chính là đơn vị dẫn đầu năm 2024./." in words(paper)


def test_papers_are_seen_by_those_who_may_know(scored, ballot, head, member, staff, council, outsider):
    def sees(user: User) -> tuple[bool, bool]:
        return printable_rounds_for(user).exists(), ballots_for(user).exists()

    assert [sees(who) for who in (head, member, staff, council, outsider)] == [
        (True, True),
        (False, True),
        (True, True),
        (True, True),
        (False, False),
    ]
    publish_round(scored, by=head)
    assert sees(member) == (True, True)


def test_a_vote_that_is_open_has_no_minutes(round_, scored, head):
    from scoring.services.ballots import open_ballot

    assert open_ballot(scored, held_on=date(2024, 12, 10), by=head).status == BallotStatus.OPEN
    assert not ballots_for(head).exists()


def test_both_papers_are_written_as_pdf_and_docx(scored, ballot, units):
    from documents.rendering import render
    from tests.documents.measure import letters_of

    for paper in (points_paper(scored), minutes_paper(ballot)):
        letters = letters_of(render(paper, "pdf", archival=True).content)
        places = [letters.index(unit.name.replace(" ", "")) for unit in units]
        assert places == sorted(places)
        assert render(paper, "docx", archival=True).content[:2] == b"PK"
    assert render(points_paper(scored), "xlsx", archival=True).content[:2] == b"PK"


def test_the_letterhead_breaks_the_name_of_the_bloc_in_the_middle(scored):
    assert points_paper(scored).letterhead.issuer == ("KHỐI THAM MƯU", "TỔNG HỢP")
