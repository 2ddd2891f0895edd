"""Workbooks made to harm the server that opens them."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from organizations import workbook
from organizations.workbook import UnreadableWorkbookError, read_table

SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    '<c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>'
)


def with_sheet(xml: bytes) -> io.BytesIO:
    """A workbook whose first sheet is this part."""
    whole, made = io.BytesIO(), io.BytesIO()
    Workbook().save(whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, xml if name == "xl/worksheets/sheet1.xml" else source.read(name))
    return made


@pytest.mark.parametrize("coding", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("entity", ['"x"', 'SYSTEM "file:///etc/hostname"'])
def test_entities_are_refused_in_every_encoding(coding, entity):
    mark = "\ufeff" if coding == "utf-16-be" else ""
    xml = f'{mark}<?xml version="1.0" encoding="{coding[:6]}"?><!DOCTYPE a [<!ENTITY a {entity}>]>{SHEET}'
    with pytest.raises(UnreadableWorkbookError):
        read_table(with_sheet(xml.encode(coding)))


def test_entities_are_refused_across_two_blocks_of_reading():
    begin = '<?xml version="1.0"?><!--'
    xml = f'{begin}{"x" * (65536 - len(begin) - 7)}--><!DOCTYPE a [<!ENTITY a "x">]>{SHEET}'
    assert xml.index("<!DOCTYPE") < 65536 < xml.index("<!DOCTYPE") + 9
    with pytest.raises(UnreadableWorkbookError):
        read_table(with_sheet(xml.encode()))


def test_a_row_of_a_million_cells_is_not_read():
    """Reading it would hold a web worker for twenty seconds."""
    cells = '<c r="A1"><v>1</v></c>' * (workbook.MAX_UNPACKED // 22 + 1)
    with pytest.raises(UnreadableWorkbookError, match="lớn bất thường"):
        read_table(with_sheet(SHEET.replace("&a;", "").replace("</row>", f"{cells}</row>").encode()))
