"""Whether now, for blocs: who may set one up, who may sit in it in a year, what can be copied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from organizations.blocs_models import FIRST_YEAR, LAST_YEAR
from organizations.enums import BlocKind, BlocRole, Level
from organizations.models import Bloc, BlocComposition, BlocMembership, Organization

#: Words in the addresses of the pages of blocs.
RESERVED = frozenset({"them", "chep"})
MOST_SEATS = 80


@dataclass(frozen=True)
class Seat:
    """A unit in a bloc and what it is there; the order of a list of seats is their order on paper."""

    organization: Organization
    role: str = BlocRole.MEMBER


def blockers_to_name_bloc(code: str) -> list[str]:
    """A code stands in an address, where some words are taken."""
    return [f"“{code}” trùng với địa chỉ của một trang. Hãy chọn mã khác."] if code in RESERVED else []


def blockers_to_organize(organizer: Organization, kind: str) -> list[str]:
    """Blocs are set up at the top of a tree; what the Centre sets up is an inter-provincial cụm."""
    if not organizer.is_root:
        return [f"“{organizer}” không lập khối, cụm thi đua. Hãy chọn Ủy ban nhân dân tỉnh hoặc Hội đồng Trung ương."]
    if organizer.level == Level.CENTRAL and kind != BlocKind.CUM:
        return ["Trung ương chỉ lập cụm thi đua liên tỉnh. Hãy chọn loại Cụm thi đua."]
    return []


def blockers_to_bound(bloc: Bloc) -> list[str]:
    """The dates of a bloc cover every year in which units sit in it."""
    years = sorted(set(BlocMembership.objects.filter(bloc=bloc).values_list("year", flat=True)))
    outside = ", ".join(str(year) for year in years if not bloc.exists_in(year))
    return [f"Khối đã có thành viên năm {outside}. Hãy ghi thời gian hiệu lực gồm cả năm đó."] if outside else []


def blockers_to_compose(
    bloc: Bloc, *, year: int, seats: Sequence[Seat], front_runner: Organization | None = None
) -> list[str]:
    """Why these units cannot sit in the bloc that year, every reason at once."""
    if reasons := _blockers_to_year(bloc, year):
        return reasons
    if len(seats) > MOST_SEATS:
        return [f"Một khối có nhiều nhất {MOST_SEATS} đơn vị."]
    reasons = [
        *_twice(seats),
        *_heads(bloc, seats),
        *(reason for seat in seats for reason in blockers_to_seat(bloc, seat.organization, year=year)),
        *_elsewhere(bloc, year, [seat.organization for seat in seats]),
    ]
    if front_runner is not None and front_runner.pk not in {seat.organization.pk for seat in seats}:
        reasons.append(f"“{front_runner}” được ghi là đơn vị dẫn đầu thì phải là thành viên của khối trong năm.")
    return reasons


def blockers_to_seat(bloc: Bloc, unit: Organization, *, year: int) -> list[str]:
    """A unit sits where it belongs, while it exists; for an inter-provincial cụm that is a whole province."""
    if unit.valid_to and unit.valid_to <= date(year, 1, 1):
        return [f"“{unit}” đã kết thúc hoạt động trước năm {year}. Hãy bỏ hoặc thay bằng cơ quan kế tục."]
    if unit.valid_from and unit.valid_from > date(year, 12, 31):
        return [f"“{unit}” chưa hoạt động trong năm {year}. Hãy chọn đơn vị khác."]
    if bloc.organizer.level == Level.CENTRAL:
        fits = unit.is_root and unit.pk != bloc.organizer_id
        return [] if fits else [f"“{unit}” không phải một tỉnh, bộ. Cụm liên tỉnh gồm các tỉnh, bộ."]
    if unit.root_code != bloc.organizer.root_code or unit.pk == bloc.organizer_id:
        return [f"“{unit}” không thuộc {bloc.organizer.name}. Khối gồm các đơn vị trong tỉnh."]
    return []


def blockers_to_copy(organizer: Organization, *, from_year: int, to_year: int) -> list[str]:
    """Blocs are copied forward, from a year that has some."""
    if not FIRST_YEAR <= to_year <= LAST_YEAR:
        return [f"Năm phải trong khoảng {FIRST_YEAR} đến {LAST_YEAR}."]
    if to_year <= from_year:
        return [f"Chỉ chép từ năm trước sang năm sau; không chép từ năm {from_year} sang năm {to_year}."]
    if reasons := _blockers_to_organize_in(organizer, to_year):
        return reasons
    if not BlocMembership.objects.filter(bloc__organizer=organizer, year=from_year).exists():
        return [f"Năm {from_year} chưa có khối nào có thành viên để chép. Hãy chọn năm khác."]
    return []


def day_to_copy_on(year: int, *, today: date) -> date:
    """The day on which units must exist to be copied into the year: today within it, otherwise its first day."""
    return today if today.year == year else date(year, 1, 1)


def blockers_to_save_over(composition: BlocComposition, *, revision: int) -> list[str]:
    """What one did not see is not overwritten."""
    if composition.revision == revision:
        return []
    why = "Vừa có người khác lưu thành phần của khối này. Những gì anh/chị vừa ghi còn ở dưới, chưa được lưu."
    return [f"{why} Hãy mở trang của khối ở cửa sổ khác để xem, rồi ghi lại."]


def _blockers_to_year(bloc: Bloc, year: int) -> list[str]:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return [f"Năm phải trong khoảng {FIRST_YEAR} đến {LAST_YEAR}."]
    if not bloc.exists_in(year):
        return [f"{bloc} không hoạt động trong năm {year}."]
    return _blockers_to_organize_in(bloc.organizer, year)


def _blockers_to_organize_in(organizer: Organization, year: int) -> list[str]:
    """After a merger the blocs are those of the new body."""
    if organizer.valid_to is None or organizer.valid_to > date(year, 1, 1):
        return []
    return [f"“{organizer}” không còn hoạt động trong năm {year}. Khối năm đó do cơ quan kế tục lập."]


def _twice(seats: Sequence[Seat]) -> list[str]:
    counted = Counter(seat.organization for seat in seats)
    return [f"“{unit}” được ghi {count} lần. Hãy bỏ bớt." for unit, count in counted.items() if count > 1]


def _heads(bloc: Bloc, seats: Sequence[Seat]) -> list[str]:
    heads = [f"“{seat.organization}”" for seat in seats if seat.role == BlocRole.HEAD]
    if len(heads) < 2:
        return []
    word = bloc.role_label(BlocRole.HEAD).lower()
    return [f"Mỗi năm chỉ có một {word}; đang ghi {len(heads)}: {', '.join(heads)}."]


def _elsewhere(bloc: Bloc, year: int, units: Sequence[Organization]) -> list[str]:
    """A unit competes in one bloc of its province a year; inter-provincial cụm stand apart."""
    if bloc.organizer.level == Level.CENTRAL:
        return []
    taken = (
        BlocMembership.objects.filter(year=year, bloc__organizer=bloc.organizer_id, organization__in=units)
        .exclude(bloc=bloc)
        .select_related("organization", "bloc")
    )
    return [f"“{seat.organization}” đã thuộc {seat.bloc} năm {year}. Hãy bỏ đơn vị ở khối đó trước." for seat in taken]
