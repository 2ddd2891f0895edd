"""The structure of a directive's text, recognised as it is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.outline import parse, parse_inline, to_text
from documents.paper import Run


@pytest.mark.parametrize(
    ("line", "kind", "number", "words"),
    [
        ("I. MỤC TIÊU TỔNG QUÁT", "section", "I.", "MỤC TIÊU TỔNG QUÁT"),
        ("IX. TỔ CHỨC", "section", "IX.", "TỔ CHỨC"),
        ("1. Các chỉ tiêu kinh tế", "item", "1.", "Các chỉ tiêu kinh tế"),
        ("7.1. Căn cứ nội dung", "subitem", "7.1.", "Căn cứ nội dung"),
        ("7.1 Căn cứ nội dung", "subitem", "7.1", "Căn cứ nội dung"),
        ("2.3.1. Đề nghị", "subitem", "2.3.1.", "Đề nghị"),
        ("a) Các sở, ban, ngành", "point", "a)", "Các sở, ban, ngành"),
        ("đ) Các huyện", "point", "đ)", "Các huyện"),
        ("1) Một", "point", "1)", "Một"),
        ("- Tham mưu", "dash", "-", "Tham mưu"),
        ("– Tham mưu", "dash", "-", "Tham mưu"),
        ("\t•\tTham mưu", "dash", "-", "Tham mưu"),
        ("+ Ý nhỏ", "dash", "+", "Ý nhỏ"),
        ("**1. Tiêu đề đậm**", "item", "1.", "Tiêu đề đậm"),
        ("**1.** Tiêu đề", "item", "1.", "Tiêu đề"),
        ("*a)* Ý", "point", "a)", "Ý"),
        ("1.Viết liền", "item", "1.", "Viết liền"),
        ("7.1.Đề nghị", "subitem", "7.1.", "Đề nghị"),
        ("a)viết liền", "point", "a)", "viết liền"),
        ("I.MỤC TIÊU", "section", "I.", "MỤC TIÊU"),
        ("-Tham mưu", "dash", "-", "Tham mưu"),
        ("+Ưu tiên", "dash", "+", "Ưu tiên"),
        ("\uf0b7 Dấu đầu dòng của Word", "dash", "-", "Dấu đầu dòng của Word"),
        ("▪ Dấu đầu dòng của Word", "dash", "-", "Dấu đầu dòng của Word"),
        ("− Dấu trừ", "dash", "-", "Dấu trừ"),
    ],
)
def test_marks_of_administrative_documents_are_recognised(line, kind, number, words):
    (block,) = parse(line)
    assert (block.kind, block.number) == (kind, number)
    assert "".join(run.text for run in block.runs) == words


@pytest.mark.parametrize(
    "line",
    [
        "1.200 tỷ đồng là chỉ tiêu thu",
        "1,5 triệu lượt khách",
        "1.5 triệu lượt khách",
        "19.1.2024 là ngày ban hành",
        "2024. là năm bản lề",
        "C. Mác đã viết",
        "V. I. Lênin đã viết",
        "-5% so với năm trước",
        "1.5 ước đạt",
        "1.ước đạt",
        "I.Newton đã viết",
        "12.800 Tỷ đồng",
        "XL. Bốn mươi",
        "IIII. Không có",
        "* Ghi chú",
        "Điều 1. Phạm vi",
        "1/ Kiểu cũ",
        "ab) không phải điểm",
        "1.",
        "I.",
        "(1) Kết quả",
        "Năm 2024, là năm có ý nghĩa",
        "\\1. Dòng bắt đầu bằng số",
    ],
)
def test_what_only_looks_like_a_mark_stays_a_paragraph(line):
    (block,) = parse(line)
    assert (block.kind, block.number) == ("paragraph", "")
    assert block.text == line.removeprefix("\\")


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("thường", (Run("thường"),)),
        ("“*Đoàn kết*”", (Run("“"), Run("Đoàn kết", italic=True), Run("”"))),
        ("**đậm** và *nghiêng*", (Run("đậm", bold=True), Run(" và "), Run("nghiêng", italic=True))),
        ("***cả hai***", (Run("cả hai", bold=True, italic=True),)),
        (
            "**đậm *và nghiêng* nữa**",
            (Run("đậm ", bold=True), Run("và nghiêng", bold=True, italic=True), Run(" nữa", bold=True)),
        ),
        ("5 * 3 = 15 * 1", (Run("5 * 3 = 15 * 1"),)),
        ("một *dấu lẻ", (Run("một *dấu lẻ"),)),
        (r"\*không nghiêng\*", (Run("*không nghiêng*"),)),
        ("*a***", (Run("*a***"),)),
        (r"C:\thi đua", (Run("C:\\thi đua"),)),
    ],
)
def test_style_signs(text, runs):
    assert parse_inline(text) == runs


def test_a_numbered_line_without_a_stop_is_a_heading_of_what_follows():
    blocks = parse("I. MỤC TIÊU\n1. Các chỉ tiêu\n- Một.\n2. Câu trọn vẹn.\n- Hai.\n3. Mục cuối")
    assert [block.title for block in blocks] == [True, True, False, False, False, False]


def test_items_in_a_row_are_no_headings():
    assert [block.title for block in parse("1. Sở Nội vụ\n2. Sở Tài chính\n3. Sở Y tế")] == [False, False, False]


PIECES = [
    "1.",
    "7.1.",
    "7.1",
    "I.",
    "V.",
    "a)",
    "-",
    "+",
    "–",
    "\uf0b7",
    "*",
    "**",
    "***",
    "\\",
    " ",
    "\n",
    "Đề",
    "năm",
    "đ",
    "5%",
]


@given(st.text(alphabet="ab*\\ \n1I.)-+–đA", max_size=60) | st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_printing_and_reading_again_changes_nothing(text):
    blocks = parse(text)
    assert parse(to_text(blocks)) == blocks


@given(
    st.text(alphabet=st.characters(exclude_categories=["C"]), max_size=200)
    | st.lists(st.sampled_from(PIECES)).map("".join)
)
def test_no_word_is_lost(text):
    def letters(value):
        return [c for c in value if c.isalnum()]

    assert letters(" ".join(block.text for block in parse(text))) == letters(text)


@pytest.mark.parametrize("piece", ["*a ", "**1. ", "*a* ", "1.1", "*", "\\", "a)", "- "])
def test_the_longest_text_of_nothing_but_signs_is_read_in_linear_time(piece):
    # A quadratic reader would take minutes; the suite's time limit is the guard.
    assert len(parse(piece * (400_000 // len(piece)))) == 1
