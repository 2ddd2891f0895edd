from datetime import date

import pytest

from organizations.models import BlocComposition
from scoring.enums import BallotStatus, SheetStatus
from scoring.models import Ballot, BallotTally
from scoring.services.ballots import open_ballot
from tests.factories.scoring import bring_to, sheet_of
from tests.scoring.views.cast import outcomes


def page(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def scored(round_, units, staff):
    for unit in units:
        bring_to(sheet_of(round_, unit), SheetStatus.BLOC_SCORED, by=staff)
    return round_


@pytest.fixture
def url(scored) -> str:
    return f"/cham-diem/khoi/{scored.pk}/binh-chon/"


@pytest.fixture
def ballot(scored, head) -> Ballot:
    return open_ballot(scored, held_on=date(2024, 12, 10), by=head)


def test_vote_outcomes(request, ballot, url, units):
    post = {"choice": units[0].pk}
    assert outcomes(request, url, post=post) == ["login", 403, 403, 403, 404, 302, 302, 302, 404]
    assert outcomes(request, f"{url}kiem-phieu/", post={}) == ["login", 403, 403, 403, 404, 302, 403, 403, 404]


def test_vote_before_it_is_opened_is_not_found(client, url, member):
    client.force_login(member)
    assert client.post(url, {"choice": "0"}).status_code == 404


def test_the_whole_vote_in_the_browser(client, url, scored, units, head, member, checker):
    client.force_login(head)
    assert client.post(f"{url}mo/", {"held_on": "10/12/2024"}).status_code == 302
    for who in (member, checker):
        client.force_login(who)
        assert client.post(url, {}).status_code == 422
        answer = client.post(url, {"choice": units[1].pk}, follow=True)
        assert "Đã ghi nhận phiếu" in page(answer)
        assert "Nhiều phiếu nhất" not in page(answer)
    client.force_login(head)
    assert "2/3 đơn vị đã bỏ phiếu" in page(client.get(url))
    client.post(f"{url}kiem-phieu/")
    assert "Nhiều phiếu nhất" in page(client.get(url))
    wrong = client.post(f"{url}ket-luan/", {"chosen": units[0].pk, "minutes": "02/BB-KTĐ"})
    assert wrong.status_code == 422
    client.post(f"{url}ket-luan/", {"chosen": units[1].pk, "minutes": "02/BB-KTĐ", "reason": ""})
    assert BlocComposition.objects.get(bloc=scored.bloc).front_runner == units[1]
    assert "Biên bản số 02/BB-KTĐ" in page(client.get(url))


def test_nobody_sees_counts_while_people_vote(client, ballot, url, units, member, head, staff):
    client.force_login(member)
    client.post(url, {"choice": units[0].pk})
    for who in (member, head, staff):
        client.force_login(who)
        assert client.get(url).context["result"] == []


def test_a_member_does_not_see_who_has_voted(client, ballot, url, member, head):
    client.force_login(member)
    assert "Chưa bỏ phiếu" not in page(client.get(url))
    client.force_login(head)
    assert "Chưa bỏ phiếu" in page(client.get(url))


def test_a_second_vote_is_told_and_not_counted(client, ballot, url, units, member):
    client.force_login(member)
    client.post(url, {"choice": units[0].pk})
    answer = client.post(url, {"choice": units[0].pk}, follow=True)
    assert "đã bỏ phiếu" in page(answer)
    assert BallotTally.objects.get(organization=units[0]).count == 1


def test_paper_votes_are_entered_by_their_counts(client, url, units, head):
    client.force_login(head)
    form = {"held_on": "10/12/2024", "ballots": "3", **{f"phieu-{unit.pk}": "" for unit in units}}
    wrong = client.post(f"{url}phieu-giay/", form | {f"phieu-{units[0].pk}": "9"})
    assert wrong.status_code == 422
    assert "nhiều hơn 3 phiếu" in page(wrong)
    assert 'value="9"' in page(wrong)
    client.post(f"{url}phieu-giay/", form | {f"phieu-{units[0].pk}": "2", f"phieu-{units[1].pk}": "1"})
    assert Ballot.objects.get().status == BallotStatus.COUNTED
