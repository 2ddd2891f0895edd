"""Dossiers of the story: titles as delivered, a unit's draft, a head whose unit missed a target, files."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from awards.catalogue import load_catalogue
from awards.enums import DossierStatus, LegalVersion
from awards.models import AwardTitle, Dossier, DossierLine, DossierPaper, Honouree
from awards.reference import values_of
from campaigns.enums import Status
from campaigns.models import Directive
from core.vietnamese import fold
from organizations.models import Organization, User
from tests.factories.awards import make_honouree
from tests.factories.campaigns import DirectiveFactory
from tests.factories.organizations import UserFactory
from tests.factories.targets import assign, make_actual, make_target

PDF = b"%PDF-1.7 to trinh"


def delivered(code: str, version: LegalVersion = LegalVersion.L2022, **values: Any) -> AwardTitle:
    """A title with the conditions and papers of the catalogue as it ships."""
    known = values_of(load_catalogue().entry(code, version))
    made, _ = AwardTitle.objects.update_or_create(code=code, legal_version=version, defaults=known | values)
    return made


def make_draft(organization: Organization, **values: Any) -> Dossier:
    """A draft of the unit, to the top of its tree, under the law of 2022."""
    maker = UserFactory()
    values = {
        "name": f"Đề nghị khen thưởng năm 2024 của {organization.name}",
        "year": 2024,
        "created_by": maker,
        "saved_by": maker,
        "receiver": Organization.objects.get(code=organization.root_code),
    } | values
    values.setdefault("search_text", fold(values["name"]))
    return Dossier.objects.create(organization=organization, **values)


def make_line(dossier: Dossier, title: AwardTitle, honouree: Honouree | None = None, **values: Any) -> DossierLine:
    honouree = honouree or make_honouree(f"Người Số {dossier.lines.count() + 1}", dossier.organization)
    values = {
        "position": dossier.lines.count() + 1,
        "office": honouree.organization.name,
        "post": honouree.post,
    } | values
    return DossierLine.objects.create(dossier=dossier, title=title, honouree=honouree, **values)


def submitted(dossier: Dossier, by: User | None = None, **values: Any) -> Dossier:
    """The dossier as it is after it was sent, without the way there."""
    values = {
        "status": DossierStatus.SUBMITTED,
        "received_on": date(2025, 1, 10),
        "submitted_at": "2025-01-10T08:00:00Z",
        "submitted_by": by or UserFactory(),
    } | values
    Dossier.objects.filter(pk=dossier.pk).update(**values)
    return Dossier.objects.select_related("organization", "receiver").get(pk=dossier.pk)


def give_papers(dossier: Dossier) -> None:
    """Every paper the titles on the list ask for."""
    codes = {paper["code"] for line in dossier.lines.all() for paper in line.title.required_papers}
    for code in codes:
        DossierPaper.objects.create(
            dossier=dossier, kind=code, file=SimpleUploadedFile(f"{code}.pdf", PDF), file_name=f"{code}.pdf",
            sha256="0" * 64, size=len(PDF), uploaded_by=dossier.created_by,
        )  # fmt: skip


def make_directive(province: Organization, **values: Any) -> Directive:
    """In force for the year 2024, with the number 01."""
    values = {
        "issuer": province,
        "year": 2024,
        "status": Status.ISSUED,
        "number": 1,
        "issued_on": date(2024, 1, 19),
        "submitted_at": "2024-01-15T08:00:00Z",
        "submitted_by": UserFactory(),
        "approved_at": "2024-01-16T08:00:00Z",
        "approved_by": UserFactory(),
        "approved_on": date(2024, 1, 16),
    } | values
    return DirectiveFactory(**values)


def missed_and_met(directive: Directive, unit: Organization) -> None:
    """Two targets of the unit at the end of the year: growth missed, jobs met."""
    growth = make_target(directive, "Tốc độ tăng trưởng kinh tế (GRDP)", "trên 10%")
    jobs = make_target(directive, "Giải quyết việc làm", "đạt 14.500 lao động")
    for target, value in ((growth, "7,9"), (jobs, "15.000")):
        assign(target, unit)
        make_actual(target, value, organization=unit)
