"""Titles of a year: registered by the blocs, proposed by the units, decided."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, F, Max, Q
from django.urls import reverse

from awards.enums import DecisionStatus
from awards.filters_dossiers import NOT_SENT, SENT
from awards.models import AwardRecord, AwardTitle, Decision, DossierLine
from awards.selectors.statistics import listed
from campaigns.models import Campaign
from registrations.content import from_json
from registrations.enums import RegistrationStatus
from registrations.models import RegistrationVersion


@dataclass(frozen=True)
class TitleRow:
    """One title. `registered`: by what was accepted; `unnumbered`: rows of it without a number; `waiting`: filed, not
    accepted yet. `proposed` lines stand in `dossiers` dossiers. `before`: decided the year before.
    """

    code: str
    name: str
    registered: int = 0
    unnumbered: int = 0
    waiting: int = 0
    proposed: int = 0
    dossiers: int = 0
    decided: int = 0
    before: int = 0
    dossiers_url: str = ""
    decided_url: str = ""
    before_url: str = ""


@dataclass(frozen=True)
class Titles:
    """The titles in the order of the catalogue, their sums, and the decisions of the year."""

    rows: list[TitleRow]
    total: TitleRow
    decisions: int
    decisions_url: str


def titles_of(campaign: Campaign) -> Titles:
    """Registered in the campaign, proposed and decided in its province for its year. Five queries at any size."""
    registered, waiting, unnumbered = _registered(campaign)
    proposed = _proposed(campaign)
    decided, before = _decided(campaign)
    year, root = campaign.year, campaign.organization.root_code
    codes = {*registered, *waiting, *unnumbered, *proposed, *decided, *before}
    rows = [
        TitleRow(
            code=code, name=name, registered=registered[code], unnumbered=unnumbered[code], waiting=waiting[code],
            proposed=proposed.get(code, (0, 0))[0], dossiers=proposed.get(code, (0, 0))[1],
            decided=decided.get(code, 0), before=before.get(code, 0), dossiers_url=_dossiers(year, title=code),
            decided_url=listed(year, tinh=root, danhhieu=code), before_url=listed(year - 1, tinh=root, danhhieu=code),
        )
        for code, name in _names(codes).items()
    ]  # fmt: skip
    return Titles(rows, _total(rows, campaign), _decisions(campaign), _decisions_page(year))


def _total(rows: list[TitleRow], campaign: Campaign) -> TitleRow:
    sums = ("registered", "unnumbered", "waiting", "proposed", "decided", "before")
    root, year = campaign.organization.root_code, campaign.year
    return TitleRow(
        code="",
        name="Cộng",
        **{name: sum(getattr(row, name) for row in rows) for name in sums},
        dossiers_url=_dossiers(year),
        decided_url=listed(year, tinh=root),
        before_url=listed(year - 1, tinh=root),
    )


def _registered(campaign: Campaign) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """By code: in force, filed and waiting, and rows in force without a number. A bloc that filed again counts by what
    is in force until the new version is accepted.
    """
    registered, waiting, unnumbered = Counter[str](), Counter[str](), Counter[str]()
    last = Max("registration__versions__number")
    in_force = Q(pk=F("registration__accepted_version"))
    filed = Q(
        registration__status=RegistrationStatus.SUBMITTED, registration__accepted_version=None, number=F("last_number")
    )
    versions = (
        RegistrationVersion.objects.filter(registration__round__campaign=campaign)
        .annotate(last_number=last)
        .filter(in_force | filed)
    )
    for content, accepted in versions.order_by().values_list("content", "registration__accepted_version"):
        for code, total in from_json(content).totals.items():
            (registered if accepted else waiting)[code] += total.count
            unnumbered[code] += total.unnumbered if accepted else 0
    return registered, waiting, unnumbered


def _proposed(campaign: Campaign) -> dict[str, tuple[int, int]]:
    """By code: how many lines, in how many dossiers."""
    lines = DossierLine.objects.filter(
        dossier__receiver=campaign.organization_id, dossier__year=campaign.year, is_withdrawn=False
    ).exclude(dossier__status__in=NOT_SENT)
    grouped = lines.order_by().values_list("title__code").annotate(n=Count("pk"), d=Count("dossier", distinct=True))
    return {code: (count, dossiers) for code, count, dossiers in grouped}


def _decided(campaign: Campaign) -> tuple[dict[str, int], dict[str, int]]:
    """By code: the awards that stand of subjects of the province's tree, of the year and of the one before."""
    year, root = campaign.year, campaign.organization.root_code
    records = AwardRecord.objects.filter(
        year__in=(year, year - 1), is_revoked=False, honouree__organization__root_code=root
    )
    now: dict[str, int] = {}
    before: dict[str, int] = {}
    for code, of_year, count in records.order_by().values_list("title_code", "year").annotate(n=Count("pk")):
        (now if of_year == year else before)[code] = count
    return now, before


def _decisions(campaign: Campaign) -> int:
    return Decision.objects.filter(
        issuer__root_code=campaign.organization.root_code, year=campaign.year, status=DecisionStatus.ISSUED
    ).count()


def _names(codes: set[str]) -> dict[str, str]:
    """The titles in the order of the catalogue as the newest law names them; others last, by their code."""
    known = AwardTitle.objects.filter(code__in=codes).order_by("position", "code", "legal_version")
    named = dict(known.values_list("code", "name"))
    return named | {code: f"{code} (không có trong danh mục)" for code in sorted(codes - named.keys())}


def _dossiers(year: int, **narrowed: str) -> str:
    query = urlencode({"year": str(year), "status": SENT} | narrowed)
    return f"{reverse('awards:dossiers')}?{query}"


def _decisions_page(year: int) -> str:
    query = urlencode({"year": str(year), "status": str(DecisionStatus.ISSUED)})
    return f"{reverse('awards:decisions')}?{query}"
