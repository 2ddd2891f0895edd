"""Layouts in millimetres and printers that print off."""

from __future__ import annotations

import json

import pytest

from awards.models import CertificateLayout, PrinterOffset
from tests.factories.awards import make_certificate_layout
from tests.organizations.views.outcomes import outcomes

LAYOUTS, PRINTERS = "/bang-khen/mau/", "/bang-khen/may-in/"


#: The line at the end as a browser sends it untouched.
EMPTY_LINE = {
    "field": "", "words": "", "x": "", "y": "", "width": "", "size": "14", "min_size": "8", "max_lines": "1",
    "align": "center", "anchor": "top", "colour": "#000000",
}  # fmt: skip


@pytest.fixture
def as_staff(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def layout(province):
    return make_certificate_layout(province)


@pytest.fixture
def printer(province):
    return PrinterOffset.objects.create(organization=province, name="Canon", right_mm="1.5")


def typed(layout, **changes) -> dict[str, object]:
    """What the page of a layout sends, one line changed."""
    from awards.certificates.layout import Line, to_json

    data = {"name": layout.name, "is_active": "on", "revision": layout.revision}
    for number, one in enumerate(layout.lines):
        for name, value in to_json(Line(**one)).items():
            if value is not False:
                data[f"dong-{number}-{name}"] = str(value).replace(".", ",") if isinstance(value, float) else value
    total = len(layout.lines)
    data |= {"dong-TOTAL_FORMS": total + 1, "dong-INITIAL_FORMS": total}
    data |= {f"dong-{total}-{name}": value for name, value in EMPTY_LINE.items()}
    return data | {name.replace("__", "-"): value for name, value in changes.items()}


def test_certificate_layouts_outcomes(request, layout):
    assert outcomes(request, LAYOUTS) == ["login", 200, 403, 403, 403, 200, 403]


def test_certificate_layouts_are_those_of_the_own_body(as_staff, layout, other_province):
    make_certificate_layout(other_province, name="Mẫu của tỉnh khác")
    page = as_staff.get(LAYOUTS).content.decode()
    assert layout.name in page
    assert "Mẫu của tỉnh khác" not in page


def test_certificate_layouts_tell_that_the_form_is_unverified(as_staff, layout):
    assert "chưa được đối chiếu" in as_staff.get(LAYOUTS).content.decode()


def test_certificate_layouts_fetch_the_shipped_ones_for_the_own_body(as_staff, province):
    page = as_staff.post(LAYOUTS, follow=True).content.decode()
    assert "Đã thêm 15 mẫu." in page
    assert CertificateLayout.objects.filter(organization=province).count() == 15


def test_certificate_layout_outcomes(request, layout):
    assert outcomes(request, f"{LAYOUTS}{layout.pk}/") == ["login", 200, 403, 403, 404, 404, 403]


def test_certificate_layout_keeps_what_was_typed(as_staff, layout):
    answer = as_staff.post(f"{LAYOUTS}{layout.pk}/", typed(layout, dong__6__y="160,5", name="Mẫu đã đo"))
    assert answer.status_code == 302
    layout.refresh_from_db()
    assert (layout.name, layout.lines[6]["y"], layout.revision) == ("Mẫu đã đo", 160.5, 1)


def test_certificate_layout_unchanged_keeps_every_line(as_staff, layout):
    from awards.selectors.certificates import layout_values

    before = layout_values(layout)
    as_staff.post(f"{LAYOUTS}{layout.pk}/", typed(layout))
    layout.refresh_from_db()
    assert layout_values(layout) == before


def test_certificate_layout_takes_the_line_at_the_end(as_staff, layout):
    at = f"dong-{len(layout.lines)}"
    added = {f"{at}-field": "words", f"{at}-words": "Thưởng", f"{at}-x": "60", f"{at}-y": "250,5", f"{at}-width": "80"}
    assert as_staff.post(f"{LAYOUTS}{layout.pk}/", typed(layout, **added)).status_code == 302
    layout.refresh_from_db()
    assert (layout.lines[-1]["words"], layout.lines[-1]["y"]) == ("Thưởng", 250.5)


def test_certificate_layout_removes_a_line(as_staff, layout):
    as_staff.post(f"{LAYOUTS}{layout.pk}/", typed(layout, dong__0__DELETE="on"))
    layout.refresh_from_db()
    assert "emblem" not in json.dumps(layout.lines)


def test_certificate_layout_with_a_line_off_the_sheet_says_which(as_staff, layout):
    page = as_staff.post(f"{LAYOUTS}{layout.pk}/", typed(layout, dong__6__x="400")).content.decode()
    assert "Dòng 7 (" in page
    assert "khung chữ phải nằm trong chiều ngang của tờ giấy" in page


def test_certificate_layout_saved_on_an_old_page_is_refused(as_staff, layout):
    data = typed(layout)
    as_staff.post(f"{LAYOUTS}{layout.pk}/", data)
    assert "vừa được người khác sửa" in as_staff.post(f"{LAYOUTS}{layout.pk}/", data).content.decode()


def test_certificate_layout_sheet_outcomes(request, layout):
    found = outcomes(request, f"{LAYOUTS}{layout.pk}/xem-thu/", post=typed(layout))
    assert found == ["login", 200, 403, 403, 404, 404, 403]


def test_certificate_layout_sheet_shows_what_is_typed_and_keeps_nothing(as_staff, layout):
    page = as_staff.post(f"{LAYOUTS}{layout.pk}/xem-thu/", typed(layout, dong__4__words="THƯỞNG")).content.decode()
    words = [one.get("words") for one in layout.lines]
    assert (">THƯỞNG</text>" in page) is (words[4] != "THƯỞNG")
    layout.refresh_from_db()
    assert layout.revision == 0


def test_certificate_layout_sheet_of_unreadable_numbers_says_so(as_staff, layout):
    page = as_staff.post(f"{LAYOUTS}{layout.pk}/xem-thu/", typed(layout, dong__6__y="abc")).content.decode()
    assert "Có số chưa đọc được" in page


def test_printer_offsets_outcomes(request, printer):
    assert outcomes(request, PRINTERS) == ["login", 200, 403, 403, 403, 200, 403]


def test_printer_offsets_add_a_printer(as_staff, province):
    as_staff.post(PRINTERS, {"name": "Canon", "right_mm": "1,25", "down_mm": "-0,5"})
    printer = PrinterOffset.objects.get(organization=province)
    assert (str(printer.right_mm), str(printer.down_mm)) == ("1.25", "-0.50")


def test_printer_offsets_of_60_mm_are_refused_in_words(as_staff, province):
    page = as_staff.post(PRINTERS, {"name": "Canon", "right_mm": "60", "down_mm": "0"}).content.decode()
    assert "Độ lệch phải trong khoảng -50 đến 50 mm" in page
    assert not PrinterOffset.objects.exists()


def test_printer_offsets_refuse_a_name_twice(as_staff, printer):
    page = as_staff.post(PRINTERS, {"name": "Canon", "right_mm": "1", "down_mm": "0"}).content.decode()
    assert "Tên máy in đã có" in page


def test_printer_offset_outcomes(request, printer):
    assert outcomes(request, f"{PRINTERS}{printer.pk}/") == ["login", 200, 403, 403, 404, 404, 403]


def test_printer_offset_is_changed(as_staff, printer):
    as_staff.post(f"{PRINTERS}{printer.pk}/", {"name": "Canon", "right_mm": "2", "down_mm": "0"})
    printer.refresh_from_db()
    assert str(printer.right_mm) == "2.00"


def test_printer_test_outcomes(request, printer):
    assert outcomes(request, f"{PRINTERS}{printer.pk}/to-thu/") == ["login", 200, 403, 403, 404, 404, 403]
