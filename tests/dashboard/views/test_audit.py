"""The log: who reads it, what it says, what it may not show."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from campaigns.models import Campaign
from core.acting import acting
from core.log import record
from dashboard.audit import MOST, Reader, kinds
from organizations.enums import Role
from tests.conftest import person
from tests.factories.campaigns import CampaignFactory
from tests.factories.organizations import MembershipFactory, OrganizationFactory, UserFactory
from tests.organizations.views.outcomes import outcomes

URL, CHANGES = "/nhat-ky/", "/nhat-ky/thay-doi/"


@pytest.fixture
def as_staff(client, staff):
    client.force_login(staff)
    return client


def rename(campaign: Campaign, name: str, by, comment: str = "") -> str:
    """One act that changes the name and says so in the log; its id."""
    with acting(by) as act:
        campaign.name = name
        campaign.save()
        record(campaign, verb="sửa phong trào", by=by, comment=comment)
    return act.id


def csv_of(client, url: str, **query: str) -> list[dict[str, str]]:
    answer = client.get(url, {**query, "export": "csv"})
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("url", [URL, CHANGES])
def test_audit_outcomes(request, url):
    assert outcomes(request, url) == ["login", 200, 403, 403, 403, 200, 200]


def test_staff_of_a_unit_below_do_not_read_the_log_of_the_province(client, province):
    client.force_login(person("huyen", OrganizationFactory(code="huyen", parent=province), Role.STAFF))
    assert client.get(URL).status_code == 403
    assert client.get(CHANGES).status_code == 403


def test_the_log_is_read_as_a_sentence_with_its_changes(as_staff, staff, province):
    campaign = CampaignFactory(organization=province, name="Cũ")
    rename(campaign, "Mới", staff, "ghi nhầm tên")
    [line] = as_staff.get(URL).context["listing"].page.object_list
    assert (line.entry.actor_label, line.entry.verb, line.entry.comment) == (
        str(staff),
        "sửa phong trào",
        "ghi nhầm tên",
    )
    assert (line.record.kind, line.record.name, line.record.url) == (
        "phong trào thi đua",
        "Mới",
        f"/phong-trao/{campaign.pk}/",
    )
    assert [(one.label, one.before, one.after) for one in line.fields] == [("tên phong trào", "Cũ", "Mới")]
    page = as_staff.get(URL).content.decode()
    assert f"<strong>{staff}</strong> đã sửa phong trào: ghi nhầm tên" in page
    assert "<del>Cũ</del>" in page
    assert "<ins>Mới</ins>" in page


def test_of_an_act_on_many_records_the_others_are_one_step_away(as_staff, staff, province):
    campaign, other = (CampaignFactory(organization=province, name=name) for name in ("Một", "Hai"))
    with acting(staff) as act:
        Campaign.objects.filter(pk=other.pk).update(theme="Chung")
        campaign.name = "Ba"
        campaign.save()
        record(campaign, verb="sửa phong trào", by=staff)
    [line] = as_staff.get(URL).context["listing"].page.object_list
    assert (line.has_more, line.total) == (True, 2)
    found = as_staff.get(CHANGES, {"lan": act.id}).context["listing"].page.object_list
    assert [(one.record.name, one.sentence) for one in found] == [
        ("Ba", "tên phong trào: Một → Ba"),
        ("Hai", "chủ đề: (trống) → Chung"),
    ]


def test_nothing_of_another_province_is_read(as_staff, outsider, other_province):
    campaign = CampaignFactory(organization=other_province, name="Bí mật")
    act = rename(campaign, "Bí mật khác", outsider)
    for url in (URL, CHANGES, f"{CHANGES}?lan={act}", f"{CHANGES}?loai=campaigns_campaign&ma={campaign.pk}"):
        answer = as_staff.get(url)
        assert "Bí mật" not in answer.content.decode()
        assert "Bí mật" not in as_staff.get(url, {"export": "csv", "lan": act}).content.decode()
    assert not Reader(outsider).entries().exclude(scope="langson").exists()
    assert Reader(outsider).entries().exists()


def test_what_belongs_to_no_province_is_read_by_administrators_of_the_system_only(staff, db):
    root = UserFactory(is_superuser=True)
    user = UserFactory()
    record(user, verb="đổi mật khẩu", by=user)
    assert [entry.verb for entry in Reader(root).entries()] == ["đổi mật khẩu"]
    assert not Reader(staff).entries().exists()
    assert Reader(root).changes().filter(model_table="organizations_user", object_id=user.pk).exists()
    assert not Reader(staff).changes().filter(model_table="organizations_user", object_id=user.pk).exists()


def test_the_log_of_a_merged_province_goes_to_its_heir(province, db):
    heir = OrganizationFactory(code="laocai2025")
    province.successor, province.valid_to = heir, date(2025, 7, 1)
    province.save()
    assert Reader(person("moi", heir, Role.ADMIN)).scopes == {"laocai2025", "laocai"}


def test_a_role_that_has_ended_reads_nothing(province):
    user = UserFactory()
    MembershipFactory(user=user, organization=province, role=Role.ADMIN, valid_from="2020-01-01", valid_to="2021-01-01")
    assert Reader(user).scopes == set()
    assert not user.has_perm("dashboard.see_audit")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "GHI NHAM"}, ["Một"]),
        ({"q": "không có"}, []),
        ({"nguoi": "quan tri"}, ["Hai"]),
        ({"loai": "campaigns_campaign"}, ["Hai", "Một"]),
        ({"loai": "campaigns_directive"}, []),
        ({"tu": "01/01/2190"}, []),
        ({"den": "01/01/2020"}, []),
        ({"tu": "01/01/2020", "den": "01/01/2190"}, ["Hai", "Một"]),
    ],
)
def test_the_log_is_narrowed(as_staff, staff, admin, province, query, found):
    admin.full_name, admin.search_text = "Quản Trị", "quan tri"
    admin.save()
    for name, by, comment in (("Một", staff, "Ghi nhầm"), ("Hai", admin, "")):
        rename(CampaignFactory(organization=province, name="x"), name, by, comment)
    rows = as_staff.get(URL, query).context["listing"].page.object_list
    assert [line.record.name for line in rows] == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"viec": "update"}, ["sửa"]),
        ({"viec": "delete"}, []),
        ({"nguoi": "khong-ai"}, []),
        ({"tu": "01/01/2190"}, []),
        ({"ma": "0"}, []),
    ],
)
def test_the_changes_are_narrowed(as_staff, staff, province, query, found):
    rename(CampaignFactory(organization=province, name="x"), "y", staff)
    rows = as_staff.get(CHANGES, {"loai": "campaigns_campaign", **query}).context["listing"].page.object_list
    assert [one.change.get_operation_display() for one in rows] == found


@pytest.mark.parametrize(
    ("query", "refusal"),
    [
        ({"tu": "nhầm"}, "Ngày phải ghi theo dạng"),
        ({"loai": "pg_class"}, "pg_class"),
        ({"ma": "9" * 30}, ""),
        ({"ma": "x"}, ""),
    ],
)
@pytest.mark.parametrize("url", [URL, CHANGES])
def test_what_cannot_be_asked_is_refused_in_words(as_staff, url, query, refusal):
    answer = as_staff.get(url, query)
    assert answer.status_code == 200
    assert refusal in answer.content.decode()


def test_the_log_and_the_changes_leave_as_files(as_staff, staff, province):
    campaign = CampaignFactory(organization=province, name="Cũ")
    rename(campaign, "=1+1", staff, "lý do")
    [row] = csv_of(as_staff, URL)
    assert (row["Người thực hiện"], row["Việc"], row["Lý do, ghi chú"]) == (str(staff), "sửa phong trào", "lý do")
    assert (row["Bản ghi"], row["Thay đổi trong bản ghi"]) == ("'=1+1", "tên phong trào: Cũ → =1+1")
    [change] = csv_of(as_staff, CHANGES, loai="campaigns_campaign", viec="update")
    assert (change["Thay đổi"], change["Nội dung thay đổi"]) == ("sửa", "tên phong trào: Cũ → =1+1")
    assert as_staff.get(URL, {"export": "xlsx"}).headers["Content-Type"].endswith("spreadsheetml.sheet")


def test_no_more_rows_are_opened_than_a_person_reads(as_staff, staff, province, monkeypatch):
    monkeypatch.setattr("dashboard.audit.MOST", 2)
    for number in range(3):
        rename(CampaignFactory(organization=province, name="x"), f"Tên {number}", staff)
    answer = as_staff.get(URL)
    assert answer.context["listing"].page.paginator.count == 2
    assert "2 dòng mới nhất" in answer.content.decode()
    assert len(csv_of(as_staff, URL)) == 2
    assert MOST == 5_000


def test_the_log_cannot_be_written_from_its_pages(as_staff):
    assert as_staff.post(URL).status_code == 405
    assert as_staff.post(CHANGES).status_code == 405


def test_every_kind_has_a_name_and_none_is_of_the_ballot():
    tables = dict(kinds())
    assert not {"awards_votemark", "awards_tally", "awards_papervoteentry", "scoring_ballotmark"} & set(tables)
    assert tables["campaigns_directive"] == "Chỉ thị"


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("url", "queries"), [(URL, 10), (CHANGES, 8)])
def test_the_pages_take_the_same_queries_at_any_size(
    as_staff, staff, province, url, queries, count, django_assert_num_queries
):
    for number in range(count):
        rename(CampaignFactory(organization=province, name="x"), f"Tên {number}", staff)
    as_staff.get(url)
    with django_assert_num_queries(queries):
        as_staff.get(url, {"loai": "campaigns_campaign"})
