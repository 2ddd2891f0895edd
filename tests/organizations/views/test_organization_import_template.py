import io

from openpyxl import load_workbook

from tests.organizations.views.outcomes import outcomes

URL = "/don-vi/nhap/mau/"


def test_organization_import_template_outcomes(request, province):
    assert outcomes(request, URL) == ["login", 403, 403, 403, 403, 403, 200]


def test_organization_import_template_is_a_workbook(as_admin):
    answer = as_admin.get(URL)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="mau-nhap-don-vi.xlsx"'
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert [cell.value for cell in sheet[1]][:5] == ["Mã *", "Tên cơ quan, đơn vị *", "Tên viết tắt", "Loại *", "Cấp *"]
