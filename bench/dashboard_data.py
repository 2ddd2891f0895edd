"""What the council's page adds to provinces with targets: communes and units, registrations, awards, dossiers."""

from __future__ import annotations

import random
from datetime import date, timedelta

from django.utils import timezone

from awards.enums import DossierStatus, SubjectKind
from awards.models import AwardRecord, AwardTitle, Dossier, DossierLine, Honouree
from bench import targets_data
from campaigns.models import Campaign
from organizations.enums import BlocRole, Kind, Level, Role
from organizations.models import Bloc, BlocMembership, Membership, Organization, User
from registrations.content import to_json
from registrations.enums import Column, LineStatus, RegistrationStatus
from registrations.models import Registration, RegistrationVersion, Round, TitleEntry, UnitLine
from registrations.selectors.content import content_of

#: Together, over all provinces; a single one has its share.
PROVINCES, COMMUNES, LINES, RECORDS, HONOUREES = 34, 3321, 2000, 100_000, 20_000
BLOCS = 6
TITLES = (("COTD_T", "Cờ thi đua cấp tỉnh", "collective"), ("CSTDT", "Chiến sĩ thi đua cấp tỉnh", "individual"))
BATCH = 2000


def load(provinces: int, years: range) -> None:
    """Fill an empty database; "hoidong" sits in the council of the first province."""
    staff = targets_data.load(provinces, years)
    chance = random.Random(2024)
    titles = [
        AwardTitle.objects.get_or_create(
            code=code, legal_version="L2022",
            defaults={"name": name, "kind": "title", "subject": subject, "level": "province", "decided_by": "Chủ tịch UBND tỉnh"},
        )[0]
        for code, name, subject in TITLES
    ]  # fmt: skip
    for number, issuer in enumerate(Organization.objects.filter(parent=None).order_by("code")):
        if number == 0:
            member = User.objects.create_user("hoidong", "mat-khau-do-luong", full_name="Trần Văn Hòa")
            Membership.objects.create(user=member, organization=issuer, role=Role.COUNCIL, valid_from=date(2000, 1, 1))
        units = _units(issuer, number)
        _registrations(issuer, units, titles, staff, years[-1])
        _awards(issuer, units, titles, staff, years, chance)


def _share(whole: int, number: int) -> int:
    """What the province of that number has of the whole, so that all have exactly the whole."""
    return whole // PROVINCES + (number < whole % PROVINCES)


def _units(issuer: Organization, number: int) -> list[Organization]:
    """Communes, and beside the twelve departments other bodies up to as many as there are lines; bodies returned."""
    communes = [(f"xa{n:03d}", f"Xã số {n}", Kind.PEOPLES_COMMITTEE) for n in range(_share(COMMUNES, number))]
    there = list(Organization.objects.filter(parent=issuer))
    more = [(f"cq{n:03d}", f"Cơ quan số {n}", Kind.DEPARTMENT) for n in range(_share(LINES, number) - len(there))]
    made = Organization.objects.bulk_create(
        [
            Organization(
                code=f"{code}-{issuer.code}", name=name, kind=kind, parent=issuer, root_code=issuer.code,
                level=Level.PROVINCE if kind == Kind.DEPARTMENT else Level.COMMUNE, search_text=name.lower(),
            )
            for code, name, kind in communes + more
        ],
        batch_size=BATCH,
    )  # fmt: skip
    return [*there, *made[len(communes) :]]


def _registrations(
    issuer: Organization, units: list[Organization], titles: list[AwardTitle], staff: User, year: int
) -> None:
    """One round whose blocs hold every unit; half of them accepted, the others waiting or behind."""
    campaign = Campaign.objects.get(organization=issuer, year=year)
    round_ = Round.objects.create(
        campaign=campaign, code=f"{issuer.code}-{year}", name=f"Đợt đăng ký năm {year}", year=year,
        opens_on=date(year, 2, 1), due_on=date(year, 3, 15),
    )  # fmt: skip
    for n in range(BLOCS):
        bloc = Bloc.objects.create(code=f"khoi{n}-{issuer.code}", name=f"Khối thi đua số {n}", organizer=issuer)
        own = units[n::BLOCS]
        BlocMembership.objects.bulk_create(
            [
                BlocMembership(
                    bloc=bloc, organization=unit, year=year, role=BlocRole.MEMBER if place else BlocRole.HEAD
                )
                for place, unit in enumerate(own)
            ]
        )
        registration = Registration.objects.create(round=round_, bloc=bloc, code=f"{issuer.code}-khoi{n}-{year}")
        lines = UnitLine.objects.bulk_create(
            [
                UnitLine(registration=registration, organization=unit, position=place, status=LineStatus.ACCEPTED)
                for place, unit in enumerate(own)
            ]
        )
        TitleEntry.objects.bulk_create([entry for line in lines for entry in _entries(line, titles)])
        _file(registration, n, staff)


def _entries(line: UnitLine, titles: list[AwardTitle]) -> list[TitleEntry]:
    flag, person = titles
    return [
        TitleEntry(line=line, column=Column.OWN, title=flag, words="Cờ thi đua cấp tỉnh"),
        TitleEntry(line=line, column=Column.INNER, title=person, count=5, words="cá nhân tặng Chiến sĩ thi đua cấp tỉnh", position=1),
    ]  # fmt: skip


def _file(registration: Registration, n: int, staff: User) -> None:
    if n == BLOCS - 1:
        return
    now = timezone.now()
    version = RegistrationVersion.objects.create(
        registration=registration, number=1, content=to_json(content_of(registration)), submitted_by=staff
    )
    values = {"status": RegistrationStatus.SUBMITTED, "submitted_at": now, "submitted_by": staff}
    if n < BLOCS // 2:
        accepted = {"accepted_version": version, "accepted_at": now, "accepted_by": staff}
        values |= {"status": RegistrationStatus.ACCEPTED, **accepted}
    Registration.objects.filter(pk=registration.pk).update(**values)


def _awards(
    issuer: Organization,
    units: list[Organization],
    titles: list[AwardTitle],
    staff: User,
    years: range,
    chance: random.Random,
) -> None:
    """Records over all years, and a dossier of each unit in the last."""
    number = int(issuer.code.removeprefix("tinh"))
    people = Honouree.objects.bulk_create(
        [
            Honouree(kind=SubjectKind.INDIVIDUAL, name=f"Người số {n}", organization=units[n % len(units)])
            for n in range(_share(HONOUREES, number))
        ],
        batch_size=BATCH,
    )
    AwardRecord.objects.bulk_create(
        [
            AwardRecord(
                honouree=chance.choice(people), title_code=titles[n % 2].code, title_name=titles[n % 2].name,
                year=years[0] + n % len(years), decision_number=f"{n}/QĐ-UBND", decided_by="Chủ tịch UBND tỉnh",
                decided_on=date(years[0] + n % len(years), 12, 20) + timedelta(days=n % 9),
            )
            for n in range(_share(RECORDS, number))
        ],
        batch_size=BATCH,
    )  # fmt: skip
    year = years[-1]
    dossiers = Dossier.objects.bulk_create(
        [
            Dossier(
                organization=unit, receiver=issuer, year=year, name=f"Hồ sơ của {unit.name}", status=DossierStatus.CHECKED,
                received_on=date(year, 12, 1), created_by=staff, saved_by=staff,
            )
            for unit in units
        ]
    )  # fmt: skip
    DossierLine.objects.bulk_create(
        [
            DossierLine(dossier=dossier, position=n, honouree=people[(place + n * 7) % len(people)], title=titles[1])
            for place, dossier in enumerate(dossiers)
            for n in range(1, 6)
        ],
        batch_size=BATCH,
    )
