"""All versions with what became of each, and what changed between two."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from registrations.entries import Typed
from registrations.services import lines, registrations
from tests.factories.registrations import LETTER, filed
from tests.organizations.views.outcomes import outcomes

pytestmark = pytest.mark.django_db


def url(registration) -> str:
    return f"/dang-ky/{registration.code}/ban/"


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def twice(registration, line, head, staff):
    """Filed, returned, one count and one pledge changed, filed again, recalled, filed again and accepted."""
    filed(registration, by=head)
    registrations.give_back(registration, reason="Thiếu số lượng", by=staff)
    line.refresh_from_db()
    flag, people = line.entries.all()
    rows = [Typed(str(flag.pk), "own", "COTD_T"), Typed(str(people.pk), "inner", "CSTDT", count="6")]
    lines.save_line(line, rows, base_revision=line.revision, by=head)
    registration.refresh_from_db()
    letter = LETTER | {"signer_name": "Trần Văn An"}
    registrations.save_letter(registration, letter, ["90% đơn vị hưởng ứng."], base_revision=1, by=head)
    registrations.submit(registration, by=head)
    registrations.recall(registration, by=head)
    registrations.submit(registration, by=head)
    return registrations.accept(registration, by=staff)


def test_versions_are_read_by_the_province_and_the_leader_of_the_bloc(request, client, registration, head, member):
    assert outcomes(request, url(registration)) == ["login", 200, 200, 200, 404, 404, 200]
    for user, status in ((head, 200), (member, 404)):
        client.force_login(user)
        assert client.get(url(registration)).status_code == status


def test_a_bloc_that_never_submitted_is_told_what_belongs_here(client, registration, head):
    client.force_login(head)
    assert "Chưa nộp bản nào" in text(client.get(url(registration)))


def test_the_latest_two_are_compared_unless_others_are_chosen(client, twice, head):
    client.force_login(head)
    latest = text(client.get(url(twice)))
    assert "Hai bản giống hệt nhau" in latest
    assert latest.index("Đã tiếp nhận") < latest.index("Khối thu hồi") < latest.index("Thiếu số lượng")
    chosen = text(client.get(url(twice), {"cu": "1", "moi": "2"}))
    assert "Từ bản 1 đến bản 2" in chosen
    assert "<del>05 cá nhân đạt danh hiệu Chiến sĩ thi đua cấp tỉnh</del>" in chosen
    assert "<ins>06 cá nhân đạt danh hiệu Chiến sĩ thi đua cấp tỉnh</ins>" in chosen
    assert "Nội dung 1" in chosen
    assert "Họ tên người ký" in chosen


@pytest.mark.parametrize("asked", [{"cu": "1", "moi": "9"}, {"cu": "x", "moi": "2"}, {"cu": "2", "moi": "2"}])
def test_a_choice_that_makes_no_sense_is_never_an_error(client, twice, head, asked):
    client.force_login(head)
    assert client.get(url(twice), asked).status_code == 200


@pytest.mark.parametrize("more", [1, 3])
def test_the_list_takes_the_same_queries_at_any_length(client, registration, head, staff, more):
    filed(registration, by=head)
    for _ in range(more):
        registrations.recall(registration, by=head)
        registrations.submit(registration, by=head)
    client.force_login(head)
    client.get(url(registration))
    with CaptureQueriesContext(connection) as queries:
        client.get(url(registration))
    # Of this page alone: what the frame of every page asks is counted elsewhere.
    own = [one for one in queries if '"registrations_' in one["sql"] or '"core_logentry"' in one["sql"]]
    assert len(own) == 6
