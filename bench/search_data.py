"""A province with a hundred thousand records of every kind, in bulk, through the tables themselves."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone

from awards.models import Decision, Dossier, Honouree
from awards.names import search_text_of, sort_name_of
from awards.reference import load_catalogue_rows
from campaigns.models import Campaign, Directive
from core.vietnamese import searchable
from organizations.enums import Kind, Level, Role
from organizations.models import Bloc, Membership, Organization, User
from targets.models import Target

#: How many of each kind; together 100,000.
HONOUREES, TARGETS, DOSSIERS, DECISIONS, UNITS, DIRECTIVES, BLOCS, PEOPLE = (
    66000,
    16000,
    9000,
    4000,
    3400,
    600,
    400,
    600,
)
BATCH = 2000

FAMILIES = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Lý",
    "Giàng",
    "Vàng",
    "Lò",
    "Sùng",
    "Thào",
    "Má",
    "Tẩn",
    "Hà",
    "Dương",
    "Đinh",
]
MIDDLES = ["Văn", "Thị", "Đức", "Minh", "Quang", "Thu", "Ngọc", "Hữu", "A", "Seo", "Thanh", "Xuân", "Mạnh", "Bích"]
GIVEN = [
    "Hòa",
    "Hương",
    "Tuấn",
    "Mai",
    "Sử",
    "Chứ",
    "Dung",
    "Sơn",
    "Thủy",
    "Quý",
    "Mỹ",
    "Lan",
    "Hùng",
    "Nam",
    "Bình",
    "Yến",
    "Kỳ",
    "Tùng",
    "Vân",
    "Phượng",
]
PLACES = [
    "Mường Khương",
    "Bắc Hà",
    "Sa Pa",
    "Bát Xát",
    "Văn Bàn",
    "Bảo Yên",
    "Bảo Thắng",
    "Si Ma Cai",
    "Cốc Lếu",
    "Y Tý",
    "A Lù",
    "Nậm Xé",
]
OFFICES = [
    "Phòng Giáo dục",
    "Trường Tiểu học số",
    "Trạm Y tế",
    "Công an xã",
    "Hội Nông dân",
    "Đoàn Thanh niên",
    "Ủy ban nhân dân xã",
]
MEASURES = [
    "Tỷ lệ hộ nghèo",
    "Thu ngân sách trên địa bàn",
    "Diện tích trồng rừng",
    "Tỷ lệ che phủ rừng",
    "Số xã đạt chuẩn nông thôn mới",
    "Giá trị sản xuất công nghiệp",
    "Tỷ lệ trường đạt chuẩn quốc gia",
    "Sản lượng lương thực có hạt",
    "Tổng lượt khách du lịch",
]


def load() -> User:
    """Fill an empty database; returns a member of staff of the province that has nearly everything."""
    chance = random.Random(2024)
    load_catalogue_rows()
    staff = User.objects.create_user("chuyenvien", "mat-khau-do-luong", full_name="Nguyễn Thị Hương")
    province = _root("laocai", "Ủy ban nhân dân tỉnh Lào Cai")
    _fill(_root("langson", "Ủy ban nhân dân tỉnh Lạng Sơn"), staff, chance, 50)
    for role in (Role.STAFF, Role.ADMIN):
        Membership.objects.create(user=staff, organization=province, role=role, valid_from=date(2000, 1, 1))
    _fill(province, staff, chance, 1)
    return staff


def _root(code: str, name: str) -> Organization:
    return Organization.objects.create(
        code=code, name=name, level=Level.PROVINCE, kind=Kind.PEOPLES_COMMITTEE, document_symbol="UBND",
        root_code=code, search_text=searchable(f"{name} {code}"),
    )  # fmt: skip


def _fill(root: Organization, staff: User, chance: random.Random, share: int) -> None:
    """The records of one province, one of `share` of the whole numbers."""
    units = _bulk(Organization, (_unit(root, n, chance) for n in range(UNITS // share)))
    _bulk(Bloc, (_bloc(root, n) for n in range(BLOCS // share)))
    people = _bulk(User, (_user(root, n, chance) for n in range(PEOPLE // share)))
    _bulk(Membership, (Membership(user=one, organization=root, role=Role.UNIT_OFFICER) for one in people))
    _bulk(Honouree, (_honouree(chance.choice(units), chance) for _ in range(HONOUREES // share)))
    _bulk(Dossier, (_dossier(root, chance.choice(units), n, staff) for n in range(DOSSIERS // share)))
    _bulk(Decision, (_decision(root, n, staff) for n in range(DECISIONS // share)))
    campaign = Campaign.objects.create(organization=root, year=2024, name="Phong trào thi đua năm 2024")
    papers = _bulk(Directive, (_directive(root, campaign, n, staff) for n in range(DIRECTIVES // share)))
    _bulk(Target, (_target(papers[n % len(papers)], n) for n in range(TARGETS // share)))


def _bulk(model: Any, rows: Iterator[Any]) -> list[Any]:
    made: list[Any] = model.objects.bulk_create(list(rows), batch_size=BATCH)
    return made


def _name(chance: random.Random) -> str:
    return f"{chance.choice(FAMILIES)} {chance.choice(MIDDLES)} {chance.choice(GIVEN)}"


def _unit(root: Organization, number: int, chance: random.Random) -> Organization:
    name = f"{chance.choice(OFFICES)} {chance.choice(PLACES)} {number}"
    code = f"{root.code}-{number}"
    return Organization(
        code=code, name=name, parent=root, level=Level.COMMUNE, kind=Kind.DEPARTMENT, root_code=root.code,
        search_text=searchable(f"{name} {code}"),
    )  # fmt: skip


def _bloc(root: Organization, number: int) -> Bloc:
    name, code = f"Khối thi đua số {number} {PLACES[number % len(PLACES)]}", f"khoi-{number}-{root.code}"
    return Bloc(code=code, name=name, organizer=root, search_text=searchable(f"{name} {code}"))


def _user(root: Organization, number: int, chance: random.Random) -> User:
    name, username = _name(chance), f"canbo{number}.{root.code}"
    return User(username=username, full_name=name, search_text=searchable(f"{name} {username}"))


def _honouree(unit: Organization, chance: random.Random) -> Honouree:
    name = _name(chance)
    return Honouree(
        kind="individual", name=name, organization=unit, post="Chuyên viên", birth_year=1960 + chance.randrange(40),
        sort_name=sort_name_of(name, "individual"), search_text=search_text_of(name),
    )  # fmt: skip


def _dossier(root: Organization, unit: Organization, number: int, staff: User) -> Dossier:
    name, sign = f"Đề nghị khen thưởng năm {2000 + number % 25} đợt {number % 4 + 1}", f"{number % 900 + 1}/TTr-UBND"
    return Dossier(
        organization=unit, receiver=root, year=2000 + number % 25, name=name, submission_number=sign, created_by=staff,
        saved_by=staff, search_text=searchable(f"{name} {unit.name} {sign}"),
    )  # fmt: skip


def _decision(root: Organization, number: int, staff: User) -> Decision:
    titles = ("Chiến sĩ thi đua cơ sở", "Tập thể lao động xuất sắc", "Bằng khen của Chủ tịch UBND tỉnh")
    year, order = 2000 + number % 25, number // 25 + 1
    subject = f"Về việc tặng danh hiệu {titles[number % 3]} năm {year}"
    decision = Decision(
        issuer=root, year=year, subject_line=subject, number=order, issued_on=date(year, 12, 1), status="issued",
        created_by=staff, saved_by=staff,
    )  # fmt: skip
    decision.search_text = searchable(f"{decision.symbol} {subject} {year}")
    return decision


def _directive(root: Organization, campaign: Campaign, number: int, staff: User) -> Directive:
    now, year = timezone.now(), 2000 + number % 25
    subject = f"Về phát động phong trào thi đua năm {year} tại {PLACES[number % len(PLACES)]}"
    directive = Directive(
        code=f"{root.code}-{year}-{number}", issuer=root, campaign=campaign, year=year, status="issued",
        number=number // 25 + 1, issued_on=date(year, 1, 19), approved_on=date(year, 1, 18), approved_at=now,
        approved_by=staff, submitted_at=now, submitted_by=staff, created_by=staff, saved_by=staff, subject_line=subject,
        body="Nội dung chỉ thị của tỉnh. " * 400,
    )  # fmt: skip
    directive.search_text = searchable(f"{subject} {root.name} {directive.code} {year} {directive.symbol}")
    return directive


def _target(directive: Directive, number: int) -> Target:
    name = f"{MEASURES[number % len(MEASURES)]} {PLACES[number % len(PLACES)]} {number}"
    words = f"{name}: 1.200 tỷ đồng"
    return Target(
        directive=directive, position=number, name=name, phrase="1.200 tỷ đồng", words=words, comparator="eq", low=1200,
        unit="tỷ đồng", search_text=searchable(f"{name} {words}"),
    )  # fmt: skip
