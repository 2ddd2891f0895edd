"""Titles, subjects, dossiers and councils, valid by default."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from awards.enums import DecisionStatus, DossierStatus, LegalVersion, MemberRole, SubjectKind, TitleKind
from awards.models import (
    AwardTitle,
    CertificateLayout,
    Council,
    Decision,
    DecisionLine,
    Dossier,
    DossierLine,
    Honouree,
)
from awards.services.certificates import shipped as shipped_layouts
from core.vietnamese import searchable
from organizations.models import Organization
from tests.factories.organizations import OrganizationFactory, UserFactory


def make_title(code: str = "CSTDCS", **values: Any) -> AwardTitle:
    """One title of the law of 2022; the same code twice is the same title."""
    known = {
        "name": f"Danh hiệu {code}",
        "kind": TitleKind.TITLE,
        "subject": SubjectKind.INDIVIDUAL,
        "level": "province",
        "decided_by": "Chủ tịch UBND tỉnh",
        "vote_threshold": Decimal("80.00"),
        "citations": {"vote_threshold": {"article": "NĐ 98/2023/NĐ-CP", "verified": True, "note": ""}},
    } | values
    version = known.pop("legal_version", LegalVersion.L2022)
    return AwardTitle.objects.get_or_create(code=code, legal_version=version, defaults=known)[0]


def make_honouree(name: str = "Giàng A Chứ", organization: Organization | None = None, **values: Any) -> Honouree:
    """A person, unless `kind` says otherwise."""
    organization = organization or OrganizationFactory()
    values = {"kind": SubjectKind.INDIVIDUAL, "search_text": searchable(name), "sort_name": name} | values
    return Honouree.objects.create(name=name, organization=organization, **values)


def make_dossier(
    receiver: Organization,
    organization: Organization | None = None,
    *,
    titles: tuple[AwardTitle, ...] = (),
    honourees: tuple[Honouree, ...] = (),
    **values: Any,
) -> Dossier:
    """A checked dossier of a unit with a line for each title; subjects are made where none are given."""
    organization = organization or OrganizationFactory(parent=receiver)
    maker = UserFactory()
    values = {
        "name": f"Đề nghị khen thưởng năm 2025 của {organization}",
        "year": 2025,
        "status": DossierStatus.CHECKED,
        "received_on": date(2026, 1, 5),
        "created_by": maker,
        "saved_by": maker,
    } | values
    dossier = Dossier.objects.create(organization=organization, receiver=receiver, **values)
    for position, title in enumerate(titles, start=1):
        subject = (
            honourees[position - 1]
            if honourees
            else make_honouree(f"{title.code} {dossier.pk}.{position}", organization)
        )
        DossierLine.objects.create(
            dossier=dossier, position=position, honouree=subject, title=title, office=subject.organization.name
        )
    return dossier


def make_council(organization: Organization, members: int = 9, **values: Any) -> Council:
    """A council of so many members with accounts, each of a department of its own; the first is the chair, the second
    the standing vice chair.
    """
    values = {
        "name": "Hội đồng Thi đua - Khen thưởng tỉnh",
        "document": "Quyết định số 100/QĐ-UBND ngày 15/01/2024",
        "valid_from": date(2024, 1, 15),
    } | values
    council = Council.objects.get(pk=Council.objects.create(organization=organization, **values).pk)
    roles = {1: MemberRole.CHAIR, 2: MemberRole.STANDING_VICE}
    for position in range(1, members + 1):
        user = UserFactory(full_name=f"Ủy viên Số {position}")
        council.members.create(
            user=user,
            full_name=user.full_name,
            job_title="Giám đốc sở",
            organization=OrganizationFactory(parent=organization, name=f"Sở số {position}"),
            role=roles.get(position, MemberRole.MEMBER),
            position=position,
            valid_from=date(2024, 1, 15),
        )
    return council


def make_decision(
    issuer: Organization, *names: str, title: AwardTitle | None = None, amends: Decision | None = None, **values: Any
) -> Decision:
    """An issued decision with a line for each name; `issued=False` for a draft."""
    maker = UserFactory()
    issued = values.pop("issued", True)
    values = {
        "year": 2025,
        "subject_line": "Về việc tặng Bằng khen",
        "signer_name": "Trịnh Xuân Trường",
        "place": "Lào Cai",
        "created_by": maker,
        "saved_by": maker,
        **({"status": DecisionStatus.ISSUED, "number": 125, "issued_on": date(2026, 1, 20)} if issued else {}),
    } | values
    decision = Decision.objects.create(issuer=issuer, amends=amends, **values)
    for position, name in enumerate(names, start=1):
        DecisionLine.objects.create(
            decision=decision,
            position=position,
            name=name,
            honouree=make_honouree(name, issuer),
            title=title or make_title("BKT-CN", name="Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"),
            post="Chuyên viên Sở Nội vụ",
            achievement="Đã có thành tích xuất sắc trong công tác năm 2025",
        )
    return decision


def make_certificate_layout(organization: Organization, title_code: str = "BKT-CN", **values: Any) -> CertificateLayout:
    """The first shipped layout of the title, as the body's own."""
    shipped = next(one for one in shipped_layouts()["layouts"] if title_code in one["codes"])
    values = {
        "name": shipped["name"],
        "width_mm": shipped["width"],
        "height_mm": shipped["height"],
        "lines": shipped["lines"],
    } | values
    return CertificateLayout.objects.create(organization=organization, title_code=title_code, **values)
