"""What a layout is tried with, and the sheet that shows how far a printer is off. Names are of nobody."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping

from awards.certificates.drawing import COMPRESSION, Drawing, draw
from awards.certificates.fonts import METRICS
from awards.certificates.layout import POINT, Layout, Line, place
from awards.certificates.pdf import PdfFile

_COMMON = {
    "title": "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
    "achievement": "Đã có thành tích xuất sắc trong phong trào thi đua “Chung sức xây dựng nông thôn mới, giảm nghèo bền "
    "vững”, góp phần vào sự nghiệp xây dựng chủ nghĩa xã hội và bảo vệ Tổ quốc",
    "decision_number": "1025/QĐ-UBND",
    "decision_date": "ngày 20 tháng 01 năm 2026",
    "golden_book": "1234",
    "place": "Địa danh",
    "signing": "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
    "signer_name": "Nguyễn Văn Mẫu",
}
#: Longer than most, so that what fits here fits nearly always.
SAMPLES: Mapping[str, Mapping[str, str]] = {
    "person": {
        **_COMMON,
        "name": "Nguyễn Hoàng Thị Phương Thảo",
        "post": "Phó Trưởng phòng Kế hoạch - Tài chính, Sở Nông nghiệp và Môi trường",
    },
    "collective": {
        **_COMMON,
        "name": "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông và nông nghiệp, phát triển nông thôn",
        "post": "",
    },
}
#: Half a cross, and how far the scale on its arms goes.
ARM, SCALE = 40, 20


def test_page(printer: str, *, right_mm: float, down_mm: float) -> bytes:
    """An A4 sheet, landscape: a cross with millimetres in its middle and a corner mark 20 mm from the upper left."""
    width, height = 297.0, 210.0
    words = (
        f"Tờ thử máy in: {printer}",
        "Gấp đôi tờ giấy theo cả hai chiều: tâm dấu cộng phải nằm đúng chỗ hai vạch gấp gặp nhau.",
        "Lệch bao nhiêu mm sang phải, xuống dưới thì cộng thêm vào độ lệch đã ghi; lệch trái, lên trên thì trừ đi.",
    )
    lines = tuple(Line("words", 20, 30 + 7 * at, 257, 13 if at else 16, words=text) for at, text in enumerate(words))
    layout = Layout(width, height, False, lines)
    drawing = draw(place(layout, {}, METRICS, right_mm=right_mm, down_mm=down_mm), height, qr_text="")
    rules = _cross(width / 2 + right_mm, height / 2 + down_mm, height) + _corner(20 + right_mm, 20 + down_mm, height)
    content = zlib.compress(zlib.decompress(drawing.content) + b"\n" + "\n".join(rules).encode("ascii"), COMPRESSION)
    out = io.BytesIO()
    with PdfFile(out, title=f"Tờ thử máy in {printer}", width=width, height=height) as file:
        file.add(Drawing(content, drawing.glyphs))
    return out.getvalue()


def _cross(x: float, y: float, height: float) -> list[str]:
    rules = ["0 G 0.3 w", _rule(x - ARM, y, x + ARM, y, height), _rule(x, y - ARM, x, y + ARM, height)]
    for at in range(-SCALE, SCALE + 1):
        long = 3.0 if at % 5 == 0 else 1.5
        rules += [_rule(x + at, y - long, x + at, y + long, height), _rule(x - long, y + at, x + long, y + at, height)]
    return rules


def _corner(x: float, y: float, height: float) -> list[str]:
    return [_rule(x, y, x + 10, y, height), _rule(x, y, x, y + 10, height)]


def _rule(left: float, top: float, right: float, bottom: float, height: float) -> str:
    ends = ((left, height - top), (right, height - bottom))
    (x1, y1), (x2, y2) = ((f"{a / POINT:.3f}", f"{b / POINT:.3f}") for a, b in ends)
    return f"{x1} {y1} m {x2} {y2} l S"
