"""The progress report on paper: its tables and chart, and that an issued one never changes."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from documents.enums import Format
from documents.paper import Chart, Paper, Table
from documents.registry import kind_of
from documents.rendering import render
from targets import papers
from targets.enums import ReviewKind
from targets.models import ProgressReport
from targets.narrative import default_sections
from targets.review import Figures, Line
from targets.services.progress import create_progress_report, issue_progress_report, save_progress_report
from tests.documents.measure import words_of
from tests.targets.reviewed import HALF, complete, enter_results, enter_targets, figures
from tests.targets.test_narrative import story


def report(issuer_of, **changes) -> ProgressReport:
    """An unsaved draft with the figures of `reviewed.figures`, kept as an issued one keeps them."""
    sections = [
        {"part": section.part, "heading": section.heading, "text": section.text}
        for section in default_sections(story(ReviewKind.INTERIM))
    ]
    return ProgressReport(
        **{
            "directive": issuer_of,
            "kind": HALF.kind,
            "index": HALF.index,
            "subject_line": "Kết quả thực hiện các chỉ tiêu\ntheo Chỉ thị số 01/CT-UBND",
            "place": "Lào Cai",
            "signing_authority": "collective",
            "signer_title": "Chủ tịch",
            "signer_name": "Trịnh Xuân Trường",
            "recipients": "Như trên\nLưu: VT",
            "sections": sections,
            "frozen": figures().to_json(),
        }
        | changes
    )


@pytest.fixture
def made(draft) -> Paper:
    return papers.progress_paper(report(draft))


def table(paper: Paper, caption: str) -> Table:
    return next(one for one in paper.tables if one.caption.startswith(caption))


def test_the_head_and_the_signature_are_those_of_a_report(made):
    assert (made.type_name, made.number_line) == ("BÁO CÁO", "Số: ……/BC-UBND")
    assert made.place_date == "Lào Cai, ngày … tháng … năm ……"
    assert made.letterhead.issuer == ("ỦY BAN NHÂN DÂN", "TỈNH LÀO CAI")
    assert made.subject == ("Kết quả thực hiện các chỉ tiêu", "theo Chỉ thị số 01/CT-UBND")
    assert made.signature.titles == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert made.recipients == ("- Như trên;", "- Lưu: VT.")
    assert made.watermark == "DỰ THẢO"


def test_tables_and_chart_stand_after_the_words_about_the_results(made):
    kinds = [getattr(part, "type", None) or part.kind for part in made.body]
    rewards = next(i for i, part in enumerate(made.body) if getattr(part, "number", "") == "III.")
    assert kinds[rewards - 3 : rewards] == ["table", "chart", "table"]
    assert "table" not in kinds[rewards:]


def test_the_summary_counts_each_group_and_all(made):
    rows = [row.cells for row in table(made, "Tổng hợp").rows]
    assert rows == [
        ("Kinh tế", "2", "0", "1", "0", "1", "0", "0"),
        ("Xã hội", "1", "0", "0", "0", "0", "0", "1"),
        ("Chỉ tiêu khác", "3", "1", "0", "0", "1", "1", "0"),
        ("Tổng số", "6", "1", "1", "0", "2", "1", "1"),
    ]


def test_the_chart_shows_what_lags_the_lowest_first_and_its_title_says_so(made):
    chart = next(part for part in made.body if isinstance(part, Chart))
    assert chart.title == "Thấp nhất là Hộ nghèo: 20%"
    assert [(bar.label, bar.value, bar.text, bar.tone) for bar in chart.bars] == [
        ("Hộ nghèo", "20", "20%*, không đạt", "poor"),
        ("Thu ngân sách", "25", "25%, chậm tiến độ", "fair"),
    ]
    assert "Dấu * là tỷ lệ của mức thay đổi cần có" in chart.note


def test_the_chart_has_at_most_twelve_bars_and_none_without_laggards(draft):
    late = Line("Chậm", asked="100", result="5", percent="5,5", verdict="behind")
    many = Figures(tuple(replace(late, name=f"Chậm {n}", percent=f"{n},5") for n in range(1, 15)))
    chart = next(p for p in papers.progress_paper(report(draft, frozen=many.to_json())).body if isinstance(p, Chart))
    assert [bar.value for bar in chart.bars] == [f"{n}.5" for n in range(1, 13)]
    good = Figures((Line("Tốt", asked="100", result="100", percent="100", verdict="met"),))
    assert not any(isinstance(p, Chart) for p in papers.progress_paper(report(draft, frozen=good.to_json())).body)


def test_the_appendix_numbers_the_figures_through_and_sets_parts_under_their_name(made):
    rows = [(row.kind, *row.cells) for row in table(made, "Kết quả từng").rows]
    assert rows[:4] == [
        ("group", "Kinh tế"),
        ("row", "1", "Thu ngân sách", "12.800 tỷ đồng", "3.200,5", "30/06/2024", "25", "Chậm tiến độ", "Sở Tài chính"),
        ("row", "", "Cơ cấu kinh tế", "", "", "", "", "", ""),
        ("row", "2", "- Công nghiệp", "42%", "42,3%", "15/06/2024 (*)", "", "Đạt", ""),
    ]
    assert [row[1] for row in rows if row[0] == "group"] == ["Kinh tế", "Xã hội", "Chỉ tiêu khác"]
    assert rows[5] == ("row", "3", "Nông thôn mới", "72 xã", "", "", "", "Chưa có số liệu", "")


def test_the_appendix_belongs_to_the_report_and_ranks_what_lags(made):
    appendix = made.appendices[0]
    assert appendix.title == ("PHỤ LỤC", "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU THI ĐUA", "6 THÁNG ĐẦU NĂM 2024")
    assert appendix.reference == (
        "(Kèm theo Báo cáo số ……/BC-UBND ngày … tháng … năm …… của Ủy ban nhân dân tỉnh Lào Cai)"
    )
    ranked = [row.cells[1:4] for row in table(made, "Xếp hạng").rows]
    assert ranked == [
        ("Hộ nghèo", "20", "Không đạt"),
        ("Thu ngân sách", "25", "Chậm tiến độ"),
        ("Tăng trưởng", "", "Chậm tiến độ"),
    ]
    assert appendix.body[-1].text == "- Thu ngân sách: Cục Thuế"


def test_who_has_not_reported_is_named_and_without_any_there_is_no_list(made, draft):
    assert [row.cells for row in table(made, "Đơn vị chưa").rows] == [("1", "Sở Nông nghiệp", "Chưa gửi", "05/07/2024")]
    everybody = Figures(figures().lines)
    paper = papers.progress_paper(report(draft, frozen=everybody.to_json()))
    assert not any(one.caption.startswith("Đơn vị") for one in paper.tables)


def test_figures_survive_their_json():
    assert Figures.from_json(figures().to_json()) == figures()


def test_a_heading_that_was_emptied_prints_no_empty_line(draft):
    sections = [
        {"part": "rewards", "heading": "", "text": ""},
        {"part": "results", "heading": "I. KẾT QUẢ", "text": ""},
    ]
    body = papers.progress_paper(report(draft, sections=sections)).body
    assert [part.text for part in body[:1]] == ["I. KẾT QUẢ"]
    assert len(body) == 4


def test_the_kind_is_printed_as_pdf_word_and_workbook():
    kind = kind_of(papers.KIND)
    assert kind.formats == (Format.PDF, Format.DOCX, Format.XLSX)
    assert kind.drafts_permission == "targets.see_progress_drafts"


def test_the_pdf_has_every_word_in_its_order(made):
    letters = "".join(word.text for word in words_of(render(made, "pdf", archival=False).content))
    at = 0
    for piece in ("BÁOCÁO", "I.CÔNGTÁC", "II.KẾTQUẢ", "TổnghợpkếtquảtheonhómchỉtiêuNhómchỉtiêu", "ThấpnhấtlàHộnghèo:20%",
                  "20%*,khôngđạt", "Đơnvịchưagửibáocáocủakỳ", "SởNôngnghiệpChưagửi05/07/2024", "III.CÔNGTÁCKHENTHƯỞNG",
                  "Nơinhận:", "PHỤLỤC", "Kếtquảtừngchỉtiêu", "3.200,530/06/202425", "Xếphạngchỉtiêu",
                  "Nguồnsốliệu"):  # fmt: skip
        found = letters.find(piece, at)
        assert found >= 0, piece
        at = found


def test_the_word_file_has_the_tables(made):
    with ZipFile(io.BytesIO(render(made, "docx", archival=False).content)) as package:
        document = package.read("word/document.xml").decode()
    assert document.count("<w:tblHeader") >= 4
    words = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", document))
    for piece in ("KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU", "3.200,5", "Sở Nông nghiệp", "Chậm tiến độ vì thu thấp."):
        assert piece in words


def test_the_workbook_has_a_sheet_a_table_and_its_figures_are_numbers(made):
    book = load_workbook(io.BytesIO(render(made, "xlsx", archival=False).content))
    assert len(book.sheetnames) == 4
    rows = list(book[book.sheetnames[2]].iter_rows(values_only=True))
    budget = next(row for row in rows if row[1] == "Thu ngân sách")
    assert Decimal(str(budget[3])) == Decimal("3200.5")
    assert budget[5] == 25
    share = next(row for row in rows if row[1] == "- Công nghiệp")
    assert Decimal(str(share[3])) == Decimal("0.423")
    summary = list(book[book.sheetnames[0]].iter_rows(values_only=True))
    assert ("Tổng số", 6, 1, 1, 0, 2, 1, 1) in summary


def test_hostile_words_stay_words(draft):
    line = Line("=HYPERLINK(1)", asked="<script>alert(1)</script>", result="1", unit="%", verdict="behind",
                percent="1", units=("@SUM(A1)",), source="<b>x</b>")  # fmt: skip
    paper = papers.progress_paper(report(draft, frozen=Figures((line,)).to_json(), signer_name="A\u200bB"))
    assert paper.signature.name == "AB"
    pdf = "".join(word.text for word in words_of(render(paper, "pdf", archival=False).content))
    assert "<script>alert(1)</script>" in pdf
    book = load_workbook(io.BytesIO(render(paper, "xlsx", archival=False).content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == "=HYPERLINK(1)"]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}


def test_a_draft_follows_the_figures_and_an_issued_report_never_changes(issued, staff, clerk, time_machine):
    made = enter_targets(issued)
    enter_results(made)
    time_machine.move_to("2024-07-10T09:00:00+07:00")
    draft = create_progress_report(issued, period=HALF, review=ReviewKind.INTERIM, by=staff)
    budget = made["budget"].actuals.get()
    before = papers.progress_paper(draft)
    budget.value = Decimal(7000)
    budget.save()
    assert "7.000" in str(papers.progress_paper(draft).to_json())
    assert papers.progress_paper(draft) != before
    draft = save_progress_report(draft, {"sections": complete(draft)}, base_revision=0, by=staff)
    number = issue_progress_report(draft, number=15, issued_on=date(2024, 7, 9), by=clerk)
    kept = papers.progress_paper(number)
    assert (kept.number_line, kept.watermark) == ("Số: 15/BC-UBND", "")
    assert kept.place_date == "Lào Cai, ngày 09 tháng 7 năm 2024"
    budget.value = Decimal(9999)
    budget.save()
    again = ProgressReport.objects.select_related("directive__issuer").get(pk=number.pk)
    assert papers.progress_paper(again) == kept
    assert "9.999" not in str(papers.progress_paper(again).to_json())
