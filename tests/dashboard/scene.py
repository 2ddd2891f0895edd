"""A small province in its year, every number known: five targets, three blocs, a dossier, awards of two years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils import timezone

from awards.enums import DossierStatus
from awards.models import AwardRecord
from campaigns.enums import Status
from campaigns.models import Campaign, Directive
from organizations.models import Organization
from registrations.models import Registration, Round
from registrations.services.registrations import accept
from targets.enums import PeriodKind
from targets.models import Target
from tests.factories.awards import make_dossier, make_honouree, make_title
from tests.factories.campaigns import CampaignFactory, DirectiveFactory
from tests.factories.organizations import OrganizationFactory, UserFactory
from tests.factories.registrations import filed, make_bloc, make_registration, make_round, officer_of
from tests.factories.targets import assign, make_actual, make_indicator, make_target


@dataclass(frozen=True)
class Scene:
    """What the tests ask for by name."""

    campaign: Campaign
    directive: Directive
    finance: Organization
    trade: Organization
    round: Round


def issued(issuer: Organization, year: int = 2024, **fields: Any) -> Directive:
    """A directive in force, with the stamps the database asks for."""
    day = date(year, 1, 19)
    values = {
        "campaign": CampaignFactory(organization=issuer, year=year),
        "code": f"{issuer.code}-{year}",
        "status": Status.ISSUED,
        "number": 1,
        "issued_on": day,
        "approved_on": day,
        "approved_at": datetime(year, 1, 19, 9, tzinfo=UTC),
        "approved_by": UserFactory(),
        "submitted_at": datetime(year, 1, 18, 9, tzinfo=UTC),
        "submitted_by": UserFactory(),
    } | fields
    return DirectiveFactory(issuer=issuer, year=year, **values)


def make_scene(province: Organization) -> Scene:
    finance = OrganizationFactory(code="sotaichinh", name="Sở Tài chính", parent=province)
    trade = OrganizationFactory(code="socongthuong", name="Sở Công Thương", parent=province)
    directive = issued(province)
    _targets(directive, finance, trade)
    _last_year(province)
    round_ = _registrations(directive.campaign, finance, trade)
    _awards(province, finance)
    return Scene(directive.campaign, directive, finance, trade, round_)


def _targets(directive: Directive, finance: Organization, trade: Organization) -> None:
    """One exceeded, one behind since June, one missed, two without data; as of 30/09."""
    revenue = make_target(directive, "Thu ngân sách", "1.200 tỷ đồng", group="economy")
    export = make_target(directive, "Giá trị xuất khẩu", "1.000 tỷ đồng", group="economy")
    accidents = make_target(
        directive, "Tai nạn giao thông", "Dưới 10 vụ", group="security", measure="flow", polarity="lower"
    )
    schools = make_target(directive, "Trường đạt chuẩn", "20 trường", group="society")
    loose = make_target(directive, "Sáng kiến được công nhận", "50 sáng kiến")
    for target, unit in ((revenue, finance), (export, trade), (accidents, trade), (schools, finance)):
        assign(target, unit)
    assign(schools, trade)
    make_actual(revenue, "1.300", kind=PeriodKind.QUARTER, index=3, organization=finance)
    for quarter, value in ((1, "300"), (2, "400"), (3, "600")):
        make_actual(export, value, kind=PeriodKind.QUARTER, index=quarter, organization=trade)
    make_actual(accidents, "12", kind=PeriodKind.QUARTER, index=2, organization=trade)
    assert loose.group == ""


def _last_year(province: Organization) -> None:
    """Two targets: one on its way in September and met at the end, one without data."""
    before = issued(province, 2023)
    revenue = make_target(before, "Thu ngân sách", "1.000 tỷ đồng", group="economy")
    make_target(before, "Trường đạt chuẩn", "15 trường", group="society")
    make_actual(revenue, "800", kind=PeriodKind.QUARTER, index=3)
    make_actual(revenue, "1.000", kind=PeriodKind.YEAR)


def _registrations(campaign: Campaign, finance: Organization, trade: Organization) -> Round:
    """Of four blocs one is accepted, one waits, one is missing, one withdrew."""
    today = timezone.localdate()
    round_ = make_round(campaign.organization, campaign=campaign, code="laocai-2024", due_on=today + timedelta(days=5))
    for n, units in enumerate(([finance], [trade], [finance], [trade]), start=1):
        bloc = make_bloc(campaign.organization, units, code=f"khoi-{n}", name=f"Khối số {n}", position=n)
        registration = make_registration(round_, bloc)
        if n <= 2:
            filed(registration, by=officer_of(units[0]))
        if n == 1:
            accept(Registration.objects.get(pk=registration.pk), by=UserFactory())
        if n == 4:
            Registration.objects.filter(pk=registration.pk).update(status="withdrawn")
    return round_


def _awards(province: Organization, finance: Organization) -> None:
    """Two people proposed in one dossier; a draft dossier nobody sees; two awards this year, one revoked, one before."""
    fighter = make_title("CSTDT", name="Chiến sĩ thi đua cấp tỉnh")
    make_dossier(province, finance, titles=(fighter, fighter), year=2024)
    make_dossier(province, finance, titles=(fighter,), year=2024, status=DossierStatus.DRAFT, received_on=None)
    for number, (year, revoked) in enumerate(((2024, ""), (2024, ""), (2024, "9/QĐ"), (2023, ""))):
        AwardRecord.objects.create(
            honouree=make_honouree(f"Người số {number}", finance), title_code="CSTDT", title_name=fighter.name,
            year=year, decision_number=f"{number}/QĐ-UBND", decided_by="Chủ tịch", is_revoked=bool(revoked),
            revoked_by=revoked,
        )  # fmt: skip


def add_targets(scene: Scene, count: int) -> list[Target]:
    """As many targets more, each of its own unit, with a figure that lags."""
    made = []
    for number in range(count):
        unit = OrganizationFactory(parent=scene.campaign.organization)
        target = make_target(
            scene.directive, f"Chỉ tiêu thêm {number}", "100 tỷ đồng", group="economy",
            indicator=make_indicator(f"them-{number}"),
        )  # fmt: skip
        assign(target, unit)
        make_actual(target, "1", kind=PeriodKind.QUARTER, index=2, organization=unit)
        made.append(target)
    return made
