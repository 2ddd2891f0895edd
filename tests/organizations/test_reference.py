"""The provinces of the country, before and after 01/07/2025, and the units of the demonstration."""

from datetime import date

import pytest

from core.vietnamese import sort_key
from organizations.enums import Kind, Level
from organizations.models import Bloc, Organization
from organizations.reference import load_reference_blocs, load_reference_organizations

BEFORE, AFTER = date(2024, 1, 19), date(2025, 7, 1)


@pytest.fixture
def loaded(db) -> int:
    return load_reference_organizations()


def provinces_on(day: date) -> set[str]:
    rows = Organization.objects.filter(level=Level.PROVINCE, kind=Kind.PEOPLES_COMMITTEE, parent=None).valid_on(day)
    kinds = ("Ủy ban nhân dân tỉnh ", "Ủy ban nhân dân thành phố ", "Ủy ban nhân dân Thành phố ")
    return {row.name.removeprefix(next(kind for kind in kinds if row.name.startswith(kind))) for row in rows}


def test_sixty_three_before_and_thirty_four_since(loaded):
    assert len(provinces_on(BEFORE)) == len(provinces_on(date(2025, 6, 30))) == 63
    assert len(provinces_on(AFTER)) == 34


def test_the_names_that_disappeared_are_twenty_nine(loaded):
    gone = provinces_on(date(2025, 6, 30)) - provinces_on(AFTER)
    assert " · ".join(sorted(gone, key=sort_key)) == (
        "Bà Rịa - Vũng Tàu · Bạc Liêu · Bắc Giang · Bắc Kạn · Bến Tre · Bình Dương · Bình Định · Bình Phước · "
        "Bình Thuận · Đắk Nông · Hà Giang · Hà Nam · Hải Dương · Hậu Giang · Hòa Bình · Kiên Giang · Kon Tum · Long An · "
        "Nam Định · Ninh Thuận · Phú Yên · Quảng Bình · Quảng Nam · Sóc Trăng · Thái Bình · Tiền Giang · Trà Vinh · "
        "Vĩnh Phúc · Yên Bái"
    )


def test_hue_replaced_thua_thien_hue_half_a_year_earlier(loaded):
    assert provinces_on(date(2024, 12, 31)) - provinces_on(date(2025, 1, 1)) == {"Thừa Thiên Huế"}
    assert provinces_on(date(2025, 1, 1)) - provinces_on(date(2024, 12, 31)) == {"Huế"}


def test_lao_cai_of_2024_ended_in_the_new_province_with_yen_bai(loaded):
    old, new = Organization.objects.get(code="laocai"), Organization.objects.get(code="laocai2025")
    assert (old.valid_to, old.successor) == (AFTER, new)
    assert (new.valid_from, new.valid_to) == (AFTER, None)
    assert set(new.predecessors.values_list("code", flat=True)) == {"laocai", "yenbai"}
    assert old.name == new.name == "Ủy ban nhân dân tỉnh Lào Cai"


def test_every_merged_province_has_its_successor_and_nothing_open_below(loaded):
    ended = Organization.objects.filter(parent=None, valid_to=AFTER)
    assert ended.count() == 52
    assert not ended.filter(successor=None).exists()
    assert not Organization.objects.filter(root_code__in=ended.values("code"), valid_to=None).exists()


@pytest.mark.parametrize(
    ("code", "place", "letterhead"),
    [
        ("laocai", "Lào Cai", ["ỦY BAN NHÂN DÂN", "TỈNH LÀO CAI"]),
        ("langson", "Lạng Sơn", ["ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN"]),
        ("sonla", "Sơn La", ["ỦY BAN NHÂN DÂN", "TỈNH SƠN LA"]),
        ("thuanchau", "Thuận Châu", ["ỦY BAN NHÂN DÂN HUYỆN THUẬN CHÂU"]),
        ("hochiminh2025", "Thành phố Hồ Chí Minh", ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ HỒ CHÍ MINH"]),
    ],
)
def test_issuers_have_what_their_documents_show(loaded, code, place, letterhead):
    issuer = Organization.objects.get(code=code)
    assert (issuer.document_symbol, issuer.place, issuer.letterhead_superior) == ("UBND", place, "")
    assert issuer.letterhead_lines == letterhead


def test_department_stands_below_the_committee_on_paper(loaded):
    unit = Organization.objects.get(code="sonoivu-laocai")
    assert unit.superior_lines == ["ỦY BAN NHÂN DÂN", "TỈNH LÀO CAI"]


def test_thuan_chau_answers_to_son_la_and_ended_with_the_districts(loaded):
    unit = Organization.objects.get(code="thuanchau")
    assert (unit.parent.code, unit.root_code, unit.level, unit.valid_to) == ("sonla", "sonla", "district", AFTER)


def test_the_seven_units_of_the_registration_are_there(loaded):
    words = (
        "Văn phòng Đoàn ĐBQH",
        "Văn phòng Ủy ban",
        "Sở Ngoại vụ",
        "Sở Kế hoạch",
        "Sở Nội vụ",
        "Cục Thống kê",
        "Ban Dân tộc",
    )
    for name in words:
        assert Organization.objects.filter(parent__code="laocai", name__startswith=name).count() == 1, name


def test_loading_again_adds_and_changes_nothing(loaded):
    before = list(Organization.objects.order_by("pk").values())
    assert loaded == len(before)
    assert load_reference_organizations() == 0
    assert list(Organization.objects.order_by("pk").values()) == before


def test_the_bloc_of_the_registration_sits_as_its_paper_lists_it(loaded):
    bloc = Bloc.objects.get()
    assert (bloc.name, bloc.kind, bloc.organizer.code) == ("Khối Tham mưu Tổng hợp", "khoi", "laocai")
    assert list(bloc.seats.order_by("position").values_list("year", "organization__code", "role")) == [
        (2024, "vpdbqh-laocai", "member"),
        (2024, "vpubnd-laocai", "head"),
        (2024, "songoaivu-laocai", "member"),
        (2024, "sokhdt-laocai", "member"),
        (2024, "sonoivu-laocai", "member"),
        (2024, "cucthongke-laocai", "member"),
        (2024, "bandantoc-laocai", "member"),
    ]
    of_2024 = bloc.compositions.get()
    assert (of_2024.document, of_2024.decided_on) == (
        "Quyết định số 3666/QĐ-UBND (Quy chế khối thi đua)",
        date(2021, 10, 13),
    )
    assert of_2024.front_runner is None  # who came first is not in the paper


def test_loading_blocs_again_leaves_what_people_changed(loaded):
    bloc = Bloc.objects.get()
    bloc.seats.exclude(role="head").delete()
    assert load_reference_blocs() == 0
    assert bloc.seats.count() == 1
