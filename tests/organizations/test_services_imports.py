"""Import in two steps: kept, looked at, taken in whole or not at all, once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.errors import ActionBlocked
from core.log import history_of
from organizations.models import ImportPreview, Organization
from organizations.selectors import listed
from organizations.services import confirm_import, create_organization, keep_preview
from tests.factories.organizations import OrganizationFactory

HEAD = ["Mã", "Tên", "Loại", "Cấp", "Cấp trên", "Đến ngày"]
TABLE = [
    HEAD,
    ["phong", "Phòng Nghiệp vụ", "Đơn vị sự nghiệp", "Đơn vị trực thuộc", "so", ""],
    ["so", "Sở Y tế", "Sở, ban, ngành", "Cấp tỉnh", "laocai", ""],
]


def test_confirm_makes_every_unit_in_the_tree(province, admin):
    kept = keep_preview(file_name="danh sách.xlsx", table=TABLE, by=admin)
    assert confirm_import(kept, by=admin) == 2
    made = Organization.objects.get(code="phong")
    assert (made.parent.code, made.root_code, made.kind, made.level) == ("so", "laocai", "public_unit", "unit")
    assert [entry.verb for entry in history_of(made)] == ["thêm đơn vị"]
    kept.refresh_from_db()
    assert kept.imported_count == 2


def test_confirm_twice_makes_nothing_more(province, admin):
    kept = keep_preview(file_name="a.xlsx", table=TABLE, by=admin)
    confirm_import(kept, by=admin)
    with pytest.raises(ActionBlocked, match="đã được nhập"):
        confirm_import(kept, by=admin)
    assert Organization.objects.count() == 3


def test_confirm_after_somebody_took_a_code_makes_nothing(province, admin):
    kept = keep_preview(file_name="a.xlsx", table=TABLE, by=admin)
    assert listed(kept, admin).is_sound
    create_organization(by=admin, code="so", name="Sở Tài chính", kind="department", level="province", parent=province)
    with pytest.raises(ActionBlocked, match="còn chỗ cần sửa"):
        confirm_import(kept, by=admin)
    assert not Organization.objects.filter(code="phong").exists()
    kept.refresh_from_db()
    assert kept.confirmed_at is None


def test_preview_belongs_to_its_owner(province, admin, clerk):
    kept = keep_preview(file_name="a.xlsx", table=TABLE, by=admin)
    now = timezone.now()
    assert list(ImportPreview.objects.open_to(admin, now)) == [kept]
    assert list(ImportPreview.objects.open_to(clerk, now)) == []
    with pytest.raises(ActionBlocked):
        confirm_import(kept, by=clerk)


def test_preview_expires_and_goes_with_the_next_upload(province, admin):
    kept = keep_preview(file_name="a.xlsx", table=TABLE, by=admin)
    ImportPreview.objects.filter(pk=kept.pk).update(created_at=timezone.now() - timedelta(hours=24, seconds=1))
    with pytest.raises(ActionBlocked, match="đã hết hạn"):
        confirm_import(kept, by=admin)
    keep_preview(file_name="b.xlsx", table=TABLE, by=admin)
    assert list(ImportPreview.objects.values_list("file_name", flat=True)) == ["b.xlsx"]


def test_parent_in_another_province_is_not_found(province, other_province, admin):
    table = [HEAD, ["so", "Sở Y tế", "Khác", "Cấp tỉnh", "langson", ""]]
    [row] = listed(keep_preview(file_name="a.xlsx", table=table, by=admin), admin).bad_rows
    assert row.errors == {"parent": ["Không có đơn vị “langson” trong tệp này hoặc trong tỉnh."]}


def test_nul_in_a_cell_is_kept_out_of_the_database_and_blamed(province, admin):
    table = [HEAD, ["so", "Sở\x00Y tế", "Khác", "Cấp tỉnh", "laocai", ""]]
    kept = ImportPreview.objects.get(pk=keep_preview(file_name="a\x00.xlsx", table=table, by=admin).pk)
    assert kept.file_name == "a.xlsx"
    [row] = listed(kept, admin).bad_rows
    assert list(row.errors) == ["name"]


def test_reading_a_preview_takes_two_queries_at_any_size(province, admin, django_assert_num_queries):
    for count in (1, 3):
        OrganizationFactory(parent=province)
        table = [HEAD, *[[f"so{n}", "Sở", "Khác", "Cấp tỉnh", "laocai", ""] for n in range(count)]]
        kept = keep_preview(file_name="a.xlsx", table=table, by=admin)
        _ = admin.current_memberships
        with django_assert_num_queries(2):
            assert listed(kept, admin).is_sound
