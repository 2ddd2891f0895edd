"""Nobody reaches the dossiers, votes, decisions and certificates of another province or unit, by address or by key."""

import io

import pytest
from django.urls import reverse

from awards.models import (
    AwardImport,
    AwardRecord,
    Certificate,
    CertificateBatch,
    CertificateLayout,
    Conflict,
    Council,
    Decision,
    DecisionLine,
    Dossier,
    DossierLine,
    DossierPaper,
    Honouree,
    Obstacle,
    OpinionRequest,
    PrinterOffset,
    RuleSwitch,
    Session,
    Tally,
    VoteMark,
)
from awards.services.certificates import prepare_certificates, request_batch
from awards.urls import urlpatterns
from organizations.enums import Role
from tests.awards.deciding import drafted, issued
from tests.awards.dossiers import make_draft, make_line
from tests.awards.sitting import plan, put
from tests.conftest import person
from tests.factories.awards import make_certificate_layout, make_council, make_title
from tests.factories.organizations import OrganizationFactory

#: Common to all provinces, a person's own, or open to everybody.
COMMON = {
    "titles", "title", "title_edit", "title_salaries", "title_salary_create", "rules", "honourees", "honouree_create",
    "history_import", "history_import_template", "dossiers", "dossier_create", "sessions", "councils",
    "council_create", "decisions", "decision_create", "certificate_layouts", "printer_offsets", "statistics",
    "statistic_records", "statistic_form", "verify",
}  # fmt: skip
NAMES = sorted(one.name for one in urlpatterns if one.name not in COMMON)
KEPT = (
    AwardImport, AwardRecord, Certificate, CertificateBatch, CertificateLayout, Conflict, Council, Decision,
    DecisionLine, Dossier, DossierLine, DossierPaper, Honouree, Obstacle, OpinionRequest, PrinterOffset, RuleSwitch,
    Session, Tally, VoteMark,
)  # fmt: skip


@pytest.fixture
def world(settings, tmp_path, province, staff, clerk, unit_officer):
    """One record of every kind: an own dossier of the unit, a session, an issued decision and a draft."""
    settings.MEDIA_ROOT = tmp_path
    unit = unit_officer.current_memberships[0].organization
    dossier = make_draft(unit, created_by=unit_officer)
    line = make_line(dossier, make_title("LDTT"))
    paper = DossierPaper(dossier=dossier, kind="other", file_name="a.pdf", sha256="0", uploaded_by=unit_officer)
    paper.file.save("tep.pdf", io.BytesIO(b"%PDF-1.7"))
    agency = OrganizationFactory(parent=province)
    opinion = dossier.opinions.create(organization=agency, due_on="2026-12-31", asked_by=staff)
    person = line.honouree
    obstacle = person.obstacles.create(kind="complaint", since="2025-01-01", document="Đơn số 1")
    council = make_council(province, 3)
    session = plan(council, staff)
    item = put(session, staff, "T1")[0]
    conflict = item.conflicts.create(member=council.members.get(position=2), reason="Anh em")
    granted, draft = issued(province, staff, clerk, "Giàng A Chứ"), drafted(province, staff, "Lý Seo Phà")
    layout = make_certificate_layout(province)
    printer = PrinterOffset.objects.create(organization=province, name="Máy 1")
    prepare_certificates(granted, by=staff)
    batch = request_batch(granted, layout, printer, by=staff)
    kept = AwardImport.objects.create(owner=staff, organization=province, file_name="a.xlsx")
    return {
        "dossier": dossier, "line": line, "paper": paper, "opinion": opinion, "honouree": person,
        "obstacle": obstacle, "council": council, "member": conflict.member, "session": session, "item": item,
        "conflict": conflict, "decision": draft, "granted": granted, "decision_line": draft.lines.get(),
        "layout": layout, "printer": printer, "batch": batch, "import": kept,
        "certificate": Certificate.objects.get(), "province": province,
    }  # fmt: skip


def of(name: str, route: str) -> str:
    """Which record the number of an address is about."""
    beginnings = {
        "lich-su-khen-thuong/nhap": "import", "lich-su-khen-thuong": "honouree", "ho-so-khen-thuong": "dossier",
        "hoi-dong/phien-hop": "session", "hoi-dong/thanh-vien": "member", "hoi-dong/noi-dung": "item",
        "hoi-dong/khong-bo-phieu": "conflict", "hoi-dong": "council", "quyet-dinh-khen-thuong/dong": "decision_line",
        "quyet-dinh-khen-thuong": "granted" if name.startswith("certificate") else "decision",
        "bang-khen/luot-in": "batch", "bang-khen/mau": "layout", "bang-khen/may-in": "printer",
        "bang-khen": "certificate",
    }  # fmt: skip
    return next(kind for beginning, kind in beginnings.items() if route.startswith(beginning))


def address(name: str, world: dict) -> str:
    pattern = next(one for one in urlpatterns if one.name == name)
    known = {key: world[key].pk for key in ("line", "paper", "opinion", "obstacle")}
    known |= {"province": world["province"].code, "rule": "ldtt", "which": "ban-in"}
    asked = pattern.pattern.converters
    if "pk" in asked:
        known["pk"] = world[of(name, str(pattern.pattern))].pk
    return reverse(f"awards:{name}", kwargs={key: known[key] for key in asked})


def everything() -> list:
    return [list(model.objects.order_by("pk").values()) for model in KEPT]


@pytest.mark.parametrize("name", NAMES)
def test_another_province_finds_nothing(client, world, outsider, name):
    client.force_login(outsider)
    before = everything()
    assert client.get(address(name, world)).status_code in (404, 405)
    assert client.post(address(name, world)).status_code in (404, 405)
    assert everything() == before


@pytest.mark.parametrize("name", NAMES)
def test_another_unit_reaches_nothing(client, world, province, name):
    """Whoever works for another unit of the province, and be it as its staff or administrator."""
    unit = OrganizationFactory(parent=province)
    for role in (Role.UNIT_OFFICER, Role.STAFF, Role.ADMIN):
        client.force_login(person(f"khac-{role}", unit, role))
        before = everything()
        assert client.get(address(name, world)).status_code in (403, 404, 405)
        assert client.post(address(name, world)).status_code in (403, 404, 405)
        assert everything() == before
