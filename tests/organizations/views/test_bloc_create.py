import pytest

from organizations.models import Bloc
from tests.organizations.views.outcomes import outcomes

URL = "/khoi-thi-dua/them/"


def typed(province, **changes) -> dict[str, object]:
    facts = {"code": "kt", "name": "Khối Kinh tế", "kind": "khoi", "organizer": province.pk, "position": ""}
    return facts | changes


def test_bloc_create_outcomes(request, province):
    assert outcomes(request, URL) == ["login", 200, 403, 403, 403, 200, 200]
    made = outcomes(request, URL, post=typed(province))
    assert made == ["login", 302, 403, 403, 403, 200, 302]


def test_bloc_is_made_and_shown(client, staff, province):
    client.force_login(staff)
    answer = client.post(URL, typed(province, valid_from="01/01/2024"), follow=True)
    assert answer.redirect_chain == [("/khoi-thi-dua/kt/", 302)]
    assert "Đã lập Khối Kinh tế" in answer.content.decode()
    made = Bloc.objects.get()
    assert (made.organizer, made.position, made.search_text) == (province, 0, "khoi kinh te kt")


def test_bloc_of_another_province_is_not_made(client, staff, other_province, province):
    client.force_login(staff)
    assert client.post(URL, typed(other_province)).status_code == 200
    assert Bloc.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"code": "them"}, "trùng với địa chỉ của một trang"),
        ({"code": "Khối"}, "Mã chỉ gồm chữ thường không dấu"),
        ({"name": ""}, "Mục này còn để trống."),
        ({"valid_from": "01/01/2024", "valid_to": "01/01/2024"}, "Ngày hết hiệu lực phải sau ngày có hiệu lực."),
    ],
)
def test_bloc_with_a_fault_is_refused_and_what_was_typed_stays(client, staff, province, changes, told):
    client.force_login(staff)
    page = client.post(URL, typed(province, **changes)).content.decode()
    assert told in page
    assert 'value="khoi"' in page
    assert Bloc.objects.count() == 0
