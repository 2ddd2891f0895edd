"""The targets of a directive as they stand."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from targets.enums import Group, PeriodKind, ReportStatus
from tests.factories.campaigns import DirectiveFactory
from tests.factories.organizations import OrganizationFactory
from tests.factories.targets import assign, make_actual, make_target
from tests.organizations.views.outcomes import outcomes

URL = "/chi-thi/laocai-2024/chi-tieu/"


@pytest.fixture
def as_staff(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def rows(issued, province):
    """A met share of forest, a missed revenue, a breakdown without figures."""
    treasury = OrganizationFactory(name="Sở Tài chính tỉnh Lào Cai", parent=province)
    revenue = make_target(issued, "Thu ngân sách nhà nước", "12.800 tỷ đồng", group=Group.ECONOMY)
    assign(revenue, treasury)
    make_actual(revenue, "5.750,5", kind=PeriodKind.QUARTER, index=2, organization=treasury)
    make_actual(revenue, "12.259", organization=treasury, source="Báo cáo 612/BC-STC")
    whole = make_target(issued, "Cơ cấu kinh tế", group=Group.ECONOMY)
    make_target(issued, "Dịch vụ", "chiếm 35,6%", parent=whole, group=Group.ECONOMY)
    make_actual(make_target(issued, "Tỷ lệ che phủ rừng", "59,2%", group=Group.ENVIRONMENT), "60")
    return issued


def shown(answer) -> list[str]:
    return [row.target.name for row in answer.context["listing"].page]


def test_who_sees_the_directive_sees_its_targets(request, rows):
    assert outcomes(request, URL) == ["login", 200, 200, 200, 200, 404, 200]


def test_the_targets_of_a_draft_stay_with_those_who_write_it(request, draft):
    make_target(draft, "Tỷ lệ che phủ rừng", "59,2%")
    assert outcomes(request, URL) == ["login", 200, 200, 200, 404, 404, 200]


def test_every_figure_has_its_number_words_result_and_verdict(as_staff, rows):
    answer = as_staff.get(URL)
    page = answer.content.decode()
    assert shown(answer) == ["Thu ngân sách nhà nước", "Dịch vụ", "Tỷ lệ che phủ rừng"]
    assert [row.number for row in answer.context["listing"].page] == [1, 2, 3]
    assert "Cơ cấu kinh tế" in page
    assert "<b>12.259</b>" in page
    assert "đến 31/12/2024" in page
    assert "2/3 có số liệu đã xác nhận" in page
    assert 'title="Sở Tài chính"' in page


def test_rows_stand_under_their_groups_in_the_order_of_the_paper_only(as_staff, rows):
    make_target(rows, "Số mô hình mới", "5 mô hình")
    sections = as_staff.get(URL).context["sections"]
    assert [(heading, [row.number for row in found]) for heading, found in sections] == [
        ("Kinh tế", [1, 2]), ("Môi trường", [3]), ("Chưa xếp nhóm", [4]),
    ]  # fmt: skip
    assert [heading for heading, _ in as_staff.get(f"{URL}?sort=ten").context["sections"]] == [""]


def test_unverified_figures_never_count(as_staff, rows):
    target = make_target(rows, "Tỷ lệ nước sạch", "94%")
    make_actual(target, "94", kind=PeriodKind.MONTH, index=5, status=ReportStatus.SUBMITTED)
    row = as_staff.get(f"{URL}?q=nuoc+sach").context["listing"].page[0]
    assert (row.standing.value, row.standing.verdict) == (None, "no_data")


@pytest.mark.parametrize(("query", "names"), [
    ("q=NGAN+sach", ["Thu ngân sách nhà nước"]), ("q=co+cau", ["Dịch vụ"]), ("q=khong-co", []),
    ("group=environment", ["Tỷ lệ che phủ rừng"]), ("verdict=missed", ["Thu ngân sách nhà nước"]),
    ("verdict=no_data", ["Dịch vụ"]), ("verdict=la", ["Thu ngân sách nhà nước", "Dịch vụ", "Tỷ lệ che phủ rừng"]),
    ("unit=0", ["Dịch vụ", "Tỷ lệ che phủ rừng"]), ("group=economy&verdict=exceeded", []),
    ("sort=-tt", ["Tỷ lệ che phủ rừng", "Dịch vụ", "Thu ngân sách nhà nước"]),
    ("sort=ten", ["Dịch vụ", "Thu ngân sách nhà nước", "Tỷ lệ che phủ rừng"]),
    ("sort=danhgia", ["Thu ngân sách nhà nước", "Dịch vụ", "Tỷ lệ che phủ rừng"]),
    ("sort=phantram", ["Thu ngân sách nhà nước", "Tỷ lệ che phủ rừng", "Dịch vụ"]),
    ("q=%00", ["Thu ngân sách nhà nước", "Dịch vụ", "Tỷ lệ che phủ rừng"]), ("page=x", ["Thu ngân sách nhà nước", "Dịch vụ", "Tỷ lệ che phủ rừng"]),
])  # fmt: skip
def test_the_list_is_narrowed_and_sorted(as_staff, rows, query, names):
    assert shown(as_staff.get(f"{URL}?{query}")) == names


def test_one_unit_is_picked(as_staff, rows):
    unit = rows.targets.get(name="Thu ngân sách nhà nước").assignments.get().organization
    assert shown(as_staff.get(f"{URL}?unit={unit.pk}")) == ["Thu ngân sách nhà nước"]


def test_a_period_goes_back_in_time(as_staff, rows):
    answer = as_staff.get(f"{URL}?period=quarter-2")
    assert answer.context["until"] == date(2024, 6, 30)
    assert [row.standing.value for row in answer.context["listing"].page][0] == 5750.5  # noqa: RUF015  # the list is the point
    assert "5.750,5" in answer.content.decode()
    assert as_staff.get(f"{URL}?period=month-3").context["until"] is None


def test_tiles_count_all_and_lead_to_the_rows(as_staff, rows):
    tiles = {tile.label: tile for tile in as_staff.get(f"{URL}?verdict=missed&page=2").context["tiles"]}
    assert {label: tile.count for label, tile in tiles.items()} == {
        "Vượt": 1, "Đạt": 0, "Đúng tiến độ": 0, "Chậm tiến độ": 0, "Không đạt": 1, "Chưa có số liệu": 1,
    }  # fmt: skip
    assert tiles["Vượt"].url == "?verdict=exceeded"
    assert (tiles["Không đạt"].is_active, tiles["Không đạt"].url) == (True, "?")


def test_numbers_are_exported_as_numbers(as_staff, rows):
    sheet = load_workbook(io.BytesIO(as_staff.get(f"{URL}?export=xlsx&verdict=missed").content)).active
    heads, *found = sheet.iter_rows(values_only=True)
    assert len(found) == 1
    row = dict(zip(heads, found[0], strict=True))
    assert (row["TT"], row["Giá trị cần đạt"], row["Kết quả"], row["% thực hiện"]) == (1, 12800, 12259, 95.8)
    assert (row["Đơn vị tính"], row["Đánh giá"], row["Nguồn"]) == ("tỷ đồng", "Không đạt", "Báo cáo 612/BC-STC")
    assert row["Tính đến ngày"].date() == date(2024, 12, 31)
    assert row["Đơn vị thực hiện"] == "Sở Tài chính tỉnh Lào Cai"


def test_a_hostile_name_is_exported_and_shown_as_text(as_staff, issued):
    make_target(issued, "=HYPERLINK(1)<script>", "5 xã")
    csv = as_staff.get(f"{URL}?export=csv")
    assert csv["Content-Disposition"] == 'attachment; filename="chi-tieu-laocai-2024.csv"'
    assert "'=HYPERLINK(1)<script>" in csv.content.decode("utf-8-sig")
    assert "<script>,"[:8] + "5" not in as_staff.get(URL).content.decode()
    assert "&lt;script&gt;" in as_staff.get(URL).content.decode()


def test_buttons_follow_the_role_and_say_why_they_are_closed(client, rows, staff, leader):
    client.force_login(staff)
    page = client.get(URL).content.decode()
    assert "Chỉ thị đã ban hành, chỉ tiêu được giữ nguyên." in page
    assert "/chi-thi/laocai-2024/giao/" in page
    client.force_login(leader)
    page = client.get(URL).content.decode()
    assert "Sửa chỉ tiêu" not in page
    assert "In tóm tắt" in page


def test_warnings_of_the_list_are_for_staff(client, issued, staff, unit_officer):
    whole = make_target(issued, "Cơ cấu kinh tế")
    for name in ("Dịch vụ", "Công nghiệp"):
        make_target(issued, name, "30%", parent=whole)
    client.force_login(staff)
    assert "cộng lại 60%, không phải 100%" in client.get(URL).content.decode()
    client.force_login(unit_officer)
    assert "cộng lại 60%" not in client.get(URL).content.decode()


def test_an_empty_list_offers_the_first_step_to_those_who_may_take_it(client, draft, staff, leader):
    client.force_login(staff)
    assert "Nhập chỉ tiêu" in client.get(URL).content.decode()
    client.force_login(leader)
    page = client.get(URL).content.decode()
    assert "Chỉ thị này chưa có chỉ tiêu" in page
    assert "Nhập chỉ tiêu" not in page


def test_two_provinces_stay_apart(as_staff, rows, other_province):
    other = DirectiveFactory(code="langson-2024", issuer=other_province)
    make_target(other, "Chỉ tiêu của tỉnh khác", "5 xã")
    assert "Chỉ tiêu của tỉnh khác" not in as_staff.get(URL).content.decode()
    assert as_staff.get("/chi-thi/langson-2024/chi-tieu/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_at_any_size(as_staff, issued, province, count, django_assert_num_queries):
    for number in range(count):
        target = make_target(issued, f"Tỷ lệ số {number}", "59,2%")
        assign(target, province)
        make_actual(target, "60")
    with django_assert_num_queries(QUERIES):
        as_staff.get(URL)


QUERIES = 12
