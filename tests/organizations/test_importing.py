"""Reading a list of units from cells: every fault at its row and column, nothing guessed, nothing dropped."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizations.importing import MAX_ROWS, Known, Listed, cell_text, parents_first, read

HEAD = ["Mã", "Tên cơ quan, đơn vị", "Loại", "Cấp", "Mã cấp trên"]
KNOWN = Known(taken={"laocai", "sapa"}, parents={"laocai": None, "cu": date(2025, 7, 1)})


def line(code="so", name="Sở Y tế", kind="Sở, ban, ngành", level="Cấp tỉnh", parent="laocai") -> list[str]:
    return [code, name, kind, level, parent]


def listed(*lines: list[str], head: list[str] = HEAD, known: Known = KNOWN) -> Listed:
    return read([head, *lines], known)


def faults(found: Listed) -> list[tuple[int, str, str]]:
    return [(row.number, label, text) for row in found.bad_rows for label, text in row.faults]


def test_read_sound_list():
    found = listed(line(), line("phong", "Phòng Nghiệp vụ", "đơn vị sự nghiệp", "Đơn vị trực thuộc", "so"))
    assert found.is_sound
    assert [row.values for row in found.rows] == [
        {"code": "so", "name": "Sở Y tế", "kind": "department", "level": "province", "parent": "laocai"},
        {"code": "phong", "name": "Phòng Nghiệp vụ", "kind": "public_unit", "level": "unit", "parent": "so"},
    ]


@pytest.mark.parametrize(
    "head",
    [
        ["ma", "ten co quan, don vi", "loai", "cap", "ma cap tren"],
        ["MÃ *", "TÊN ĐƠN VỊ (đầy đủ)", "LOẠI:", " Cấp ", "Trực  thuộc"],
        ["Ma\u0303", "Te\u0302n", "Loa\u0323i", "Ca\u0302\u0301p", "Cấp trên"],
    ],
)
def test_headings_in_any_case_accent_and_form(head):
    assert listed(line(), head=head).is_sound


def test_columns_in_any_order_and_unknown_ones_are_named():
    found = listed(
        ["laocai", "x", "Cấp tỉnh", "Khác", "Sở Y tế", "so"], head=["Cấp trên", "Màu", "Cấp", "Loại", "Tên", "Mã"]
    )
    assert found.is_sound
    assert found.unused == ("Màu",)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ([], "Tệp không có dòng nào."),
        ([HEAD], "Tệp chỉ có dòng tiêu đề, chưa có đơn vị nào."),
        ([HEAD, ["", "  ", "", "", ""]], "Tệp chỉ có dòng tiêu đề, chưa có đơn vị nào."),
        ([["Tên", "Loại"], ["Sở", "Khác"]], "Dòng đầu thiếu cột: Mã, Cấp."),
        ([[*HEAD, "Tên đơn vị"], line()], "Cột “Tên cơ quan, đơn vị” có hai lần."),
        ([line(), line()], "Dòng đầu thiếu cột: Mã, Tên cơ quan, đơn vị, Loại, Cấp."),
        ([HEAD, *[line(f"so{n}") for n in range(MAX_ROWS + 1)]], "Tệp có 2001 dòng; mỗi lần nhập tối đa 2000 dòng."),
    ],
)
def test_file_that_is_no_list_is_refused_in_words(table, words):
    found = read(table, KNOWN)
    assert not found.is_sound
    assert found.rows == ()
    assert found.problems[0].startswith(words)


@pytest.mark.parametrize(
    ("cells", "label", "text"),
    [
        ({"code": ""}, "Mã", "Chưa ghi."),
        ({"name": " "}, "Tên cơ quan, đơn vị", "Chưa ghi."),
        ({"kind": ""}, "Loại", "Chưa ghi."),
        ({"level": ""}, "Cấp", "Chưa ghi."),
        ({"parent": ""}, "Mã cấp trên", "Chưa ghi. Đơn vị phải trực thuộc một cơ quan trong tỉnh."),
        ({"code": "sapa"}, "Mã", "Mã “sapa” đã được dùng. Danh sách này chỉ để thêm đơn vị mới."),
        ({"name": "x" * 201}, "Tên cơ quan, đơn vị", "Dài 201 ký tự; tối đa 200."),
        ({"code": "x" * 61}, "Mã", "Dài 61 ký tự; tối đa 60."),
        ({"parent": "hanoi"}, "Mã cấp trên", "Không có đơn vị “hanoi” trong tệp này hoặc trong tỉnh."),
        ({"parent": "so"}, "Mã cấp trên", "Các đơn vị trực thuộc lẫn nhau thành vòng tròn."),
        (
            {"parent": "cu"},
            "Mã cấp trên",
            "Đơn vị cấp trên kết thúc hoạt động từ ngày 01/07/2025, trước đơn vị này.",
        ),
        ({"name": "Sở\u202eY tế"}, "Tên cơ quan, đơn vị", "Ô có ký tự ẩn (ký tự điều khiển). Hãy gõ lại ô này."),
        ({"name": "Sở\x01"}, "Tên cơ quan, đơn vị", "Ô có ký tự ẩn (ký tự điều khiển). Hãy gõ lại ô này."),
    ],
)
def test_one_bad_cell_is_blamed_alone(cells, label, text):
    assert faults(listed(line(**cells))) == [(2, label, text)]


@pytest.mark.parametrize("code", ["Sở", "so noi vu", "so/noi", "-so", "SO", "<b>"])
def test_bad_code_is_shown_with_an_example(code):
    [(_, label, text)] = faults(listed(line(code=code)))
    assert label == "Mã"
    assert text.startswith(f"“{code}” không phải là mã")


@pytest.mark.parametrize(("column", "value"), [("kind", "Lâu đài"), ("level", "Cấp vũ trụ"), ("level", "=1+1")])
def test_unknown_kind_or_level_tells_the_known_ones(column, value):
    [(_, _, text)] = faults(listed(line(**{column: value})))
    assert text.startswith(f"Không có “{value}”. Các giá trị: ")


@pytest.mark.parametrize("level", ["Cấp huyện (trước 01/7/2025)", "cap huyen", "district", "CẤP HUYỆN"])
def test_level_with_or_without_its_bracket(level):
    assert listed(line(level=level)).rows[0].values["level"] == "district"


def test_codes_twice_in_the_file_name_the_first_line():
    found = listed(line("so"), line("phong"), line("so"))
    assert faults(found) == [(4, "Mã", "Mã “so” trùng với dòng 2.")]


def test_parents_in_the_same_file_in_any_order():
    found = listed(line("c", parent="b"), line("b", parent="a"), line("a"), line("d", parent="b"))
    assert found.is_sound
    assert [row.values["code"] for row in parents_first(found.rows)] == ["a", "b", "c", "d"]


def test_ring_of_three_is_blamed_and_what_hangs_below_it_is_not():
    found = listed(line("a", parent="c"), line("b", parent="a"), line("c", parent="b"), line("d", parent="a"))
    assert [(number, text) for number, _, text in faults(found)] == [
        (number, "Các đơn vị trực thuộc lẫn nhau thành vòng tròn.") for number in (2, 3, 4)
    ]


def test_without_parent_only_who_may_add_provinces():
    assert listed(line(parent=""), known=Known(may_add_roots=True)).is_sound


@pytest.mark.parametrize(
    ("text", "day"),
    [("01/07/2025", date(2025, 7, 1)), ("1.7.2025", date(2025, 7, 1)), ("29-02-2024", date(2024, 2, 29)), ("", None)],
)
def test_day_is_read_day_first(text, day):
    found = listed([*line(), text], head=[*HEAD, "Từ ngày"])
    assert found.is_sound
    assert found.rows[0].values["valid_from"] == day


@pytest.mark.parametrize("text", ["31/02/2025", "2025-07-01", "7/2025", "hôm qua", "45839", "01/07/0025", "٠١/٠٧/٢٠٢٥"])
def test_what_is_no_day_is_refused(text):
    found = listed([*line(), text], head=[*HEAD, "Có hiệu lực từ"])
    assert faults(found) == [
        (2, "Có hiệu lực từ", f"“{text}” không phải là ngày. Hãy ghi ngày/tháng/năm, ví dụ 01/07/2025.")
    ]


def test_end_must_follow_beginning():
    found = listed([*line(), "01/07/2025", "01/07/2025"], head=[*HEAD, "Từ ngày", "Đến trước ngày"])
    assert faults(found) == [(2, "Đến trước ngày", "Phải sau ngày có hiệu lực.")]


def test_unit_that_ended_with_its_parent_may_hang_below_it():
    assert listed([*line(parent="cu"), "01/07/2025"], head=[*HEAD, "Đến trước ngày"]).is_sound


@pytest.mark.parametrize("text", ["-1", "1,5", "một", "1234567", "1e3"])
def test_position_is_a_whole_number(text):
    assert faults(listed([*line(), text], head=[*HEAD, "Thứ tự"])) == [
        (2, "Thứ tự", "Phải là số nguyên từ 0 đến 999999.")
    ]


def test_position_and_symbol_are_read():
    found = listed([*line(), "12", "SYT"], head=[*HEAD, "Thứ tự", "Ký hiệu"])
    assert (found.rows[0].values["position"], found.rows[0].values["document_symbol"]) == (12, "SYT")


@pytest.mark.parametrize("text", ["s y t", "syt", "SYT/2"])
def test_symbol_is_written_as_on_paper(text):
    assert faults(listed([*line(), text], head=[*HEAD, "Ký hiệu"])) == [
        (2, "Ký hiệu văn bản", "Ký hiệu viết hoa, không dấu cách, ví dụ UBND, SNV.")
    ]


def test_formula_and_markup_are_kept_as_text():
    found = listed(line(name='=HYPERLINK("http://x")'), line("b", name="<script>alert(1)</script>"))
    assert found.is_sound
    assert [row.values["name"] for row in found.rows] == ['=HYPERLINK("http://x")', "<script>alert(1)</script>"]


def test_text_is_composed_and_trimmed():
    assert listed(line(name="  So\u031b\u0309  Y  te\u0302\u0301 \n")).rows[0].values["name"] == "Sở Y tế"


def test_short_lines_and_empty_lines_keep_their_numbers():
    found = listed([], line("a"), ["", ""], ["b", "Sở"])
    assert [row.number for row in found.rows] == [3, 5]
    assert {label for _, label, _ in faults(found)} == {"Loại", "Cấp", "Mã cấp trên"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (12.0, "12"),
        (12.5, "12.5"),
        (7, "7"),
        (True, "True"),
        (datetime(2025, 7, 1, 8, 30), "01/07/2025"),  # noqa: DTZ001  # a cell has no time zone
        (date(2025, 7, 1), "01/07/2025"),
        ("=1+1", "=1+1"),
    ],
)
def test_cell_as_a_person_sees_it(value, text):
    assert cell_text(value) == text


@given(st.lists(st.lists(st.text(max_size=12), max_size=8), max_size=8))
def test_any_cells_are_answered_never_an_exception(table):
    found = read([HEAD, *table], KNOWN)
    assert found.problems or all(row.errors or set(row.values) >= {"code", "name", "parent"} for row in found.rows)
