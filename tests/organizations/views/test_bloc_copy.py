import pytest
import time_machine

from organizations.models import BlocMembership, Organization
from tests.organizations.blocs import compose, department, make_bloc, seated
from tests.organizations.views.outcomes import outcomes

URL = "/khoi-thi-dua/chep/"
ASKED = {"organizer": "laocai", "from_year": "2024", "to_year": "2025"}


@pytest.fixture(autouse=True)
def in_2025():
    with time_machine.travel("2025-03-01T09:00:00+07:00", tick=False):
        yield


@pytest.fixture
def bloc(province):
    bloc = make_bloc(province)
    compose(bloc, 2024, department("soyte", "Sở Y tế", province), department("sotc", "Sở Tài chính", province))
    return bloc


def test_bloc_copy_outcomes(request, bloc):
    assert outcomes(request, URL) == ["login", 200, 403, 403, 403, 200, 200]
    assert outcomes(request, URL, post=ASKED) == ["login", 302, 403, 403, 403, 200, 302]


def test_copying_starts_from_the_latest_year_with_blocs(client, staff, bloc):
    client.force_login(staff)
    assert client.get(f"{URL}?nam=2027").context["form"].initial == ASKED | {"from_year": 2024, "to_year": 2027}
    assert client.get(URL).context["form"].initial == ASKED | {"from_year": 2024, "to_year": 2025}


def test_a_look_before_copying_shows_what_would_be_and_saves_nothing(client, staff, bloc):
    heir = department("sotc-moi", "Sở Tài chính mới", bloc.organizer)
    Organization.objects.filter(code="sotc").update(valid_to="2025-02-01", successor=heir)
    client.force_login(staff)
    page = client.get(URL, ASKED).content.decode()
    assert "Khối Tham mưu Tổng hợp (2)" in page
    assert "được thay bằng cơ quan kế tục “Sở Tài chính mới”: hãy kiểm tra lại." in page
    assert "Chép 1 khối, cụm sang năm 2025" in page
    assert seated(bloc, 2025) == []


def test_copying_gives_the_units_and_tells_what_to_check(client, staff, bloc):
    Organization.objects.filter(code="sotc").update(valid_to="2025-02-01")
    client.force_login(staff)
    answer = client.post(URL, ASKED, follow=True)
    assert answer.redirect_chain == [("/khoi-thi-dua/?year=2025", 302)]
    assert seated(bloc, 2025) == [("soyte", "member")]
    page = answer.content.decode()
    assert "Đã chép 1 khối, cụm sang năm 2025. Hãy ghi trưởng khối." in page
    assert "đã kết thúc hoạt động, không có cơ quan kế tục trong tỉnh: bỏ ra." in page


@pytest.mark.parametrize("method", ["get", "post"])
def test_copying_backward_or_from_nothing_is_refused_in_words(client, staff, bloc, method):
    client.force_login(staff)
    backward = getattr(client, method)(URL, ASKED | {"to_year": "2023"}).content.decode()
    assert "không chép từ năm 2024 sang năm 2023" in backward
    empty = getattr(client, method)(URL, ASKED | {"from_year": "2022"}).content.decode()
    assert "Năm 2022 chưa có khối nào có thành viên để chép." in empty
    assert getattr(client, method)(URL, ASKED | {"from_year": "abc"}).status_code == 200
    assert BlocMembership.objects.count() == 2


def test_nobody_copies_for_another_province(client, outsider, bloc):
    client.force_login(outsider)
    assert client.post(URL, ASKED).status_code == 200
    assert seated(bloc, 2025) == []
