import io

from openpyxl import load_workbook

from targets.importing import HEADINGS
from tests.organizations.views.outcomes import outcomes

URL = "/mau-nhap-chi-tieu/"


def test_only_staff_fetch_the_template(request, province, other_province):
    assert outcomes(request, URL) == ["login", 200, 403, 403, 403, 200, 403]


def test_the_template_is_a_workbook_with_every_heading(client, staff):
    client.force_login(staff)
    answer = client.get(URL)
    assert answer["Content-Disposition"] == 'attachment; filename="mau-nhap-chi-tieu.xlsx"'
    book = load_workbook(io.BytesIO(answer.content))
    assert [cell.value for cell in book["Chỉ tiêu"][1]] == [f"{h.label}{' *' if h.required else ''}" for h in HEADINGS]
    assert book["Hướng dẫn"].max_row == len(HEADINGS) + 1
