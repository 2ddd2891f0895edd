"""The PDF, measured against Decree 30/2020/NĐ-CP, Appendix I."""

from __future__ import annotations

import io
from itertools import pairwise

import pikepdf
import pytest

from documents.rendering import ARCHIVAL_VARIANT, STYLE, paper_html, render
from tests.documents.measure import letters_of, lines_of, rules_of, words_of
from tests.documents.papers import missing_in, paper

LEFT, RIGHT, TOP, BOTTOM = 30.0, 210 - 15.0, 20.0, 297 - 20.0
REGULAR, BOLD, ITALIC, BOLD_ITALIC = "Paper-Serif", "Paper-Serif-Bold", "Paper-Serif-Italic", "Paper-Serif-Bold-Italic"


@pytest.fixture(scope="module")
def issued() -> bytes:
    return render(paper(), "pdf", archival=True).content


@pytest.fixture(scope="module")
def lines(issued):
    return lines_of(issued)


def line(lines, beginning):
    return next(one for one in lines if one.text.startswith(beginning))


@pytest.mark.parametrize(
    ("beginning", "face", "size"),
    [
        ("ỦY BAN NHÂN DÂN", BOLD, 13),
        ("TỈNH LÀO CAI", BOLD, 13),
        ("CỘNG HÒA XÃ HỘI", BOLD, 13),
        ("Độc lập - Tự do", BOLD, 14),
        ("Số: 01/CT-UBND", REGULAR, 13),
        ("Lào Cai, ngày 19 tháng 01 năm 2024", ITALIC, 14),
        ("CHỈ THỊ", BOLD, 14),
        ("Về phát động phong trào", BOLD, 14),
        ("Năm 2023, phong trào", REGULAR, 14),
        ("Nơi nhận:", BOLD_ITALIC, 12),
        ("- TT. TU, HĐND, UBND tỉnh;", REGULAR, 11),
        ("CHỦ TỊCH", BOLD, 14),
        ("Trịnh Xuân Trường", BOLD, 14),
        ("PHỤ LỤC TÓM TẮT", BOLD, 14),
        ("(Kèm theo Chỉ thị số 01/CT-UBND", ITALIC, 14),
    ],
)
def test_each_element_has_its_face_and_size(lines, beginning, face, size):
    found = line(lines, beginning)
    assert found.face == face
    assert found.size == pytest.approx(size, abs=0.05)


def test_the_sheet_is_a4_and_nothing_stands_in_its_margins(issued):
    with pikepdf.open(io.BytesIO(issued)) as pdf:
        boxes = {tuple(round(float(v) * 25.4 / 72) for v in page.mediabox) for page in pdf.pages}
    assert boxes == {(0, 0, 210, 297)}
    for word in words_of(issued):
        if word.text.isdecimal() and word.top < TOP:
            continue  # the page number, measured below
        assert word.left >= LEFT - 0.3, word
        assert word.right <= RIGHT + 0.6, word
        assert TOP < word.top < BOTTOM + 0.3, word


def test_body_lines_are_justified_between_the_margins_with_an_indented_first_line(lines):
    body = [one for one in lines if one.words[0].page == 1 and one.top > 66]
    starts = [one for one in body if one.left > LEFT + 5]
    full = [one for one, after in pairwise(body) if after not in starts]
    assert len(full) > 20
    for one in full:
        assert one.right == pytest.approx(RIGHT, abs=0.6), one.text
    for one in body:
        assert one.left == pytest.approx(LEFT + 12.7 if one in starts else LEFT, abs=0.3), one.text


def test_paragraphs_stand_six_points_apart_and_lines_at_most_one_and_a_half(lines):
    body = [one for one in lines if one.words[0].page == 2 and one.top > TOP]
    steps = {round(after.top - before.top, 1) for before, after in pairwise(body)}
    spacing, gap = min(steps), max(steps)
    assert 14 * 1.15 <= spacing * 72 / 25.4 <= 14 * 1.5
    assert (gap - spacing) * 72 / 25.4 == pytest.approx(6, abs=0.4)


def test_page_numbers_stand_in_the_middle_of_the_top_margin_but_not_on_first_pages(lines):
    numbers = [one for one in lines if one.top < TOP]
    assert [(one.words[0].page, one.text) for one in numbers] == [(2, "2"), (3, "3"), (4, "4"), (6, "2")]
    for one in numbers:
        assert (one.left + one.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.3)
        assert one.size == pytest.approx(13, abs=0.05)
        assert one.face == REGULAR


def test_the_letterhead_pair_is_level_and_ruled(issued, lines):
    issuer, nation = line(lines, "ỦY BAN NHÂN DÂN"), line(lines, "CỘNG HÒA")
    assert issuer.top == pytest.approx(nation.top, abs=0.2)
    assert line(lines, "Số: 01").top == pytest.approx(line(lines, "Lào Cai, ngày").top, abs=0.2)
    rules = [(left, right) for left, right, height in rules_of(issued) if height < 40]
    (short, full) = sorted(rules)
    name, motto = line(lines, "TỈNH LÀO CAI"), line(lines, "Độc lập")
    assert 1 / 3 <= (short[1] - short[0]) / (name.right - name.left) <= 1 / 2
    assert sum(short) == pytest.approx(name.left + name.right, abs=0.6)
    assert full == pytest.approx((motto.left, motto.right), abs=0.6)


def test_the_rule_under_the_subject_is_a_third_to_a_half_of_its_line(issued, lines):
    (rule,) = [(left, right) for left, right, height in rules_of(issued) if height > 40]
    subject = line(lines, "Về phát động")
    assert 1 / 3 <= (rule[1] - rule[0]) / (subject.right - subject.left) <= 1 / 2
    assert sum(rule) == pytest.approx(subject.left + subject.right, abs=0.6)


def test_the_signature_is_on_the_right_level_with_the_recipients_and_not_alone(lines):
    title, name, recipients = line(lines, "CHỦ TỊCH"), line(lines, "Trịnh Xuân Trường"), line(lines, "Nơi nhận:")
    assert title.left > 105
    assert title.top == pytest.approx(recipients.top, abs=1.5)
    assert (title.left + title.right) / 2 == pytest.approx((name.left + name.right) / 2, abs=0.3)
    page = title.words[0].page
    before = [one for one in lines if one.words[0].page == page and TOP < one.top < title.top - 2]
    assert len(before) >= 1
    assert before[0].face == REGULAR


@pytest.mark.parametrize("name", ["laocai-2024", "langson-2024"])
def test_no_word_is_lost_and_all_stand_in_order(name):
    made = paper(name)
    assert missing_in(letters_of(render(made, "pdf", archival=True).content), made) == []


def test_an_issued_paper_is_archival_tagged_and_carries_its_fonts(issued):
    with pikepdf.open(io.BytesIO(issued)) as pdf:
        assert str(pdf.Root.Lang) == "vi"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in pdf.Root
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
            assert metadata["dc:title"] == "Chỉ thị Về phát động phong trào thi đua năm 2024"
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert len(fonts) >= 4
        for font in fonts:
            described = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in described or "/FontFile3" in described


def test_the_same_paper_gives_the_same_bytes(issued):
    assert render(paper(), "pdf", archival=True).content == issued


def test_the_quicker_writer_gives_what_the_library_itself_gives(issued):
    from weasyprint import HTML

    plain = HTML(string=paper_html(paper(), "pdf"))
    assert plain.write_pdf(stylesheets=[str(STYLE)], pdf_variant=ARCHIVAL_VARIANT, pdf_tags=True) == issued


def test_a_draft_says_so_on_every_page_and_an_issued_paper_nowhere(issued):
    draft = words_of(render(paper(number=None), "pdf", archival=False).content)
    marked = {word.page for word in draft if word.text == "THẢO"}
    assert marked == {word.page for word in draft}
    assert "THẢO" not in {word.text for word in words_of(issued)}


def test_hostile_text_is_printed_as_text_and_loads_nothing():
    nasty = '<script>alert(1)</script> <img src="file:///etc/passwd"> <b>đậm</b> &amp; {{ 7*7 }} {% now "Y" %}'
    made = paper(body=f"{nasty}\n\n1. {nasty}", subject_line=nasty, recipients=nasty, signer_name="<i>Tên</i>")
    printed = [word.text for word in words_of(render(made, "pdf", archival=True).content)]
    for word in ("<script>alert(1)</script>", "<img", 'src="file:///etc/passwd">', "&amp;", "7*7", "<i>Tên</i>"):
        assert word in printed


def test_a_word_longer_than_the_line_is_broken_and_stays_on_the_sheet():
    made = paper(body="Dài " + "ư" * 400 + " hết.")
    words = words_of(render(made, "pdf", archival=True).content)
    assert max(word.right for word in words) <= RIGHT + 0.6
    assert sum(word.text.count("ư") for word in words if word.page == 1) >= 400


def test_the_number_of_a_document_stays_on_one_line():
    texts = ("Chỉ thị số 26/CT-TTg ngày", "Nghị quyết số 10-NQ/TU ngày", "Nghị định số 30/2020/NĐ-CP ngày")
    made = paper(body="\n\n".join(f"{'a ' * count}{text} một hai ba." for text in texts for count in range(20, 60)))
    found = lines_of(render(made, "pdf", archival=False).content)
    for symbol in ("26/CT-TTg", "10-NQ/TU", "30/2020/NĐ-CP"):
        assert sum(symbol in one.text for one in found) == 40


def test_many_recipients_run_on_and_the_signature_stays_with_the_text():
    made = paper(recipients="\n".join(f"Cơ quan số {number}" for number in range(120)), appendices=[])
    found = lines_of(render(made, "pdf", archival=True).content)
    assert line(found, "Trịnh Xuân Trường").words[0].page == line(found, "các dân tộc tỉnh").words[0].page == 4
    assert line(found, "- Cơ quan số 119.").words[0].page == 6


def test_letters_with_two_marks_come_out_whole():
    text = "Ẳ Ễ Ộ Ỡ Ự ẵ ệ ợ ỹ Đ đ ₫ ‰ ≥ – “ ” …"
    printed = " ".join(word.text for word in words_of(render(paper(body=text), "pdf", archival=True).content))
    assert text in printed


def test_two_appendices_are_numbered_in_roman_and_each_begins_a_page():
    appendices = [{"title": "Chỉ tiêu kinh tế", "body": "1. Một."}, {"title": "Chỉ tiêu xã hội", "body": "1. Hai."}]
    found = lines_of(render(paper(appendices=appendices), "pdf", archival=True).content)
    first, second = line(found, "Phụ lục I"), line(found, "Phụ lục II")
    assert second.words[0].page == first.words[0].page + 1
    assert (first.face, round(first.size)) == (BOLD, 14)
    assert [one.text for one in found if one.top < TOP] == ["2", "3", "4"]
