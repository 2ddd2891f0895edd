"""The pictures of the manuals are taken from the running application, so that they cannot go stale.

`MANUAL_PICTURES=1` writes them into docs/huong-dan/hinh/. The ordinary run opens the same pages and checks that each
still has the heading the manual speaks of.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.conftest import ROOT

MANUALS = ROOT / "docs" / "huong-dan"
FOLDER = MANUALS / "hinh"
MOST_BYTES = 120 * 1024


@dataclass(frozen=True)
class Picture:
    """Who sees it, where, and the heading (a pattern) that the page must have; `press` opens something first."""

    user: str
    path: str
    heading: str
    press: str = ""
    width: int = 1366


#: Whose first page stands at the head of which chapter, on the office's screen and on a phone.
FIRST_PAGES = {
    "can-bo-thi-dua": "chuyenvien.laocai",
    "lanh-dao": "lanhdao.laocai",
    "van-thu": "vanthu.laocai",
    "can-bo-don-vi": "taichinh.langson",
    "truong-khoi": "vanphong.langson",
    "hoi-dong": "hoidong.laocai",
    "quan-tri": "quantri.laocai",
}
PICTURES = {
    **{f"trang-dau-{role}": Picture(user, "/", "Tổng quan") for role, user in FIRST_PAGES.items()},
    **{
        f"trang-dau-{role}-dien-thoai": Picture(user, "/", "Tổng quan", width=390) for role, user in FIRST_PAGES.items()
    },
    "tong-quan": Picture("chuyenvien.langson", "/", "Tổng quan"),
    "tro-giup": Picture("chuyenvien.laocai", "/", "Tổng quan", press="Trợ giúp trang này"),
    "chi-thi": Picture("chuyenvien.laocai", "/chi-thi/laocai-2024/", "Về phát động phong trào thi đua năm 2024"),
    "soan-chi-thi": Picture("chuyenvien.langson", "/chi-thi/langson-2025/soan/", "Phát động thi đua"),
    "nhap-chi-tieu": Picture("chuyenvien.langson", "/chi-thi/langson-2025/chi-tieu/sua/", "Nhập chỉ tiêu"),
    "chi-tieu": Picture(
        "chuyenvien.laocai", "/chi-thi/laocai-2024/chi-tieu/", "Về phát động phong trào thi đua năm 2024"
    ),
    "ky-bao-cao": Picture(
        "chuyenvien.laocai", "/chi-thi/laocai-2024/bao-cao/", "Về phát động phong trào thi đua năm 2024"
    ),
    "bao-cao-cua-toi": Picture("laodong.laocai", "/bao-cao-cua-toi/", "Báo cáo chỉ tiêu của tôi"),
    "dot-dang-ky": Picture("chuyenvien.laocai", "/dang-ky/dot/laocai-2024/", "Đăng ký thi đua năm 2024"),
    "tong-hop-danh-hieu": Picture(
        "chuyenvien.laocai", "/dang-ky/dot/laocai-2024/tong-hop/", "Đăng ký thi đua năm 2024"
    ),
    "ban-lam-viec": Picture("vanphong.langson", "/dang-ky/langson-minh-hoa-tmth-langson/", "Khối Tham mưu Tổng hợp"),
    "cong-van": Picture("vanphong.langson", "/dang-ky/langson-minh-hoa-tmth-langson/cong-van/", "Công văn đăng ký"),
    "phan-dang-ky": Picture("vanphong.langson", "/dang-ky/don-vi/10/", "Sở Tài chính tỉnh Lạng Sơn"),
    "ban-in-dang-ky": Picture("chuyenvien.laocai", "/dang-ky/laocai-tmth-2024/van-ban/", "Công văn và bảng tổng hợp"),
    "ket-qua-cuoi-nam": Picture(
        "chuyenvien.laocai", "/dang-ky/laocai-tmth-2024/ket-qua/", "Đăng ký, đề nghị và được tặng"
    ),
    "cham-diem": Picture("chuyenvien.laocai", "/cham-diem/", "Chấm điểm thi đua"),
    "thong-bao": Picture("vanphong.langson", "/thong-bao/", "Thông báo"),
    "tra-cuu": Picture("chuyenvien.laocai", "/tra-cuu/?q=thi+dua", "Tra cứu"),
    "nhat-ky": Picture("quantri.laocai", "/nhat-ky/", "Nhật ký"),
    "tinh-hinh": Picture("lanhdao.laocai", "/tong-quan/1/", "Phong trào thi đua yêu nước năm 2024"),
    "ho-so": Picture("dulich.laocai", "/ho-so-khen-thuong/1/", "Đề nghị khen thưởng năm 2024"),
    "don-vi": Picture("quantri.laocai", "/don-vi/", "Cơ quan, đơn vị"),
    "nguoi-dung": Picture("quantri.laocai", "/nguoi-dung/vanthu.laocai/", "Lò Thị Mai"),
}


def small(png: bytes) -> bytes:
    """The picture in the colours it needs, so that the repository stays light."""
    picture = Image.open(BytesIO(png)).convert("RGB")
    out = BytesIO()
    picture.quantize(colors=96, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def take(page: Page, path: Path) -> None:
    page.evaluate("document.fonts.ready")
    page.evaluate("document.activeElement?.blur()")
    taken = small(page.screenshot(animations="disabled"))
    assert len(taken) <= MOST_BYTES, f"{path.name} has {len(taken)} bytes"
    path.write_bytes(taken)


@pytest.mark.parametrize("name", PICTURES)
def test_page_of_a_picture_is_as_the_manual_says(login, name):
    picture = PICTURES[name]
    page = login(picture.user, width=picture.width)
    page.goto(picture.path)
    expect(page.locator("h1").first).to_have_text(re.compile(picture.heading))
    page.wait_for_load_state("networkidle")
    if picture.press:
        page.get_by_label(picture.press).first.click()
    if os.environ.get("MANUAL_PICTURES"):
        take(page, FOLDER / f"{name}.png")


def test_manuals_show_exactly_the_pictures_that_are_taken():
    shown = set()
    for manual in MANUALS.glob("*.md"):
        shown |= set(re.findall(r"\(hinh/([\w-]+)\.png\)", manual.read_text(encoding="utf-8")))
    assert shown == set(PICTURES)
    assert {path.stem for path in FOLDER.glob("*.png")} <= shown


def test_help_opens_with_the_keyboard_and_closes_with_escape(login):
    page = login("chuyenvien.laocai")
    summary = page.locator("details.page-help > summary")
    panel = page.get_by_role("group", name="Trợ giúp trang này")
    summary.focus()
    page.keyboard.press("Enter")
    expect(panel).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name=re.compile("Đọc thêm"))).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(summary).to_be_focused()


@pytest.mark.parametrize("width", [1366, 390])
def test_help_stays_on_the_screen_and_is_not_printed(login, width):
    page = login("chuyenvien.laocai", width=width)
    page.locator("details.page-help > summary").click()
    box = page.locator(".page-help-panel").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    page.emulate_media(media="print")
    expect(page.locator(".page-help-panel")).to_be_hidden()
