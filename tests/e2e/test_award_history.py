"""Past awards from a long spreadsheet: bad rows told, a doubt answered, a worker takes it in; then found and judged."""

from __future__ import annotations

import io
import re

from openpyxl import Workbook, load_workbook
from playwright.sync_api import Page, expect

from awards.import_cells import HEADINGS
from tests.e2e.conftest import App

ROWS = 2200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PREPARE = """
from awards.models import Honouree
from awards.names import search_text_of, sort_name_of
from awards.reference import load_catalogue_rows
from organizations.models import Organization

load_catalogue_rows()
name, kind = "Sùng Thị Pằng", "individual"
Honouree.objects.create(
    name=name, kind=kind, organization=Organization.objects.get(code="sokhdt-laocai"), birth_year=1979,
    sort_name=sort_name_of(name, kind), search_text=search_text_of(name),
)
"""


def workbook() -> bytes:
    """2,200 rows: one doubtful person with three awards, two bad rows, the others new."""
    book = Workbook()
    sheet = book.active
    sheet.append([heading.label for heading in HEADINGS])

    def add(name: str, year: object, title: str, number: str, born: int = 1980) -> None:
        cells = {"name": name, "birth_year": born, "unit": "sonoivu-laocai", "title": title, "year": year}
        cells |= {"number": number, "post": "Trưởng phòng"}
        sheet.append([cells.get(heading.key) for heading in HEADINGS])

    for year in (2021, 2022, 2023):
        add("Sùng Thị Pằng", year, "CSTĐCS", f"{year - 2000}/QĐ-SNV", born=1979)
    add("Lò Văn Lỗi", "20x2", "LĐTT", "1/QĐ-SNV")
    add("Lò Văn Lỗi", 2022, "Danh hiệu lạ", "1/QĐ-SNV")
    for number in range(ROWS - 5):
        add(f"Vàng A {number // 26}{chr(65 + number % 26)}", 2022, "LĐTT", "77/QĐ-SNV", born=1960 + number % 40)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_long_list_of_past_awards_from_the_file_to_a_judged_title(app: App, login):
    app.manage("shell", stdin=PREPARE)
    page = login("chuyenvien.laocai")
    page.goto("/lich-su-khen-thuong/nhap/")
    page.get_by_label("Tỉnh").select_option(label="Ủy ban nhân dân tỉnh Lào Cai (đến 30/06/2025)")
    page.get_by_label("Tệp Excel").set_input_files({"name": "cu.xlsx", "mimeType": XLSX, "buffer": workbook()})
    page.get_by_role("button", name="Kiểm tra tệp").click()

    expect(page.get_by_text("“20x2” không phải là năm")).to_be_visible()
    expect(page.get_by_text("Không có danh hiệu, hình thức “Danh hiệu lạ”")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải các dòng lỗi").click()
    rows = list(load_workbook(io.BytesIO(download.value.path().read_bytes())).active.values)
    assert [row[-2] for row in rows] == ["Dòng trong tệp", 5, 6]

    expect(page.get_by_role("group", name=re.compile("Sùng Thị Pằng"))).to_contain_text("3 dòng, từ dòng 2")
    page.get_by_label(re.compile("^Chính là Sùng Thị Pằng, sinh 1979")).check()
    page.get_by_role("button", name="Lưu câu trả lời").click()
    page.get_by_label("Bỏ qua 2 dòng lỗi, chỉ nhập 2.198 dòng còn lại").check()
    page.get_by_role("button", name="Nhập vào lịch sử").click()
    expect(page.get_by_text("Đã nhập 2.198 lần khen thưởng, thêm 2.195 cá nhân, tập thể mới.")).to_be_visible(
        timeout=60_000
    )

    page.goto("/lich-su-khen-thuong/?q=pang+CSTĐCS+2023")
    page.get_by_role("link", name="Sùng Thị Pằng").click()
    expect(page.get_by_role("row")).to_have_count(4)
    page.get_by_label("Danh hiệu, hình thức").select_option(label="Chiến sĩ thi đua cấp tỉnh")
    page.get_by_label("Năm thành tích").fill("2023")
    page.get_by_label("Tại ngày").fill("31/12/2025")
    page.get_by_role("button", name="Kiểm tra").click()
    expect(page.locator(".finding", has_text="Ba lần liên tục")).to_contain_text("Đạt")
    narrow = login("chuyenvien.laocai", width=390, height=844)
    for address in ("/lich-su-khen-thuong/", page.url, "/danh-muc-khen-thuong/", "/danh-muc-khen-thuong/L2022/CSTDT/"):
        narrow.goto(address)
        assert fits(narrow), address
