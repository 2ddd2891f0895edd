"""Nobody reaches the targets, reports and drafts of another province or unit, by address or by posted key."""

import io

import pytest
from django.urls import reverse

from documents.models import Document
from organizations.enums import Role
from targets import papers
from targets.models import Actual, Assignment, ProgressReport, Target, TargetImport, UnitReport
from targets.services.progress import create_progress_report
from targets.urls import urlpatterns
from tests.conftest import person
from tests.factories.campaigns import DirectiveFactory
from tests.factories.organizations import OrganizationFactory
from tests.factories.targets import make_actual, make_indicator, make_target
from tests.targets.conftest import approved, draft, given, growth, in_july, in_review, issued, money, today, towns
from tests.targets.reporting import HALF, department, health, health_officer, period, report, second_staff
from tests.targets.views.sheets import posted, workbook

__all__ = [
    "approved",
    "department",
    "draft",
    "given",
    "growth",
    "health",
    "health_officer",
    "in_july",
    "in_review",
    "issued",
    "money",
    "period",
    "report",
    "second_staff",
    "today",
    "towns",
]
#: Common to all provinces, or a person's own.
COMMON = {
    "indicators",
    "indicator",
    "indicator_create",
    "indicator_edit",
    "indicator_suggest",
    "sheet_import_template",
    "my_reports",
}


@pytest.fixture
def world(report, money, staff, province):
    """One record of every kind; the directive is out, the report and the review are not."""
    directive = money.directive
    progress = create_progress_report(directive, period=HALF, review="progress", by=staff)
    kept = TargetImport.objects.create(owner=staff, directive=directive, file_name="a", sheet_name="a", table=[])
    given = Assignment.objects.filter(target=money).get()
    keys = {"code": directive.code, "target": money.pk}
    own = {"report": report.pk, "progress": progress.pk, "import": kept.pk, "assignment": given.pk}
    return keys | own


def address(name: str, world: dict) -> str:
    pattern = next(one for one in urlpatterns if one.name == name)
    route = str(pattern.pattern)
    kind = (
        "report" if route.startswith("bao-cao-chi-tieu") else
        "progress" if route.startswith("bao-cao-tien-do") else
        "assignment" if name == "assignment_remove" else
        "import" if "nhap/<int:pk>" in route else "target"
    )  # fmt: skip
    known = {"code": world["code"], "pk": world[kind], "target": world["target"]}
    return reverse(f"targets:{name}", kwargs={key: known[key] for key in pattern.pattern.converters})


NAMES = sorted(one.name for one in urlpatterns if one.name not in COMMON)


def everything() -> list:
    return [
        list(model.objects.order_by("pk").values())
        for model in (Target, Assignment, UnitReport, Actual, ProgressReport)
    ]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_province_finds_nothing(client, world, outsider, name, method):
    client.force_login(outsider)
    before = everything()
    assert getattr(client, method)(address(name, world)).status_code in (404, 405)
    assert everything() == before


OPEN_TO_THE_PROVINCE = {"targets", "target", "targets_summary", "reports", "progress_reports"}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_unit_reads_what_is_published_and_writes_nothing(client, world, health_officer, name, method):
    client.force_login(health_officer)
    before = everything()
    status = getattr(client, method)(address(name, world)).status_code
    assert everything() == before
    if name in OPEN_TO_THE_PROVINCE and method == "get":
        assert status == 200
    else:
        assert status in (403, 404, 405)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_staff_of_a_unit_below_are_no_staff_of_the_province(client, world, health, name, method):
    client.force_login(person("khac", health, Role.STAFF))
    before = everything()
    status = getattr(client, method)(address(name, world)).status_code
    assert everything() == before
    assert status == 200 if name in OPEN_TO_THE_PROVINCE and method == "get" else status in (403, 404, 405)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in OPEN_TO_THE_PROVINCE])
def test_the_unit_itself_only_fills_its_own_report(client, world, unit_officer, name):
    client.force_login(unit_officer)
    got = client.get(address(name, world)).status_code
    assert got == (200 if name == "report" else 404 if name == "report_evidence" else got)
    assert got in ((200,) if name == "report" else (403, 404, 405))


@pytest.mark.parametrize("name", ["targets", "target", "targets_summary", "reports", "progress_reports", "assignments"])
def test_targets_of_a_draft_are_not_seen_below(client, draft, unit_officer, name):
    target = make_target(draft, "Số xã", "12 xã")
    client.force_login(unit_officer)
    assert client.get(address(name, {"code": draft.code, "target": target.pk})).status_code == 404


def test_words_of_a_draft_are_in_no_list_of_others(client, draft, unit_officer, outsider):
    one = make_indicator("so-xa", "Số xã", unit="xã")
    make_target(draft, "Số xã bí mật", "777 xã", indicator=one)
    for reader in (unit_officer, outsider):
        client.force_login(reader)
        for page in ("", "?export=csv", "?export=xlsx"):
            assert b"777" not in client.get(f"/danh-muc-chi-tieu/so-xa/{page}").content
        assert ",0\r\n" in client.get("/danh-muc-chi-tieu/?export=csv").content.decode()


def test_a_key_of_another_directive_makes_a_new_row(client, draft, staff):
    other = make_target(DirectiveFactory(code="khac"), "Số xã", "12 xã")
    client.force_login(staff)
    client.post(
        reverse("targets:sheet", args=[draft.code]), posted({"key": str(other.pk), "name": "A", "phrase": "5 xã"})
    )
    assert draft.targets.get().pk != other.pk
    other.refresh_from_db()
    assert (other.name, other.phrase) == ("Số xã", "12 xã")


def test_a_figure_for_a_target_that_was_not_given_is_passed_over(client, report, money, issued, unit_officer):
    strange = [make_target(issued, "Số xã", "12 xã"), make_target(DirectiveFactory(code="khac"), "Số bản", "1 bản")]
    typed = {"base_revision": 0}
    for target in (money, *strange):
        typed |= {
            f"ct-{target.pk}-value": "5",
            f"ct-{target.pk}-as_of": "30/06/2024",
            f"ct-{target.pk}-status": "verified",
        }
    client.force_login(unit_officer)
    assert client.post(report.get_absolute_url(), typed).status_code == 302
    assert Actual.objects.get().target == money
    assert Actual.objects.get().report == report


@pytest.mark.parametrize("what", ["units", "targets"])
def test_nothing_of_another_tree_is_assigned(client, given, health, money, staff, other_province, what):
    theirs = OrganizationFactory(code="so-kia", parent=other_province)
    their_target = make_target(DirectiveFactory(code="khac", issuer=other_province), "Số bản", "1 bản")
    typed = {"targets": money.pk, "units": health.pk, "due_on": "31/12/2024", "share": "5"}
    typed[what] = theirs.pk if what == "units" else their_target.pk
    client.force_login(staff)
    assert client.post(reverse("targets:assignments", args=[given.code]), typed).status_code == 422
    assert not Assignment.objects.exclude(target__directive=given).exists()
    assert not Assignment.objects.filter(organization__in=[theirs, health]).exists()


def test_an_upload_of_a_colleague_is_not_confirmed(client, draft, staff, second_staff):
    client.force_login(staff)
    file = io.BytesIO(workbook(["Chỉ tiêu", "Mức cần đạt"], ["Số xã", "5 xã"]))
    file.name = "a.xlsx"
    client.post(reverse("targets:sheet_import", args=[draft.code]), {"file": file})
    url = TargetImport.objects.get().get_absolute_url()
    client.force_login(second_staff)
    assert client.post(url, {"how": "replace"}).status_code == 404
    assert not draft.targets.exists()


@pytest.mark.parametrize("action", ["create", "download"])
def test_the_paper_of_a_draft_review_is_not_for_units(client, world, unit_officer, staff, action):
    url = f"/van-ban/{papers.KIND}/{world['progress']}/"
    client.force_login(unit_officer)
    assert client.get(url).status_code in (404, 405)
    assert client.post(url, {"format": "pdf"}).status_code in (403, 404, 405)
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    "source", ["javascript:alert(1)", "https://[", "http://[::1", "https://a]b", "https://", 'http://"><i>x']
)
def test_a_source_of_any_shape_harms_no_page(client, given, money, towns, department, staff, source):
    make_actual(money, "5", kind="half", organization=department, source=source, note="<script>alert(1)</script>")
    client.force_login(staff)
    page = client.get(money.get_absolute_url())
    assert page.status_code == 200
    assert 'href="javascript' not in page.content.decode()
    assert "<script>alert" not in page.content.decode()
    assert '"><i>' not in page.content.decode()


def test_names_are_text_wherever_they_stand(client, world, money, report, staff):
    Target.objects.filter(pk=money.pk).update(name='<img src=x onerror="a">', phrase="5 <b>xã</b>", note="</script><b>")
    make_actual(money, "5", kind="quarter", organization=report.organization)
    client.force_login(staff)
    for name in (
        "targets",
        "target",
        "targets_summary",
        "assignments",
        "report",
        "target_judging",
        "progress_report_paper",
    ):
        page = client.get(address(name, world)).content.decode()
        assert "<img src=x" not in page, name
        assert "<b>xã" not in page, name
    for face in ("?export=csv", "?export=xlsx"):
        assert client.get(address("targets", world) + face).status_code == 200


def test_what_looks_like_a_formula_is_text_in_the_export(client, given, money, department, staff):
    Target.objects.filter(pk=money.pk).update(name='=HYPERLINK("http://x")', phrase="+1")
    client.force_login(staff)
    text = client.get(reverse("targets:targets", args=[given.code]) + "?export=csv").content.decode()
    assert "'=HYPERLINK" in text
    assert ",=HYPERLINK" not in text
    assert ',"=HYPERLINK' not in text


def test_an_internal_note_is_not_for_the_whole_province(client, given, money, staff, unit_officer):
    Target.objects.filter(pk=money.pk).update(note="Số này còn bàn lại")
    client.force_login(unit_officer)
    assert "còn bàn lại" not in client.get(money.get_absolute_url()).content.decode()
    client.force_login(staff)
    assert "còn bàn lại" in client.get(money.get_absolute_url()).content.decode()
