"""Changing an entry of the register."""

from __future__ import annotations

from targets.models import Indicator
from tests.factories.targets import make_indicator
from tests.organizations.views.outcomes import outcomes
from tests.targets.views.test_indicator_create import TYPED

URL = "/danh-muc-chi-tieu/che-phu-rung/sua/"


def test_the_register_is_kept_by_staff_and_admin(request, province, other_province):
    make_indicator("che-phu-rung", "Tỷ lệ che phủ rừng")
    assert outcomes(request, URL) == ["login", 200, 403, 403, 403, 200, 200]
    assert outcomes(request, URL, post=TYPED) == ["login", 302, 403, 403, 403, 302, 302]


def test_the_code_stays_and_the_entry_goes_out_of_use(client, staff):
    make_indicator("che-phu-rung", "Tỷ lệ che phủ rừng")
    client.force_login(staff)
    client.post(
        URL, {name: value for name, value in TYPED.items() if name != "is_active"} | {"name": "Độ che phủ rừng"}
    )
    changed = Indicator.objects.get()
    assert (changed.code, changed.name, changed.is_active) == ("che-phu-rung", "Độ che phủ rừng", False)


def test_a_name_of_another_entry_is_refused(client, staff):
    make_indicator("che-phu-rung", "Tỷ lệ che phủ rừng")
    make_indicator("khac", "Tỷ lệ khác")
    client.force_login(staff)
    answer = client.post(URL, TYPED | {"name": "tỷ lệ KHÁC"})
    assert answer.status_code == 422
    assert "Danh mục đã có “Tỷ lệ khác”" in answer.content.decode()
