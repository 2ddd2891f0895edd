"""The real registration of Lào Cai 2024 in a browser: seven officers, their leader, the province; the paper is the same."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from registrations.demo import real_data
from tests.documents.measure import letters_of
from tests.e2e.conftest import App
from tests.e2e.test_accessibility import findings, fits
from tests.registrations.real import CONTENT
from tests.registrations.test_export import EXPECTED
from tests.registrations.test_papers import in_order, pieces_of

pytestmark = pytest.mark.browser
CODE = "laocai-thu-tmth-laocai"
#: Another round of 2024, open now, for the same bloc.
ROUND = """
from datetime import timedelta
from django.utils import timezone
from campaigns.models import Directive
from organizations.models import Bloc, User
from registrations.services.rounds import open_round
today = timezone.localdate()
round_ = open_round(
    Directive.objects.get(code="laocai-2024").campaign, blocs=[Bloc.objects.get(code="tmth-laocai")],
    by=User.objects.get(username="chuyenvien.laocai"), code="laocai-thu", name="Đợt đăng ký trên trình duyệt",
    opens_on=today - timedelta(days=1), due_on=today + timedelta(days=5),
)
import json
lines = round_.registrations.get().lines.select_related("organization")
print(json.dumps({line.organization.code: line.pk for line in lines}))
"""
OFFICERS = {
    "vpdbqh-laocai": "vpdoan.laocai",
    "vpubnd-laocai": "vanphong.laocai",
    "songoaivu-laocai": "ngoaivu.laocai",
    "sokhdt-laocai": "kehoach.laocai",
    "sonoivu-laocai": "donvi.laocai",
    "cucthongke-laocai": "thongke.laocai",
    "bandantoc-laocai": "dantoc.laocai",
}
HEAD, STAFF = "vanphong.laocai", "chuyenvien.laocai"
REASON = "Ghi rõ tên gọi của phòng chuyên môn."


@pytest.fixture(scope="module")
def lines(app: App) -> dict[str, int]:
    """The line of each unit, by its code."""
    found: dict[str, int] = json.loads(app.manage("shell", "--no-imports", stdin=ROUND).splitlines()[-1])
    return found


def section(page: Page, column: str) -> Locator:
    return page.locator(f'[data-row-list][data-row-where="column={column}"]')


def write(page: Page, unit: dict[str, Any]) -> None:
    """Type the rows of a unit as they stand on the paper."""
    for column in ("own", "inner"):
        part = section(page, column)
        typed = [row for row in unit["rows"] if row["column"] == column]
        for number, row in enumerate(typed):
            if part.locator("[data-row]").count() <= number:
                part.get_by_role("button", name="Thêm dòng").click()
            cells = part.locator("[data-row]").nth(number)
            cells.locator('[data-field="code"]').select_option(row["code"])
            if "count" in row:
                cells.locator('[data-field="count"]').fill(row["count"])
            cells.locator('[data-field="words"]').fill(row["words"])


def file_line(page: Page, pk: int, unit: dict[str, Any]) -> None:
    page.goto(f"/dang-ky/don-vi/{pk}/")
    write(page, unit)
    page.get_by_role("button", name="Gửi trưởng khối").click()
    expect(page.locator(".badge-tone").first).to_have_text("Đã gửi")


def write_letter(page: Page) -> None:
    data = real_data()
    page.goto(f"/dang-ky/{CODE}/cong-van/")
    for name, value in data["letter"].items():
        page.locator(f'[name="{name}"]').fill("" if value is None else str(value))
    pledges = page.locator('[data-row-list="noi-dung"]')
    for number, words in enumerate(data["pledges"]):
        if pledges.locator("[data-row]").count() <= number:
            pledges.get_by_role("button", name="Thêm nội dung").click()
        pledges.locator("[data-row] textarea").nth(number).fill(words)
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.goto(f"/dang-ky/{CODE}/cong-van/")
    expect(pledges.locator("[data-row] textarea").last).to_have_value(data["pledges"][-1])


def submit(page: Page) -> None:
    page.goto(f"/dang-ky/{CODE}/")
    page.get_by_role("link", name="Nộp đăng ký").click()
    page.get_by_role("button", name="Nộp đăng ký").click()
    expect(page.locator(".badge-tone").first).to_have_text("Đã nộp")


def confirmed(page: Page, button: str) -> None:
    """Press a button, and say yes where it asks."""
    page.get_by_role("button", name=button, exact=True).first.click()
    asked = page.get_by_role("dialog", name="Xác nhận")
    if asked.is_visible():
        asked.get_by_role("button", name="Đồng ý").click()


def printed(page: Page, fmt: str, folder: Path) -> Path:
    """Have the paper made and take it away."""
    page.locator(f"#paper-{fmt}").click()
    link = page.get_by_role("link", name=re.compile("Tải về.*" + fmt.upper()))
    expect(link).to_be_visible(timeout=60_000)
    with page.expect_download() as download:
        link.click()
    kept = folder / download.value.suggested_filename
    download.value.save_as(kept)
    return kept


def test_the_real_registration_is_filed_returned_accepted_and_printed(
    app: App, login: Callable[..., Page], lines: dict[str, int], tmp_path: Path
) -> None:
    units = real_data()["units"]
    first = units[0]
    slip = {**first, "rows": [row | ({"count": "3"} if row.get("count") == "4" else {}) for row in first["rows"]]}
    for unit in [slip, *units[1:]]:
        if OFFICERS[unit["code"]] != HEAD:
            page = login(OFFICERS[unit["code"]])
            file_line(page, lines[unit["code"]], unit)
            page.context.close()
    head = login(HEAD)
    file_line(head, lines["vpubnd-laocai"], units[1])
    head.goto(f"/dang-ky/{CODE}/")
    head.get_by_role("button", name="Chốt tất cả đã gửi (7)").click()
    expect(head.locator(".bench-bar")).to_contain_text("7/7 đơn vị đã chốt")
    write_letter(head)
    submit(head)

    staff = login(STAFF)
    staff.goto(f"/dang-ky/{CODE}/tiep-nhan/")
    staff.get_by_role("link", name="Trả lại").click()
    staff.get_by_label("Lý do trả lại").fill(REASON)
    staff.get_by_role("button", name="Trả lại").click()
    expect(staff.locator(".badge-tone").first).to_have_text("Bị trả lại")

    head.goto(f"/dang-ky/don-vi/{lines[first['code']]}/")
    write(head, first)
    head.get_by_role("button", name="Lưu", exact=True).click()
    expect(head.locator("[data-save-state]")).to_contain_text("lưu")
    submit(head)
    staff.goto(f"/dang-ky/{CODE}/tiep-nhan/")
    confirmed(staff, "Tiếp nhận bản 2")
    expect(staff.locator(".badge-tone").first).to_have_text("Đã tiếp nhận")

    head.goto(f"/dang-ky/{CODE}/ban/")
    expect(head.locator("tbody tr").first).to_contain_text("Đã tiếp nhận")
    expect(head.locator("tbody tr").nth(1)).to_contain_text(REASON)
    expect(head.locator("#khac-nhau")).to_contain_text("04 cá nhân tặng Danh hiệu Chiến sỹ thi đua cấp tỉnh")
    assert findings(head) == []
    assert fits(head)
    head.goto(f"/dang-ky/{CODE}/ban/2/")
    assert findings(head) == []
    paper = letters_of(printed(head, "pdf", tmp_path).read_bytes())
    assert in_order(paper, pieces_of(CONTENT)) == []
    signed = tmp_path / "ban-ky.pdf"
    signed.write_bytes(b"%PDF-1.7 signed")
    head.get_by_label("Tệp đã ký").set_input_files(signed)
    head.get_by_role("button", name="Tải lên bản ký").click()
    expect(head.get_by_role("link", name="ban-ky.pdf")).to_be_visible()

    found = json.loads(app.manage("registrations", CODE, "--json"))
    assert {name: found[name] for name in EXPECTED if name != "pledges"} == {
        name: value for name, value in EXPECTED.items() if name != "pledges"
    }
