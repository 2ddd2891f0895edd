"""A decision on the way: checked lines, a session that carried some of them, a draft, an issued paper."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from awards.models import AwardTitle, Decision, DossierLine
from awards.services import decisions as services
from awards.services import sessions_ballot as ballots
from awards.services.decisions_issue import issue_decision
from organizations.models import Organization, User
from tests.awards.sitting import opened, plan, put, vote, voters
from tests.factories.awards import make_council, make_dossier, make_honouree, make_title
from tests.factories.organizations import OrganizationFactory

#: The day after the session of `sitting`.
ISSUED = date(2026, 7, 2)
DESIGN = {"vote_threshold": {"article": "quy chế", "verified": False, "note": "mặc định", "source": "design"}}
COEFFICIENT = {"coefficient": {"article": "NĐ 98/2023/NĐ-CP", "verified": False, "note": "Hệ số theo trí nhớ."}}


def certificate(code: str = "BKT-CN", **values: Any) -> AwardTitle:
    """A form that the chairman grants without the council."""
    values = {
        "name": "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
        "coefficient": Decimal("1.5"),
        "vote_threshold": Decimal("50.00"),
        "citations": DESIGN | COEFFICIENT,
    } | values
    return make_title(code, **values)


def checked_lines(
    province: Organization, *names: str, title: AwardTitle | None = None, **values: Any
) -> list[DossierLine]:
    """One checked dossier with a line for each name."""
    title = title or certificate()
    unit = Organization.objects.filter(code="sotaichinh").first() or _unit(province)
    subjects = tuple(make_honouree(name, unit, kind=title.subject) for name in names)
    dossier = make_dossier(province, unit, titles=tuple(title for _ in names), honourees=subjects, **values)
    return list(dossier.lines.all())


def drafted(province: Organization, staff: User, *names: str, title: AwardTitle | None = None) -> Decision:
    """A complete draft that only lacks its number."""
    lines = checked_lines(province, *(names or ("Giàng A Chứ", "Vàng Thị Máy", "Lý Seo Phà")), title=title)
    return complete(services.create_decision(issuer=province, year=2025, lines=lines, by=staff), staff)


def complete(decision: Decision, staff: User) -> Decision:
    """With everything a number waits for."""
    words = {
        "legal_bases": "Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15",
        "signer_name": "Trịnh Xuân Trường",
        "signer_title": "Chủ tịch",
        "place": "Lào Cai",
        "recipients": "Như Điều 3",
    }
    if decision.is_submission:
        words["addressee"] = "Thủ tướng Chính phủ"
    return services.save_decision(decision, words, base_revision=decision.revision, by=staff)


def issued(province: Organization, staff: User, clerk: User, *names: str, number: int = 125, **values: Any) -> Decision:
    draft = drafted(province, staff, *names, **values)
    return issue_decision(draft, number=number, issued_on=ISSUED, by=clerk)


def carried(province: Organization, staff: User, *codes: str, against: Iterable[str] = ()) -> Any:
    """A closed session that carried these titles, but voted down those in `against`."""
    session = plan(make_council(province, 5), staff)
    items = put(session, staff, *codes, *against)
    session = opened(session, staff)
    no = {f"item{item.position}": "disagree" for item in items[len(codes) :]}
    for voter in voters(session):
        vote(session, voter, **no)
    return ballots.close_session(session, by=staff, ended_at=None)


def _unit(province: Organization) -> Organization:
    return OrganizationFactory(code="sotaichinh", name="Sở Tài chính", parent=province)
