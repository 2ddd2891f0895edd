"""Names for the places a unit registered by count, and the dossier made from them."""

from __future__ import annotations

import pytest

from awards.models import Dossier, Honouree
from registrations.models import TitleEntry
from registrations.services import registrations
from tests.factories.awards import make_honouree, make_title
from tests.factories.registrations import TITLES, filed
from tests.organizations.views.outcomes import outcomes

pytestmark = pytest.mark.django_db


@pytest.fixture
def accepted(registration, head, staff):
    filed(registration, by=head)
    return registrations.accept(registration, by=staff)


@pytest.fixture
def entry(accepted, line) -> TitleEntry:
    """Five CSTĐ cấp tỉnh of the member's unit."""
    return line.entries.get(title__code="CSTDT")


def url(line) -> str:
    return f"/dang-ky/don-vi/{line.pk}/ten/"


def typed(entry, block: str, as_of: str = "01/12/2024") -> dict[str, str]:
    return {"entry": str(entry.pk), f"ten-{entry.pk}-block": block, f"ten-{entry.pk}-as_of": as_of}


def test_names_are_read_by_the_province_and_the_unit(request, accepted, line):
    assert outcomes(request, url(line)) == ["login", 200, 200, 200, 404, 404, 200]


def test_names_are_written_by_staff_and_the_unit_alone(request, entry, line):
    answers = outcomes(request, url(line), post=typed(entry, "Giàng A Chứ"))
    assert answers == ["login", 302, 403, 403, 404, 404, 403]


def test_the_units_officer_writes_names_with_their_posts_of_that_day(client, member, entry, line, units):
    known = make_honouree("Giàng A Chứ", units[1], post="Trưởng phòng", holds_leading_post=True)
    client.force_login(member)
    answer = client.post(url(line), typed(entry, "1. Ông Giàng A Chứ\nBà Lê Thị Nở, Chuyên viên"))
    assert answer.status_code == 302
    kept = [(one.name, one.post, one.office, one.holds_post, f"{one.as_of:%d/%m/%Y}") for one in entry.nominees.all()]
    assert kept == [
        ("Giàng A Chứ", "Trưởng phòng", "Sở Số 2", True, "01/12/2024"),
        ("Lê Thị Nở", "Chuyên viên", "Sở Số 2", False, "01/12/2024"),
    ]
    assert entry.nominees.first().honouree == known
    assert Honouree.objects.filter(organization=units[1]).count() == 2


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ("\n".join(f"Người Số {n}" for n in range(6)), "Đã đăng ký 5, đang có 0 tên, ghi thêm 6 thì quá số đăng ký."),
        ("Lê Thị Nở\nLê Thị Nở", "Dòng 2: Lê Thị Nở đã có tên cho danh hiệu này."),
        ("123", "Dòng 1: Không đọc được tên ở đầu dòng."),
        ("Trần Trùng", "Dòng 1: có 2 người tên Trần Trùng. Ghi thêm chức vụ đúng như danh sách."),
    ],
)
def test_a_name_that_cannot_be_taken_is_refused_and_stays_typed(client, member, entry, line, units, block, said):
    for post in ("Trưởng phòng", "Phó phòng"):
        make_honouree("Trần Trùng", units[1], post=post)
    client.force_login(member)
    answer = client.post(url(line), typed(entry, block))
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert said in shown
    assert block.split("\n")[0] in shown
    assert entry.nominees.count() == 0


def test_a_post_tells_two_of_one_name_apart(client, member, entry, line, units):
    make_honouree("Trần Trùng", units[1], post="Trưởng phòng")
    second = make_honouree("Trần Trùng", units[1], post="Phó phòng")
    client.force_login(member)
    client.post(url(line), typed(entry, "Trần Trùng, Phó phòng"))
    assert entry.nominees.get().honouree == second


def test_before_acceptance_no_names_are_taken(client, member, head, registration, line):
    filed(registration, by=head)
    entry = line.entries.get(title__code="CSTDT")
    client.force_login(member)
    answer = client.post(url(line), typed(entry, "Giàng A Chứ"))
    assert answer.status_code == 422
    assert "chưa được tiếp nhận" in answer.content.decode()


def test_a_name_of_another_unit_is_not_taken_out(client, member, entry, line, registration, units):
    other = registration.lines.get(organization=units[2])
    foreign = other.entries.get(title__code="CSTDT").nominees.create(name="Người khác", as_of="2024-12-01")
    client.force_login(member)
    assert client.post(f"{url(line)}{foreign.pk}/bo/").status_code == 404
    assert client.post(f"/dang-ky/don-vi/{other.pk}/ten/{foreign.pk}/bo/").status_code == 404


def test_a_name_is_taken_back(client, member, entry, line):
    client.force_login(member)
    client.post(url(line), typed(entry, "Giàng A Chứ"))
    client.post(f"{url(line)}{entry.nominees.get().pk}/bo/")
    assert entry.nominees.count() == 0


def test_the_dossier_has_the_unit_with_its_flag_and_every_name(client, member, entry, line):
    for code, (name, subject) in TITLES.items():
        make_title(code, name=name, subject=subject, legal_version="L2026")
    client.force_login(member)
    client.post(url(line), typed(entry, "Giàng A Chứ, Chuyên viên"))
    answer = client.post(f"/dang-ky/don-vi/{line.pk}/lap-ho-so/")
    dossier = Dossier.objects.get()
    assert answer.url == dossier.get_absolute_url()
    assert [(str(one.honouree), one.title.code, one.post) for one in dossier.lines.order_by("position")] == [
        ("Sở Số 2", "COTD_T", ""),
        ("Giàng A Chứ", "CSTDT", "Chuyên viên"),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_any_number_of_names(
    client, member, entry, line, count, django_assert_num_queries
):
    for n in range(count):
        entry.nominees.create(name=f"Người {n}", as_of="2024-12-01")
    client.force_login(member)
    with django_assert_num_queries(9):
        assert client.get(url(line)).status_code == 200
