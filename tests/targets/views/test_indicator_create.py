"""A new entry of the register."""

from __future__ import annotations

import pytest

from targets.models import Indicator
from tests.factories.targets import make_indicator
from tests.organizations.views.outcomes import outcomes

URL = "/danh-muc-chi-tieu/them/"
TYPED = {"name": "Tỷ lệ che phủ rừng", "unit": "%", "measure": "level", "polarity": "higher", "is_active": "on"}


def test_the_register_is_kept_by_staff_and_admin(request, province, other_province):
    assert outcomes(request, URL) == ["login", 200, 403, 403, 403, 200, 200]
    assert outcomes(request, URL, post=TYPED) == ["login", 302, 403, 403, 403, 302, 302]


def test_an_entry_is_made_with_its_code_and_clean_names(client, staff):
    client.force_login(staff)
    answer = client.post(
        URL, TYPED | {"name": " Tỷ lệ  che phủ rừng ", "other_names": "Độ che phủ\n\nĐộ che phủ\n A  B "}
    )
    made = Indicator.objects.get()
    assert answer.url == "/danh-muc-chi-tieu/ty-le-che-phu-rung/"
    assert (made.name, made.other_names) == ("Tỷ lệ che phủ rừng", "Độ che phủ\nA B")


@pytest.mark.parametrize(("wrong", "words"), [
    ({"name": ""}, "Mục này còn để trống."), ({"name": "..."}, "Tên phải có chữ."),
    ({"unit": ""}, "Mục này còn để trống."), ({"name": "x" * 301}, "300"),
])  # fmt: skip
def test_a_faulty_form_comes_back_with_what_was_typed(client, staff, wrong, words):
    client.force_login(staff)
    answer = client.post(URL, TYPED | {"other_names": "Giữ lại"} | wrong)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Giữ lại" in answer.content.decode()
    assert not Indicator.objects.exists()


def test_the_same_name_is_refused_at_the_field(client, staff):
    make_indicator("che-phu-rung", "Tỷ lệ che phủ rừng")
    client.force_login(staff)
    answer = client.post(URL, TYPED)
    assert answer.status_code == 422
    assert "Danh mục đã có “Tỷ lệ che phủ rừng”" in answer.content.decode()


def test_a_name_that_is_an_address_of_ours_gets_another_code(client, staff):
    client.force_login(staff)
    client.post(URL, TYPED | {"name": "Thêm"})
    assert Indicator.objects.get().code == "them-2"
