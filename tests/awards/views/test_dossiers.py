"""The list of dossiers, making one, its head."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from openpyxl import load_workbook

from awards.enums import DossierStatus, LegalVersion
from awards.models import Dossier
from tests.awards.dossiers import make_draft, make_line, submitted
from tests.factories.awards import make_title
from tests.factories.organizations import OrganizationFactory
from tests.organizations.views.outcomes import outcomes
from tests.pages import own_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_2025")]
URL = "/ho-so-khen-thuong/"
CREATE = f"{URL}lap/"
#: Session, user, roles; count, page, four of the filters.
QUERIES = 8


@pytest.fixture
def as_staff(client, staff) -> Client:
    client.force_login(staff)
    return client


def names(answer) -> list[str]:
    return [dossier.name for dossier in answer.context["listing"].page]


def test_everybody_has_a_list(request):
    assert outcomes(request, URL) == ["login", 200, 200, 200, 200, 200, 200]


def test_staff_and_unit_officers_make_dossiers(request, unit):
    assert outcomes(request, CREATE) == ["login", 200, 403, 403, 200, 200, 403]
    post = {"organization": unit.pk, "name": "Đề nghị năm 2024", "year": 2024, "nature": "merit"}
    assert outcomes(request, CREATE, post=post) == ["login", 302, 403, 403, 302, 422, 403]


def test_draft_is_seen_by_its_unit_and_staff_and_a_sent_one_by_the_province(
    client, unit, unit_officer, leader, outsider
):
    make_draft(unit, name="Bản nháp")
    submitted(make_draft(unit, name="Đã gửi"))
    seen = {}
    for who in (unit_officer, leader, outsider):
        client.force_login(who)
        seen[who.username] = sorted(names(client.get(URL)))
    assert seen == {"officer": ["Bản nháp", "Đã gửi"], "leader": ["Đã gửi"], "outsider": []}


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_any_number_of_rows(as_staff, unit, count, django_assert_num_queries):
    title = make_title("GK")
    for number in range(count):
        dossier = make_draft(unit, name=f"Hồ sơ {number}")
        make_line(dossier, title)
        make_line(dossier, title)
    with django_assert_num_queries(QUERIES):
        answer = as_staff.get(URL)
    assert len(names(answer)) == count


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=nam+hai+nghin", []),
        ("q=ho+so+kia", ["Hồ sơ kia"]),
        ("year=2023", ["Hồ sơ kia"]),
        ("status=submitted", ["Hồ sơ kia"]),
        ("title=LDTT", ["Hồ sơ kia"]),
        ("legal_version=L2026", ["Hồ sơ này"]),
    ],
)
def test_list_is_narrowed(as_staff, unit, query, found):
    make_draft(unit, name="Hồ sơ này", legal_version=LegalVersion.L2026)
    other = make_draft(unit, name="Hồ sơ kia", year=2023)
    make_line(other, make_title("LDTT"))
    make_line(other, make_title("LDTT"))
    submitted(other)
    assert names(as_staff.get(f"{URL}?{query}")) == found


def test_withdrawn_lines_are_not_counted(as_staff, unit):
    dossier = make_draft(unit)
    make_line(dossier, make_title("GK"))
    make_line(dossier, make_title("BK"), is_withdrawn=True)
    (row,) = as_staff.get(URL).context["listing"].page
    assert row.line_count == 1


def test_export_holds_the_list_as_filtered(as_staff, unit):
    make_draft(unit, name="Hồ sơ này")
    make_draft(unit, name="Hồ sơ kia", year=2023)
    answer = as_staff.get(f"{URL}?year=2024&export=xlsx")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
    assert [row[:3] for row in rows] == [("Tên hồ sơ", "Đơn vị", "Năm"), ("Hồ sơ này", "Sở Nội vụ", 2024)]


def test_empty_list_offers_the_first_step_to_who_may_take_it(client, staff, leader):
    client.force_login(staff)
    assert "Lập hồ sơ đầu tiên" in client.get(URL).content.decode()
    assert "khớp bộ lọc" in client.get(f"{URL}?q=abc").content.decode()
    client.force_login(leader)
    assert "Lập hồ sơ" not in own_text(client.get(URL))


def test_officer_of_one_unit_finds_it_chosen_and_no_other_offered(client, province, unit, unit_officer):
    OrganizationFactory(code="soyte", name="Sở Y tế", parent=province)
    client.force_login(unit_officer)
    form = client.get(CREATE).context["form"]
    assert list(form.fields["organization"].queryset) == [unit]
    assert form.initial["organization"] == unit


def test_new_dossier_leads_to_its_list(client, unit, unit_officer):
    client.force_login(unit_officer)
    answer = client.post(CREATE, {"organization": unit.pk, "name": "Đề nghị", "year": 2024, "nature": "merit"})
    assert answer.url == f"{URL}{Dossier.objects.get().pk}/danh-sach/"


def test_year_to_come_is_refused_at_the_form_with_what_was_typed(client, unit, unit_officer):
    client.force_login(unit_officer)
    answer = client.post(CREATE, {"organization": unit.pk, "name": "Đề nghị", "year": 2026, "nature": "merit"})
    assert answer.status_code == 422
    assert "năm 2026 chưa có" in answer.content.decode()
    assert answer.context["form"]["name"].value() == "Đề nghị"


def test_head_is_edited_by_who_writes_it(request, unit):
    url = f"{URL}{make_draft(unit).pk}/sua/"
    assert outcomes(request, url) == ["login", 200, 404, 404, 200, 404, 404]
    post = {"base_revision": 0, "name": "Tên mới", "year": 2024, "nature": "merit"}
    assert outcomes(request, url, post=post) == ["login", 302, 404, 404, 302, 404, 404]


def test_overtaken_save_keeps_what_was_typed(client, unit, unit_officer):
    dossier = make_draft(unit, revision=3)
    client.force_login(unit_officer)
    post = {"base_revision": 2, "name": "Tên mới", "year": 2024, "nature": "merit"}
    answer = client.post(f"{URL}{dossier.pk}/sua/", post)
    assert answer.status_code == 422
    assert answer.context["form"]["name"].value() == "Tên mới"
    assert "sau khi anh/chị mở trang" in answer.content.decode()
    assert Dossier.objects.get().name == dossier.name


def test_sent_dossier_leads_back_with_the_reason(client, unit, unit_officer):
    dossier = submitted(make_draft(unit), status=DossierStatus.SUBMITTED)
    client.force_login(unit_officer)
    answer = client.get(f"{URL}{dossier.pk}/sua/", follow=True)
    assert "Hồ sơ đã nộp nên không sửa được" in answer.content.decode()
