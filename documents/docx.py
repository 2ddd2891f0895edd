"""The same paper as a Word file: leaders edit in Word, so the layout is made of real styles, tables and fields."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from documents.docx_tables import add_chart, add_table
from documents.letters import width
from documents.package import FIXED_DAY, undated
from documents.paper import Appendix, Block, Chart, Paper, Part, Run, Signature, Table

_FONT = "Times New Roman"
_LEFT, _RIGHT = Mm(62), Mm(103)
_CENTER, _JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
_HEADINGS = {"section": 1, "item": 2, "subitem": 3}
#: Word keeps at most this many letters in a property of the file.
_LONGEST_PROPERTY = 255
#: What Word itself writes for a text watermark; other programs know it by the name of the shape.
_WATERMARK = (
    '<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
    '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
    '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"'
    ' o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
    '<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{shape}" type="#_x0000_t136"'
    ' style="position:absolute;margin-left:0;margin-top:0;width:440pt;height:110pt;rotation:315;z-index:-251658752;'
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;"
    'mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#e3e3e3" stroked="f">'
    '<v:textpath style="font-family:&quot;Times New Roman&quot;;font-size:1pt;font-weight:bold"/></v:shape></w:pict>'
)


def write_docx(paper: Paper) -> bytes:
    """The file's bytes. Layout as in `static/css/paper.css`: margins, faces, sizes, rules, page numbers."""
    document = Document()
    _styles(document)
    section = document.sections[0]
    _page(section, paper.watermark, part=0)
    _letterhead(document, paper)
    if paper.type_name:
        _type_and_subject(document, paper)
    for line in paper.legal_bases:
        _text(document, (Run(line, italic=True),))
    _parts(document, paper.body, keep_last=True)
    _ending(document, paper)
    for part, appendix in enumerate(paper.appendices, start=1):
        _page(document.add_section(WD_SECTION.NEW_PAGE), paper.watermark, part=part)
        _appendix(document, appendix)
    properties = document.core_properties
    properties.title, properties.author = paper.meta_title[:_LONGEST_PROPERTY], paper.meta_author[:_LONGEST_PROPERTY]
    properties.language = "vi-VN"
    properties.created = properties.modified = FIXED_DAY
    buffer = io.BytesIO()
    document.save(buffer)
    return undated(buffer)


def _styles(document: DocumentType) -> None:
    normal = document.styles["Normal"]
    _face(normal, 14)
    form = normal.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.widow_control = True
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    language.set(qn("w:eastAsia"), "vi-VN")
    normal.element.get_or_add_rPr().append(language)
    for level in _HEADINGS.values():
        heading = document.styles[f"Heading {level}"]
        _face(heading, 14)
        heading.font.bold, heading.font.italic = True, False
        heading.font.color.rgb = None
        for colour in heading.element.rPr.findall(qn("w:color")):
            heading.element.rPr.remove(colour)
        heading.paragraph_format.space_after = Pt(0)


def _face(style: Any, size: float) -> None:
    style.font.name, style.font.size = _FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), _FONT)


def _page(section: Section, watermark: str, *, part: int) -> None:
    """Sheet, margins and page numbers of one part; 0 is the directive, the appendices count their own pages."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = section.footer_distance = Mm(8)
    section.different_first_page_header_footer = True
    if part:
        _restart_numbering(section)
    section.header.is_linked_to_previous = section.first_page_header.is_linked_to_previous = False
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = _CENTER
    _field(paragraph, "PAGE")
    if watermark:
        for index, header in enumerate((section.header, section.first_page_header)):
            _watermark(header.paragraphs[0], watermark, str(2 * part + index))


def _restart_numbering(section: Section) -> None:
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    section._sectPr.append(numbering)


def _field(paragraph: Paragraph, instruction: str) -> None:
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind in ("begin", instruction, "separate", "1", "end"):
        if kind == instruction:
            element = OxmlElement("w:instrText")
            element.text = f" {instruction} "
        elif kind == "1":
            element = OxmlElement("w:t")
            element.text = "2"
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def _watermark(paragraph: Paragraph, words: str, number: str) -> None:
    picture = parse_xml(_WATERMARK.format(number=number, shape=2049 + int(number)))
    picture[1][0].set("string", words)
    paragraph.add_run()._r.append(picture)


def _letterhead(document: DocumentType, paper: Paper) -> None:
    table = _columns(document, (_LEFT, _RIGHT))
    left, right = table.rows[0].cells
    lines = [(line, False) for line in paper.letterhead.superior] + [(line, True) for line in paper.letterhead.issuer]
    for index, (line, bold) in enumerate(lines):
        _centered(_next(left, index), line, 13, bold=bold)
    _rule(left, _LEFT, min(_width(lines[-1][0], 13), _LEFT) * 0.4)
    _centered(_next(right, 0), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, bold=True)
    motto = "Độc lập - Tự do - Hạnh phúc"
    _centered(_next(right, 1), motto, 14, bold=True)
    _rule(right, _RIGHT, _width(motto, 14))
    dated = _columns(document, (_LEFT, _RIGHT))
    number = dated.rows[0].cells[0]
    _centered(_next(number, 0), paper.number_line, 13).paragraph_format.space_before = Pt(8)
    for line in () if paper.type_name else paper.subject:
        _centered(number.add_paragraph(), line, 12).paragraph_format.space_before = Pt(3)
    place = _centered(_next(dated.rows[0].cells[1], 0), paper.place_date, 14, italic=True)
    place.paragraph_format.space_before = Pt(8)


def _type_and_subject(document: DocumentType, paper: Paper) -> None:
    _centered(document.add_paragraph(), paper.type_name, 14, bold=True).paragraph_format.space_before = Pt(16)
    for line in paper.subject:
        _centered(document.add_paragraph(), line, 14, bold=True)
    _rule(document, Mm(165), min(_width(paper.subject[-1], 14) * 0.4, Mm(60)))


def _parts(document: DocumentType, parts: Sequence[Part], *, keep_last: bool = False) -> None:
    for index, part in enumerate(parts, start=1):
        keep = keep_last and index == len(parts)
        if isinstance(part, Table):
            add_table(document, part, keep_last=keep)
        elif isinstance(part, Chart):
            add_chart(document, part, keep_last=keep)
        else:
            _block(document, part, keep=keep)


def _block(document: DocumentType, block: Block, *, keep: bool) -> None:
    mark = (Run(f"{block.number} ", bold=block.title),) if block.number else ()
    paragraph = _text(document, mark + block.runs, heading=_HEADINGS.get(block.kind) if block.title else None)
    if block.kind == "center":
        paragraph.alignment, paragraph.paragraph_format.first_line_indent = _CENTER, Cm(0)
    if keep or (block.kind == "center" and block.title):
        paragraph.paragraph_format.keep_with_next = True


def _text(document: DocumentType, runs: Iterable[Run], heading: int | None = None) -> Paragraph:
    paragraph = _last_paragraph(document)
    if heading:
        paragraph.style = document.styles[f"Heading {heading}"]
    form = paragraph.paragraph_format
    form.alignment, form.first_line_indent, form.space_before = _JUSTIFY, Cm(1.27), Pt(6)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.MULTIPLE, 1.1
    for run in runs:
        written = paragraph.add_run(run.text)
        written.bold = run.bold or bool(heading)
        written.italic = run.italic
    return paragraph


def _last_paragraph(document: DocumentType) -> Paragraph:
    """A new paragraph at the end. The library's own way walks over all that stand before: a minute for a long text."""
    element = OxmlElement("w:p")
    document.element.body[-1].addprevious(element)  # the last child is the section's settings
    return Paragraph(element, document._body)


def _ending(document: DocumentType, paper: Paper) -> None:
    table = _columns(document, (Mm(80), Mm(85)), splits=paper.ending_splits)
    left, right = table.rows[0].cells
    if paper.recipients:
        head = _next(left, 0)
        _run(head, "Nơi nhận:", 12, bold=True, italic=True)
        head.paragraph_format.space_before = Pt(14)
        for index, line in enumerate(paper.recipients, start=1):
            _run(_next(left, index), line, 11)
    if paper.second_signature:
        _signature(left, paper.second_signature)
    _signature(right, paper.signature)


def _signature(cell: _Cell, signature: Signature) -> None:
    for index, line in enumerate(signature.titles):
        paragraph = _centered(_next(cell, index), line, 14, bold=True)
        paragraph.paragraph_format.space_before = Pt(14 if index == 0 else 0)
    for index, line in enumerate(filter(None, (signature.office, signature.name))):
        paragraph = _centered(cell.add_paragraph(), line, 14, bold=True)
        paragraph.paragraph_format.space_before = Pt(0 if index else 68)


def _appendix(document: DocumentType, appendix: Appendix) -> None:
    if appendix.heading:
        _centered(document.add_paragraph(), appendix.heading, 14, bold=True)
    for line in appendix.title:
        _centered(document.add_paragraph(), line, 14, bold=True)
    _centered(document.add_paragraph(), appendix.reference, 14, italic=True)
    _rule(document, Mm(165), Mm(45))
    _parts(document, appendix.body)


def _columns(document: DocumentType, widths: tuple[int, int], *, splits: bool = False) -> Any:
    """A borderless row of two cells of fixed width, on one page unless it `splits`."""
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    margins = parse_xml(
        '<w:tblCellMar xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    )
    table._tbl.tblPr.append(margins)
    for cell, column, room in zip(table.rows[0].cells, table.columns, widths, strict=True):
        cell.width = column.width = room
    if not splits:
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return table


def _next(cell: _Cell, index: int) -> Paragraph:
    return cell.paragraphs[0] if index == 0 else cell.add_paragraph()


def _centered(paragraph: Paragraph, words: str, size: float, *, bold: bool = False, italic: bool = False) -> Paragraph:
    paragraph.alignment = _CENTER
    _run(paragraph, words, size, bold=bold, italic=italic)
    return paragraph


def _run(paragraph: Paragraph, words: str, size: float, *, bold: bool = False, italic: bool = False) -> None:
    run = paragraph.add_run(words)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic


def _rule(container: Any, width: int, length: float) -> None:
    """A drawn line of this length, centred: the top border of an empty low paragraph."""
    paragraph = container.add_paragraph()
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = int((width - length) / 2)
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(3)
    border = parse_xml(
        '<w:pBdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
    )
    paragraph._p.get_or_add_pPr().append(border)


def _width(words: str, size: float) -> int:
    """How wide the words are in bold type of this size."""
    return int(width(words, Pt(size), bold=True))
