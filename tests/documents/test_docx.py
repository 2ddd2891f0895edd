"""The Word file: the same layout in Word's own terms, and the same words after LibreOffice opened it."""

from __future__ import annotations

import io
import shutil
import subprocess

import pytest
import time_machine
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from documents.rendering import render
from tests.documents.measure import letters_of, lines_of, rules_of
from tests.documents.papers import missing_in, paper


def written(made):
    return Document(io.BytesIO(render(made, "docx", archival=False).content))


def converted(made, folder) -> bytes:
    """The file as LibreOffice opens and prints it, in a profile of its own."""
    (folder / "chi-thi.docx").write_bytes(render(made, "docx", archival=False).content)
    program = shutil.which("soffice")
    assert program, "LibreOffice is installed by bin/setup --test"
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(folder / "chi-thi.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=110,
    )
    return (folder / "chi-thi.pdf").read_bytes()


@pytest.mark.parametrize("name", ["laocai-2024", "langson-2024"])
def test_libreoffice_prints_the_same_words_in_the_same_order(name, tmp_path):
    made = paper(name)
    assert missing_in(letters_of(converted(made, tmp_path)), made) == []


def test_libreoffice_shows_page_numbers_as_the_pdf_does(tmp_path):
    numbers = [one for one in lines_of(converted(paper(), tmp_path)) if one.top < 20]
    assert [(one.words[0].page, one.text) for one in numbers] == [(2, "2"), (3, "3"), (4, "4"), (6, "2")]


def test_libreoffice_draws_the_rules_as_long_as_the_decree_wants(tmp_path):
    content = converted(paper(), tmp_path)
    lines = lines_of(content)
    motto, issuer = (next(one for one in lines if one.text.startswith(words)) for words in ("Độc lập", "TỈNH LÀO CAI"))
    short, full = sorted({(left, right) for left, right, height in rules_of(content) if height < 42})
    assert full == pytest.approx((motto.left, motto.right), abs=0.8)
    assert 1 / 3 <= (short[1] - short[0]) / (issuer.right - issuer.left) <= 1 / 2


def test_many_recipients_run_on_and_the_signature_stays_with_the_text(tmp_path):
    made = paper(recipients="\n".join(f"Cơ quan số {number}" for number in range(120)), appendices=[])
    lines = lines_of(converted(made, tmp_path))
    name = next(one for one in lines if one.text.startswith("Trịnh Xuân Trường"))
    assert any(
        "quốc phòng an ninh năm 2024./." in one.text and one.words[0].page == name.words[0].page for one in lines
    )


def test_sheet_and_margins_are_those_of_the_decree():
    for section in written(paper()).sections:
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]
        assert section.different_first_page_header_footer


def test_body_paragraphs_are_justified_with_indent_and_gap():
    document = written(paper())
    body = [p for p in document.paragraphs if p.text.startswith(("Năm 2023", "7.1.", "- Tham mưu"))]
    assert len(body) == 3
    for paragraph in body:
        form = paragraph.paragraph_format
        assert form.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
        assert round(form.first_line_indent.cm, 2) == 1.27
        assert form.space_before.pt == 6


def test_the_face_is_times_new_roman_and_the_language_vietnamese():
    normal = written(paper()).styles["Normal"]
    assert (normal.font.name, normal.font.size.pt) == ("Times New Roman", 14)
    assert normal.element.rPr.find(qn("w:lang")).get(qn("w:val")) == "vi-VN"


def test_headings_of_the_text_are_headings_of_word():
    headings = {p.text: p.style.name for p in written(paper("langson-2024")).paragraphs if p.style.name != "Normal"}
    assert headings["I. MỤC TIÊU TỔNG QUÁT"] == "Heading 1"
    assert headings["1. Các chỉ tiêu kinh tế"] == "Heading 2"


def test_a_draft_carries_the_watermark_and_an_issued_paper_does_not():
    def marks(made):
        return [
            element.get("string")
            for section in written(made).sections
            for header in (section.header, section.first_page_header)
            for element in header._element.iter("{urn:schemas-microsoft-com:vml}textpath")
            if element.get("string")
        ]

    assert marks(paper(number=None)) == ["DỰ THẢO"] * 4
    assert marks(paper()) == []


def test_hostile_text_stays_text():
    nasty = "<w:p>xin chào</w:p> <script>alert(1)</script> & ]]>"
    document = written(paper(body=nasty, subject_line=nasty))
    assert nasty in [p.text for p in document.paragraphs]


def test_equal_papers_are_equal_files():
    with time_machine.travel("2024-01-19 08:00", tick=False):
        morning = render(paper(), "docx", archival=False).content
    with time_machine.travel("2026-11-21 17:00", tick=False):
        assert render(paper(), "docx", archival=False).content == morning


def test_a_subject_longer_than_word_keeps_for_a_title_is_written_whole():
    long = "Về phát động phong trào thi đua yêu nước " * 12
    document = written(paper(subject_line=long))
    assert long.strip() in [p.text for p in document.paragraphs]
    assert len(document.core_properties.title) == 255


def test_equal_papers_have_equal_properties():
    first, second = written(paper()).core_properties, written(paper()).core_properties
    assert (first.title, first.author, first.created) == (second.title, second.author, second.created)
    assert first.title == "Chỉ thị Về phát động phong trào thi đua năm 2024"
