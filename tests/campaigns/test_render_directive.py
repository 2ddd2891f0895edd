"""The main job without a browser."""

from __future__ import annotations

from io import StringIO

import pypdfium2
import pytest
from django.core.management import CommandError, call_command

# WeasyPrint leaves the colour profile of an archival file to the garbage collector.
pytestmark = [
    pytest.mark.filterwarnings("ignore:.*sRGB2014:ResourceWarning"),
    pytest.mark.filterwarnings("ignore:.*sRGB2014:pytest.PytestUnraisableExceptionWarning"),
]


def render(*arguments: object) -> str:
    out = StringIO()
    call_command("render_directive", *map(str, arguments), stdout=out)
    return out.getvalue()


def first_page(path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        page = pdf[0]
        text_page = page.get_textpage()
        text = text_page.get_text_range()
        text_page.close()
        page.close()
    return text


def test_an_issued_directive_comes_out_as_pdf(issued, tmp_path):
    out = tmp_path / "chi-thi.pdf"
    printed = render("laocai-2024", "--format", "pdf", "--out", out)
    assert printed == f"{out}: {out.stat().st_size} bytes, 1 pages\n"
    text = first_page(out)
    assert "Số: 01/CT-UBND" in text
    assert "DỰ THẢO" not in text


def test_a_draft_says_that_it_is_one(draft, tmp_path):
    out = tmp_path / "chi-thi.pdf"
    render("laocai-2024", "--out", out)
    assert "Số: ……/CT-UBND" in first_page(out)


def test_it_comes_out_as_docx(issued, tmp_path):
    out = tmp_path / "chi-thi.docx"
    render("laocai-2024", "--format", "docx", "--out", out)
    assert out.read_bytes()[:2] == b"PK"


def test_an_unknown_code_is_answered_with_near_ones(draft, tmp_path):
    with pytest.raises(CommandError) as refusal:
        render("laocai-2042", "--out", tmp_path / "x.pdf")
    assert str(refusal.value) == "no directive has the code 'laocai-2042'; near it: laocai-2024"
    assert list(tmp_path.iterdir()) == []


def test_without_any_directive_it_says_where_to_get_some(db, tmp_path):
    with pytest.raises(CommandError, match=r"load some with `manage.py demo`"):
        render("laocai-2024", "--out", tmp_path / "x.pdf")


def test_a_file_that_cannot_be_written_is_named(draft, tmp_path):
    with pytest.raises(CommandError, match=r"cannot write .*No such file or directory"):
        render("laocai-2024", "--out", tmp_path / "missing" / "x.pdf")
