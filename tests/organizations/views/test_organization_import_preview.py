from datetime import timedelta

import pytest
from django.utils import timezone

from organizations.models import ImportPreview, Organization
from organizations.services import keep_preview
from tests.factories.organizations import MembershipFactory
from tests.organizations.views.outcomes import outcomes
from tests.pages import own_text

HEAD = ["Mã", "Tên", "Loại", "Cấp", "Cấp trên"]
GOOD = ["so", "Sở Y tế", "Khác", "Cấp tỉnh", "laocai"]


@pytest.fixture
def keep(admin):
    def kept(*rows: list[str]) -> str:
        return keep_preview(file_name="a.xlsx", table=[HEAD, *rows], by=admin).get_absolute_url()

    return kept


def test_organization_import_preview_outcomes(request, province, keep):
    assert outcomes(request, keep(GOOD)) == ["login", 403, 403, 403, 403, 403, 200]
    assert outcomes(request, keep(GOOD), post={}) == ["login", 403, 403, 403, 403, 403, 302]


def test_organization_import_preview_of_another_administrator_is_not_found(client, province, keep):
    client.force_login(MembershipFactory(organization=province, role="admin").user)
    assert client.get(keep(GOOD)).status_code == 404
    assert client.post(keep(GOOD)).status_code == 404


def test_organization_import_preview_shows_every_bad_row_and_no_button(as_admin, province, keep):
    url = keep(GOOD, ["", "Sở A", "Lâu đài", "Cấp tỉnh", "laocai"], ["b", "<b>B</b>", "Khác", "Cấp tỉnh", "hanoi"])
    page = own_text(as_admin.get(url))
    for words in ("2 trên 3 dòng cần sửa", "Chưa ghi.", "Không có “Lâu đài”", "Không có đơn vị “hanoi”"):
        assert words in page
    assert "&lt;b&gt;B&lt;/b&gt;" in page
    assert "Nhập các đơn vị này" not in page


def test_organization_import_preview_confirmed_with_bad_rows_saves_nothing(as_admin, province, keep):
    answer = as_admin.post(keep(GOOD, ["b", "", "Khác", "Cấp tỉnh", "laocai"]), follow=True)
    assert "Danh sách còn chỗ cần sửa." in answer.content.decode()
    assert Organization.objects.count() == 1


def test_organization_import_preview_confirmed_twice_saves_once(as_admin, province, keep):
    url = keep(GOOD, ["phong", "Phòng", "Khác", "Đơn vị trực thuộc", "so"])
    assert "Cả 2 dòng đều đúng." in as_admin.get(url).content.decode()
    assert "Đã nhập 2 đơn vị." in as_admin.post(url, follow=True).content.decode()
    assert "Tệp này đã được nhập rồi: 2 đơn vị." in as_admin.post(url, follow=True).content.decode()
    assert Organization.objects.count() == 3


def test_organization_import_preview_expires(as_admin, province, keep):
    url = keep(GOOD)
    ImportPreview.objects.update(created_at=timezone.now() - timedelta(hours=25))
    assert as_admin.get(url).status_code == 404


def test_organization_import_preview_of_a_file_that_is_no_list(as_admin, admin):
    url = keep_preview(file_name="a.xlsx", table=[["x"]], by=admin).get_absolute_url()
    assert "Dòng đầu thiếu cột: Mã, Tên cơ quan, đơn vị, Loại, Cấp." in as_admin.get(url).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_organization_import_preview_takes_the_same_queries_at_any_size(
    as_admin, province, keep, count, django_assert_num_queries
):
    url = keep(*[[f"so{number}", *GOOD[1:]] for number in range(count)])
    with django_assert_num_queries(6):
        as_admin.get(url)
