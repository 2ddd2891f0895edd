"""The drawn certificate, measured: places in millimetres, letters that can be searched, the code, equal bytes."""

from __future__ import annotations

import io
import zlib

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from awards.certificates.drawing import draw
from awards.certificates.fonts import FOLDER, METRICS, face
from awards.certificates.layout import Layout, Line, place
from awards.certificates.pdf import PdfFile
from awards.certificates.qr import QUIET, modules_of
from awards.certificates.samples import test_page as cross_page
from tests.documents.measure import lines_of, rules_of, words_of

ADDRESS = "https://thidua.laocai.gov.vn/xac-thuc/AbCdEfGhIjKlMnOpQrStUv/"
EVERY_LETTER = "aàảãáạăằẳẵắặâầẩẫấậ eèẻẽéẹêềểễếệ iìỉĩíị oòỏõóọôồổỗốộơờởỡớợ uùủũúụưừửữứự yỳỷỹýỵ đ “”–…"
NAME = Line("name", 50, 100, 200, 24, bold=True)
QR = Line("qr", 20, 160, 30)


def drawn(*lines: Line, name: str = "Giàng A Chứ", right_mm: float = 0, down_mm: float = 0):
    layout = Layout(297, 210, False, lines)
    return draw(place(layout, {"name": name}, METRICS, right_mm=right_mm, down_mm=down_mm), 210, qr_text=ADDRESS)


def written(*drawings, title: str = "Bằng khen – Giàng A Chứ") -> bytes:
    out = io.BytesIO()
    with PdfFile(out, title=title, width=297, height=210) as file:
        for drawing in drawings:
            file.add(drawing)
    return out.getvalue()


def test_name_stands_at_the_asked_millimetres():
    (line,) = lines_of(written(drawn(NAME)))
    assert line.text == "Giàng A Chứ"
    assert line.top == pytest.approx(100, abs=0.05)
    assert (line.left + line.right) / 2 == pytest.approx(150, abs=0.3)
    assert (line.face, round(line.size, 2)) == ("LiberationSerif-Bold", 24)


def test_printer_offset_moves_the_print_by_as_much():
    (line,) = lines_of(written(drawn(NAME, right_mm=2.5, down_mm=-1.5)))
    assert line.top == pytest.approx(98.5, abs=0.05)
    assert (line.left + line.right) / 2 == pytest.approx(152.5, abs=0.3)


def test_sheet_has_its_size():
    page = pypdfium2.PdfDocument(io.BytesIO(written(drawn(NAME))))[0]
    assert [round(side * 25.4 / 72, 1) for side in page.get_size()] == [297.0, 210.0]


@pytest.mark.parametrize(("bold", "italic"), [(False, False), (True, False), (False, True), (True, True)])
def test_every_vietnamese_letter_can_be_copied_and_searched(bold, italic):
    for words in (EVERY_LETTER, EVERY_LETTER.upper()):
        line = Line("name", 10, 100, 277, 14, bold=bold, italic=italic, max_lines=4)
        text = " ".join(word.text for word in words_of(written(drawn(line, name=words))))
        assert text == words


def test_embedded_letters_have_the_outlines_and_widths_of_the_whole_font():
    words = "Ẳng Ễ Ộ Ỡ Ự đẹp"
    with pikepdf.open(io.BytesIO(written(drawn(Line("name", 20, 100, 257, 40), name=words)))) as file:
        (program,) = [one for one in file.objects if isinstance(one, pikepdf.Stream) and "/Length1" in one]
        embedded = TTFont(io.BytesIO(program.read_bytes()))
    whole = TTFont(FOLDER / "LiberationSerif-Regular.ttf")
    for char in set(words):
        name = whole.getBestCmap()[ord(char)]
        own = embedded.getGlyphOrder()[whole.getGlyphID(name)]
        assert _points(embedded, own) == _points(whole, name), char
        assert embedded["hmtx"][own] == whole["hmtx"][name], char


def _points(font: TTFont, name: str) -> list[tuple[int, int]]:
    return list(font["glyf"][name].getCoordinates(font["glyf"])[0])


def test_embedded_font_is_a_small_part_of_the_whole():
    assert len(face("R").subset(face("R").glyphs[char] for char in "Giàng A Chứ")) < 20_000
    assert (FOLDER / "LiberationSerif-Regular.ttf").stat().st_size > 300_000


def test_pairs_of_letters_are_set_closer():
    regular = face("R")
    assert regular.units_wide("AV") < regular.units_wide("A") + regular.units_wide("V")


def test_code_on_paper_is_the_code_of_the_address():
    page = pypdfium2.PdfDocument(io.BytesIO(written(drawn(QR))))[0]
    scale = 6
    picture = page.render(scale=scale).to_pil().convert("L")
    rows = modules_of(ADDRESS)
    module = QR.width / (len(rows) + 2 * QUIET)

    def dark(x: float, y: float) -> int:
        at = [round(mm / 25.4 * 72 * scale) for mm in (QR.x + (x + 0.5) * module, QR.y + (y + 0.5) * module)]
        return int(picture.getpixel(tuple(at)) < 128)

    around = range(-QUIET, len(rows) + QUIET)
    read = {(x, y): dark(x + QUIET, y + QUIET) for x in around for y in around}
    assert [bytes(read[x, y] for x in range(len(rows))) for y in range(len(rows))] == list(rows)
    assert not any(value for (x, y), value in read.items() if not (0 <= x < len(rows) and 0 <= y < len(rows)))


def test_codes_of_two_addresses_differ():
    assert modules_of(ADDRESS) != modules_of(ADDRESS.replace("Ab", "Ac"))


def test_rule_is_drawn_where_it_was_asked():
    content = written(drawn(NAME, Line("rule", 118, 49, 60)))
    ((left, right, top),) = rules_of(content)
    assert (left, right, top) == pytest.approx((118, 178, 49), abs=0.3)


def test_place_of_the_emblem_stays_empty_in_print():
    assert written(drawn(NAME, Line("emblem", 10, 10, 20))) == written(drawn(NAME))


def test_equal_content_gives_equal_bytes():
    assert written(drawn(NAME, QR)) == written(drawn(NAME, QR))
    assert written(drawn(NAME, QR)) != written(drawn(NAME, QR, name="Giàng A Chu"))


def test_title_language_and_printing_without_scaling_are_told():
    with pikepdf.open(io.BytesIO(written(drawn(NAME)))) as file:
        assert str(file.docinfo["/Title"]) == "Bằng khen – Giàng A Chứ"
        assert str(file.Root.Lang) == "vi"
        assert str(file.Root.ViewerPreferences.PrintScaling) == "/None"
        with file.open_metadata() as metadata:
            assert metadata["dc:title"] == "Bằng khen – Giàng A Chứ"
        assert file.check_pdf_syntax() == []


def test_title_with_angle_brackets_stays_text():
    with pikepdf.open(io.BytesIO(written(drawn(NAME), title="A <b> & (c)"))) as file, file.open_metadata() as metadata:
        assert metadata["dc:title"] == "A <b> & (c)"


def test_fonts_are_embedded_once_however_many_pages():
    pages = [drawn(NAME, name=f"Giàng A Chứ số {number}") for number in range(50)]
    content = written(*pages)
    with pikepdf.open(io.BytesIO(content)) as file:
        programs = [one for one in file.objects if isinstance(one, pikepdf.Stream) and "/Length1" in one]
        assert (len(file.pages), len(programs)) == (50, 1)
    assert len(content) < 50_000
    assert [line.text for line in lines_of(content)][49] == "Giàng A Chứ số 49"


def test_page_of_the_press_is_the_page_of_the_single_file():
    one = drawn(NAME, QR)
    with pikepdf.open(io.BytesIO(written(one, drawn(NAME, name="Khác")))) as press:
        assert press.pages[0].Contents.read_bytes() == zlib.decompress(one.content)


def test_test_page_has_its_cross_in_the_middle():
    rules = rules_of(cross_page("Canon", right_mm=0, down_mm=0))
    (arm,) = [rule for rule in rules if rule[1] - rule[0] > 70]
    assert arm == pytest.approx((148.5 - 40, 148.5 + 40, 105), abs=0.3)


def test_test_page_is_moved_as_certificates_are():
    rules = rules_of(cross_page("Canon", right_mm=-1.5, down_mm=2))
    (arm,) = [rule for rule in rules if rule[1] - rule[0] > 70]
    assert arm == pytest.approx((147 - 40, 147 + 40, 107), abs=0.3)


def test_threads_that_draw_at_once_draw_the_same():
    """The web server runs several, and the first certificate reads the fonts."""
    from concurrent.futures import ThreadPoolExecutor

    expected = written(drawn(NAME, name=EVERY_LETTER[:40]))
    face.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        files = list(pool.map(lambda _: written(drawn(NAME, name=EVERY_LETTER[:40])), range(16)))
    assert set(files) == {expected}
