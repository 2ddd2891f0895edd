"""What stands on the paper: the real directives, forms with gaps, and nothing invisible."""

from __future__ import annotations

from datetime import date

import pytest

from campaigns import papers
from campaigns.models import Directive
from campaigns.papers import KIND, content_paper, directive_paper, file_stem
from documents.paper import Letterhead, Paper, Signature
from documents.registry import kind_of
from organizations.enums import Kind
from organizations.models import Organization
from tests.campaigns.gold import fixture
from tests.factories.campaigns import DirectiveFactory

LAO_CAI = Organization(
    code="laocai",
    name="Ủy ban nhân dân tỉnh Lào Cai",
    kind=Kind.PEOPLES_COMMITTEE,
    document_symbol="UBND",
    place="Lào Cai",
)
EMPTY = Directive().content


def paper(**content) -> Paper:
    return content_paper(EMPTY | content, issuer=LAO_CAI, year=2024)


def test_the_paper_of_the_issued_lao_cai_directive():
    data = fixture("laocai-2024")
    content = {name: data.get(name, EMPTY[name]) for name in EMPTY}
    made = content_paper(content, issuer=LAO_CAI, year=2024, number=1, issued_on=date(2024, 1, 19))
    assert made.letterhead == Letterhead(issuer=("ỦY BAN NHÂN DÂN", "TỈNH LÀO CAI"))
    assert made.number_line == "Số: 01/CT-UBND"
    assert made.place_date == "Lào Cai, ngày 19 tháng 01 năm 2024"
    assert (made.type_name, made.subject) == ("CHỈ THỊ", ("Về phát động phong trào thi đua năm 2024",))
    assert made.signature == Signature(("CHỦ TỊCH",), "Trịnh Xuân Trường")
    assert made.recipients[0] == "- TT. TU, HĐND, UBND tỉnh;"
    assert made.recipients[-1] == "- Lưu VT, TCHC, NC2."
    assert made.watermark == ""
    (appendix,) = made.appendices
    assert appendix.heading == ""
    assert appendix.title == ("PHỤ LỤC TÓM TẮT CÁC CHỈ TIÊU THI ĐUA PHÁT TRIỂN", "KINH TẾ - XÃ HỘI NĂM 2024")
    assert appendix.reference == (
        "(Kèm theo Chỉ thị số 01/CT-UBND ngày 19 tháng 01 năm 2024 của Chủ tịch Ủy ban nhân dân tỉnh Lào Cai)"
    )
    assert [block.number for block in appendix.body] == [f"{n}." for n in range(1, 26)]


def test_the_structure_of_the_lao_cai_body_is_recognised():
    blocks = paper(body=fixture("laocai-2024")["body"]).body
    marks = [block.number for block in blocks if block.kind in ("item", "subitem")]
    assert marks == ["1.", "2.", "3.", "4.", "5.", "6.", "7.", "7.1.", "7.2.", "7.3."]
    assert [block.kind for block in blocks[-4:]] == ["dash", "dash", "dash", "paragraph"]
    assert blocks[-1].text.endswith("năm 2024./.")


def test_the_structure_of_the_lang_son_body_is_recognised():
    blocks = paper(body=fixture("langson-2024")["body"]).body
    sections = [block for block in blocks if block.kind == "section"]
    assert [block.text for block in sections] == [
        "I. MỤC TIÊU TỔNG QUÁT",
        "II. CÁC CHỈ TIÊU CHỦ YẾU",
        "III. NỘI DUNG THI ĐUA",
        "IV. THỜI GIAN THI ĐUA",
        "V. TỔ CHỨC THỰC HIỆN",
    ]
    assert all(block.title for block in sections)
    subitems = [block.number for block in blocks if block.kind == "subitem"]
    assert subitems == [f"2.{n}." for n in range(1, 9)]
    assert any(run.bold and "Siết chặt kỷ cương" in run.text for run in blocks[0].runs)


def test_a_draft_leaves_gaps_to_be_filled_in():
    made = paper()
    assert made.number_line == "Số: ……/CT-UBND"
    assert made.place_date == "Lào Cai, ngày … tháng … năm 2024"
    assert (made.subject, made.signature) == (("……",), Signature(("CHỦ TỊCH",), "……"))
    assert (made.body, made.recipients, made.appendices) == ((), (), ())
    assert made.watermark == "DỰ THẢO"


@pytest.mark.parametrize(
    ("authority", "title", "expected"),
    [
        ("head", "Chủ tịch", ("CHỦ TỊCH",)),
        ("deputy", "Phó Chủ tịch", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("collective", "Chủ tịch", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("collective_deputy", "Phó Chủ tịch", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("acting", "Quyền Chủ tịch", ("Q. CHỦ TỊCH",)),
        ("by_order", "Chánh Văn phòng", ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
        ("delegated", "Giám đốc Sở Nội vụ", ("TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ NỘI VỤ")),
    ],
)
def test_the_lines_above_the_signature(authority, title, expected):
    assert paper(signing_authority=authority, signer_title=title).signature.titles == expected


@pytest.mark.parametrize(
    ("authority", "title", "author"),
    [
        ("head", "Chủ tịch", "Chủ tịch Ủy ban nhân dân tỉnh Lào Cai"),
        ("deputy", "Phó Chủ tịch", "Chủ tịch Ủy ban nhân dân tỉnh Lào Cai"),
        ("collective", "Chủ tịch", "Ủy ban nhân dân tỉnh Lào Cai"),
        ("collective_deputy", "Phó Chủ tịch", "Ủy ban nhân dân tỉnh Lào Cai"),
    ],
)
def test_an_appendix_names_whose_directive_it_belongs_to(authority, title, author):
    made = paper(signing_authority=authority, signer_title=title, appendices=[{"title": "a", "body": "b"}])
    assert made.appendices[0].reference.endswith(f" của {author})")


def test_several_appendices_are_numbered_in_roman():
    made = paper(appendices=[{"title": f"Bảng {n}", "body": "1. Một"} for n in range(3)])
    assert [a.heading for a in made.appendices] == ["Phụ lục I", "Phụ lục II", "Phụ lục III"]
    assert [a.title for a in made.appendices] == [("BẢNG 0",), ("BẢNG 1",), ("BẢNG 2",)]


def test_bases_and_recipients_end_as_they_must():
    made = paper(legal_bases="Căn cứ A.\n\nCăn cứ B;\nCăn cứ C", recipients="- Như trên;\n– Lưu: VT, NC2")
    assert made.legal_bases == ("Căn cứ A;", "Căn cứ B;", "Căn cứ C.")
    assert made.recipients == ("- Như trên;", "- Lưu: VT, NC2.")


def test_parts_of_one_style_lose_the_signs_of_style():
    made = paper(subject_line="**Về thi đua**", legal_bases="*Căn cứ A;*", recipients="- *Như trên;*\n2 * 3 nơi")
    assert made.subject == ("Về thi đua",)
    assert made.legal_bases == ("Căn cứ A.",)
    assert made.recipients == ("- Như trên;", "- 2 * 3 nơi.")


@pytest.mark.parametrize(
    ("fields", "issuer", "superior"),
    [
        ({"name": "Ủy ban nhân dân tỉnh Lào Cai"}, ("ỦY BAN NHÂN DÂN", "TỈNH LÀO CAI"), ()),
        ({"name": "Uỷ ban nhân dân huyện Thuận Châu"}, ("UỶ BAN NHÂN DÂN", "HUYỆN THUẬN CHÂU"), ()),
        (
            {"name": "Sở Nội vụ", "letterhead_superior": "UBND tỉnh Lào Cai"},
            ("SỞ NỘI VỤ",),
            ("UBND TỈNH LÀO CAI",),
        ),
        (
            {"name": "Hội đồng Thi đua", "letterhead": "Hội đồng | Thi đua - Khen thưởng"},
            ("HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG"),
            (),
        ),
    ],
)
def test_letterheads_break_where_letterheads_do(fields, issuer, superior):
    assert papers.letterhead(Organization(**fields)) == Letterhead(issuer=issuer, superior=superior)


def test_nothing_invisible_or_marked_up_reaches_the_paper():
    made = paper(
        subject_line="Về\x00 thi\u202e đua <b>&", body="<script>a</script>\x07 đo\u0302i", place="Lào\u200b Cai"
    )
    assert made.subject == ("Về thi đua <b>&",)
    assert made.body[0].text == "<script>a</script> đôi"
    assert made.place_date.startswith("Lào Cai, ")


def test_the_paper_survives_being_frozen():
    data = fixture("laocai-2024")
    made = content_paper({name: data.get(name, EMPTY[name]) for name in EMPTY}, issuer=LAO_CAI, year=2024)
    assert Paper.from_json(made.to_json()) == made


def test_a_saved_directive_prints_its_number(issued):
    made = directive_paper(issued)
    assert (made.number_line, made.place_date) == ("Số: 01/CT-UBND", "Lào Cai, ngày 19 tháng 01 năm 2024")
    assert file_stem(issued) == "chi-thi-01-laocai-2024"


def test_a_draft_is_named_a_draft(draft):
    assert file_stem(draft) == "chi-thi-du-thao-laocai-2024"


def test_whoever_sees_the_directive_sees_its_papers(draft, issued_elsewhere, staff, outsider, unit_officer):
    kind = kind_of(KIND)
    assert list(kind.visible_subjects(staff)) == [draft]
    assert list(kind.visible_subjects(outsider)) == [issued_elsewhere]
    assert list(kind.visible_subjects(unit_officer)) == []


@pytest.fixture
def issued_elsewhere(other_province) -> Directive:
    return DirectiveFactory(issuer=other_province, code="langson-2024")
