"""Uploaded files: honest ones are read as text, nasty ones are refused in words and in little memory."""

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook

from organizations.importing import Known, read
from organizations.workbook import UnreadableWorkbookError, read_table, template_file


def book(*rows: list[object]) -> io.BytesIO:
    made = Workbook()
    sheet = made.active
    for row in rows:
        sheet.append(row)
    buffer = io.BytesIO()
    made.save(buffer)
    buffer.seek(0)
    return buffer


def repacked(source: io.BytesIO, **parts: bytes) -> io.BytesIO:
    """The same archive with some parts replaced or added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *parts}:
            new.writestr(name, parts[name] if name in parts else old.read(name))
    buffer.seek(0)
    return buffer


def test_cells_become_text():
    assert read_table(book(["Mã", "Ngày", "Số"], ["so", date(2025, 7, 1), 7], ["=1+1", None, 1.5])) == [
        ["Mã", "Ngày", "Số"],
        ["so", "01/07/2025", "7"],
        ["=1+1", "", "1.5"],
    ]


def test_blank_tail_is_left_out_and_blanks_between_are_kept():
    assert read_table(book(["a"], [None], ["b"], [None], [" "])) == [["a"], [], ["b"]]


def test_only_the_first_sheet_is_read():
    source = load_workbook(book(["a"]))
    source.create_sheet("khác").append(["b"])
    buffer = io.BytesIO()
    source.save(buffer)
    assert read_table(buffer) == [["a"]]


def test_what_the_file_says_of_its_size_is_not_believed():
    honest = book(["a", "b"], ["c", "d"])
    with zipfile.ZipFile(honest) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    lying = sheet.replace(b'ref="A1:B2"', b'ref="A1:A1"')
    assert lying != sheet
    assert read_table(repacked(honest, **{"xl/worksheets/sheet1.xml": lying})) == [["a", "b"], ["c", "d"]]


def test_row_far_below_does_not_make_a_million_rows():
    honest = book(["a"], ["b"])
    with zipfile.ZipFile(honest) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    far = sheet.replace(b'<row r="2"', b'<row r="1048576"').replace(b'r="A2"', b'r="A1048576"')
    assert far != sheet
    assert read_table(repacked(honest, **{"xl/worksheets/sheet1.xml": far})) == [["a"]]


def nested(kind: str) -> io.BytesIO:
    sheet = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(book(["a"])) as archive:
        xml = archive.read(sheet)
    return {
        "empty": lambda: io.BytesIO(b""),
        "text": lambda: io.BytesIO("mã;tên\nso;Sở".encode()),
        "old excel": lambda: io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512),
        "cut short": lambda: io.BytesIO(book(["a"]).getvalue()[:-200]),
        "zip without a book": lambda: repacked_zip({"a.txt": b"a"}),
        "maimed xml": lambda: repacked(book(["a"]), **{sheet: xml[: len(xml) // 2]}),
        "maimed book": lambda: repacked(book(["a"]), **{"xl/workbook.xml": b"<workbook/>"}),
        "no types": lambda: repacked(book(["a"]), **{"[Content_Types].xml": b""}),
        "entities": lambda: repacked(book(["a"]), **{sheet: b'<!DOCTYPE a [<!ENTITY b "c">]>' + xml}),
        "encrypted": lambda: encrypted(book(["a"]).getvalue()),
    }[kind]()


def repacked_zip(parts: dict[str, bytes]) -> io.BytesIO:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    buffer.seek(0)
    return buffer


def encrypted(content: bytes) -> io.BytesIO:
    """The flag of encryption set in every local and central header."""
    changed = bytearray(content)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + offset] |= 1
            at = changed.find(mark, at + 4)
    return io.BytesIO(bytes(changed))


@pytest.mark.parametrize(
    "kind",
    [
        "empty",
        "text",
        "old excel",
        "cut short",
        "zip without a book",
        "maimed xml",
        "maimed book",
        "no types",
        "entities",
        "encrypted",
    ],
)
def test_file_that_is_no_workbook_is_refused_in_words(kind):
    with pytest.raises(UnreadableWorkbookError) as refusal:
        read_table(nested(kind))
    assert refusal.value.reasons[0].endswith("rồi tải lên lại.") or "tệp mẫu" in refusal.value.reasons[0]


def test_bomb_is_refused_before_it_is_read():
    bomb = repacked(book(["a"]), **{"xl/worksheets/sheet1.xml": b"\0" * (41 * 1024 * 1024)})
    assert len(bomb.getvalue()) < 100_000
    with pytest.raises(UnreadableWorkbookError, match="lớn bất thường"):
        read_table(bomb)


def test_bomb_that_lies_about_its_size_is_refused_too():
    bomb = bytearray(repacked(book(["a"]), **{"xl/bomb.xml": b"\0" * (41 * 1024 * 1024)}).getvalue())
    size = (41 * 1024 * 1024).to_bytes(4, "little")
    assert size in bomb
    with pytest.raises(UnreadableWorkbookError):
        read_table(io.BytesIO(bytes(bomb).replace(size, (100).to_bytes(4, "little"))))


def test_thousands_of_parts_are_refused():
    with pytest.raises(UnreadableWorkbookError, match="lớn bất thường"):
        read_table(repacked(book(["a"]), **{f"x/{number}": b"" for number in range(600)}))


def test_too_many_rows_are_refused():
    with pytest.raises(UnreadableWorkbookError, match="tối đa 2000 dòng"):
        read_table(book(*[["a"]] * 4002))


def test_template_is_read_by_its_own_reader():
    table = read_table(io.BytesIO(template_file()))
    assert len(table) == 1
    assert read(table, Known()).problems == ("Tệp chỉ có dòng tiêu đề, chưa có đơn vị nào.",)
    guide = load_workbook(io.BytesIO(template_file()))["Hướng dẫn"]
    assert guide.max_row == len(table[0]) + 1
