"""Units: made, changed, moved, ended; every act on record."""

from datetime import date

import pytest

from core.errors import ActionBlocked
from core.log import history_of
from organizations.enums import Kind, Level, Role
from organizations.models import Organization
from organizations.services import (
    close_organization,
    create_organization,
    reopen_organization,
    update_organization,
)
from tests.factories.organizations import MembershipFactory, OrganizationFactory

FACTS = {"name": "Sở Tài chính", "kind": Kind.DEPARTMENT, "level": Level.PROVINCE}


def log(obj) -> list[tuple[str, str, str]]:
    return [(entry.actor_label, entry.verb, entry.comment) for entry in history_of(obj)]


def test_create_takes_the_root_of_its_parent_and_is_logged(province, admin):
    made = create_organization(by=admin, code="sotaichinh", parent=province, short_name="STC", **FACTS)
    made.refresh_from_db()
    assert (made.root_code, made.search_text) == ("laocai", "so tai chinh stc sotaichinh")
    assert log(made) == [(str(admin), "thêm đơn vị", "Sở Tài chính")]


def test_create_without_parent_is_its_own_root(db):
    made = create_organization(by=None, code="hanoi", **FACTS)
    assert made.root_code == "hanoi"
    assert log(made)[0][0] == "Hệ thống"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"code": "laocai"}, "Mã này đã được dùng. Hãy chọn mã khác."),
        ({"code": "so-do"}, "trùng với địa chỉ của một trang"),
        ({"code": "Sở"}, "Mã chỉ gồm chữ thường không dấu"),
        ({"code": "SoNoiVu"}, "Mã chỉ gồm chữ thường không dấu"),
        ({"kind": "castle"}, "castle"),
        ({"document_symbol": "u b"}, "Ký hiệu viết hoa"),
        (
            {"valid_from": date(2025, 7, 1), "valid_to": date(2025, 7, 1)},
            "Ngày hết hiệu lực phải sau ngày có hiệu lực.",
        ),
    ],
)
def test_create_refuses_bad_facts_in_words(province, admin, fields, words):
    with pytest.raises(ActionBlocked) as refusal:
        create_organization(by=admin, **{"code": "moi", "parent": province, **FACTS, **fields})
    assert words in " ".join(refusal.value.reasons)
    assert Organization.objects.count() == 1


def test_create_with_an_unknown_field_is_a_programming_error(province, admin):
    with pytest.raises(TypeError):
        create_organization(by=admin, code="moi", root_code="langson", **FACTS)


def test_update_renames_and_keeps_the_old_name_findable(province, admin):
    unit = create_organization(by=admin, code="stc", parent=province, **FACTS)
    update_organization(unit, by=admin, name="Sở Tài chính - Kế hoạch")
    update_organization(unit, by=admin, name="Sở Kinh tế")
    assert [found.name for found in Organization.objects.matching("tài chính")] == ["Sở Kinh tế"]
    assert log(unit)[0] == (
        str(admin),
        "sửa thông tin đơn vị",
        "tên cơ quan, đơn vị: “Sở Tài chính - Kế hoạch” → “Sở Kinh tế”",
    )


def test_update_with_nothing_new_writes_nothing(province, admin):
    unit = create_organization(by=admin, code="stc", parent=province, **FACTS)
    update_organization(unit, by=admin, name="Sở Tài chính", parent=province)
    assert len(log(unit)) == 1


def test_update_does_not_end_a_unit(province, admin):
    with pytest.raises(TypeError):
        update_organization(province, by=admin, valid_to=date(2025, 7, 1))


def test_move_to_another_tree_takes_everything_below_along(province, other_province, admin):
    department = OrganizationFactory(code="so", parent=province)
    room = OrganizationFactory(code="phong", parent=department)
    update_organization(department, by=None, parent=other_province)
    room.refresh_from_db()
    department.refresh_from_db()
    assert (department.root_code, room.root_code) == ("langson", "langson")
    assert log(department)[0][2] == ("trực thuộc: “Ủy ban nhân dân tỉnh Lào Cai” → “Ủy ban nhân dân tỉnh Lạng Sơn”")


def test_move_to_the_top_makes_a_root(province):
    department = OrganizationFactory(code="so", parent=province)
    room = OrganizationFactory(code="phong", parent=department)
    update_organization(department, by=None, parent=None)
    room.refresh_from_db()
    assert room.root_code == "so"


def test_move_below_itself_is_refused_and_nothing_changes(province, admin):
    department = OrganizationFactory(code="so", name="Sở Y tế", parent=province)
    room = OrganizationFactory(code="phong", name="Phòng Nghiệp vụ", parent=department)
    with pytest.raises(ActionBlocked) as refusal:
        update_organization(department, by=admin, parent=room)
    assert refusal.value.reasons == (
        "“Phòng Nghiệp vụ” đang trực thuộc “Sở Y tế”, nên không thể là cơ quan cấp trên của đơn vị này.",
    )
    department.refresh_from_db()
    assert department.parent == province


def test_close_with_successor_tells_both_histories(province, other_province):
    close_organization(
        province, on=date(2025, 7, 1), by=None, successor=other_province, comment="Nghị quyết số 202/2025/QH15"
    )
    province.refresh_from_db()
    assert (province.valid_to, province.successor) == (date(2025, 7, 1), other_province)
    assert log(province)[0][1:] == (
        "kết thúc hoạt động",
        "từ ngày 01/07/2025; cơ quan kế tục: Ủy ban nhân dân tỉnh Lạng Sơn; Nghị quyết số 202/2025/QH15",
    )
    assert log(other_province)[0][1:] == (
        "ghi nhận kế tục",
        "Ủy ban nhân dân tỉnh Lào Cai (đến 30/06/2025) từ ngày 01/07/2025",
    )


def test_several_units_end_in_one_successor(province, other_province):
    third = OrganizationFactory(code="yenbai")
    for old in (province, third):
        close_organization(old, on=date(2025, 7, 1), by=None, successor=other_province)
    assert set(other_province.predecessors.values_list("code", flat=True)) == {"laocai", "yenbai"}


def test_close_is_refused_while_people_hold_roles(province, admin):
    unit = OrganizationFactory(code="so", parent=province)
    MembershipFactory(organization=unit, user__full_name="Lò Thị Mai", role=Role.CLERK)
    with pytest.raises(ActionBlocked, match=r"Lò Thị Mai \(Văn thư\)"):
        close_organization(unit, on=date(2025, 7, 1), by=admin)
    unit.refresh_from_db()
    assert unit.valid_to is None


def test_reopen_takes_back_end_and_successor(province, other_province, admin):
    close_organization(province, on=date(2025, 7, 1), by=None, successor=other_province)
    reopen_organization(province, by=admin, reason="ghi nhầm")
    province.refresh_from_db()
    assert (province.valid_to, province.successor) == (None, None)
    assert log(province)[0] == (str(admin), "mở lại đơn vị", "ghi nhầm")


def test_reopen_below_an_ended_unit_is_refused(province, admin):
    OrganizationFactory(code="so", parent=province, valid_to="2025-07-01")
    Organization.objects.filter(pk=province.pk).update(valid_to=date(2025, 7, 1))
    with pytest.raises(ActionBlocked, match="kết thúc hoạt động từ ngày 01/07/2025"):
        reopen_organization(Organization.objects.get(code="so"), by=admin)
