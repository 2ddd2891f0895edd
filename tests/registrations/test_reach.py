"""Every role × every address × every state of a registration: who gets in, and that nobody else changes anything.

What each role may is said here once more, apart from the code that decides it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations.enums import Role
from organizations.models import User
from registrations import models
from registrations.entries import Typed
from registrations.models import Commitment, Nominee, Registration, SignedFile, UnitLine
from registrations.services import registrations
from registrations.urls import urlpatterns
from tests.conftest import person
from tests.factories.registrations import filed, fill, make_bloc, make_registration, make_units, officer_of, seat_units
from tests.pages import let_go

pytestmark = pytest.mark.django_db

#: Lists that everybody has, with what is theirs.
OWN_LISTS = {"rounds"}
#: Of the body whose campaign it is: a list of its own for staff and readers of any province.
BODY_LISTS = {"receiving": "readers", "round_create": "staff"}
ROUND_SEEN = {"round", "round_units"}
ROUND_READ = {"round_totals"}
ROUND_ACTS = {"round_edit", "round_extend", "round_late", "round_bloc_add", "round_remind"}
SEEN = {
    "registration", "letter", "paper", "paper_sheets", "versions", "version", "version_sheets", "signed_file",
    "results",
}  # fmt: skip
READERS_ONLY = {"receive"}
STAFF_ACTS = {"receive_accept", "receive_return", "commitment_judge"}
LEADER_ACTS = {
    "lines_accept", "lines_remind", "lines_align", "letter_autosave", "registration_submit", "registration_recall",
    "registration_amend", "registration_withdraw", "registration_reopen",
}  # fmt: skip
#: Read by all who see the registration, written by its leader (and signed files by staff as well).
WRITTEN = {"letter": ("head",), "version": ("head", "staff")}
LINE_SEEN = {"line", "names"}
LINE_WRITTEN = {
    "line": ("member", "head"), "line_autosave": ("member", "head"), "line_recall": ("member", "head"),
    "names": ("member", "head", "staff"), "name_remove": ("member", "head", "staff"),
    "dossier_from_names": ("member", "staff"),
}  # fmt: skip
LEADER_LINE_ACTS = {"line_accept", "line_return", "line_leave_out", "line_take_in"}
NAMES = sorted(one.name for one in urlpatterns)
VERSIONED = {"version", "version_sheets", "signed_file", "receive_accept"}

READERS = ("staff", "leader", "clerk", "admin", "council")
SEATED = ("head", "member", "peer", "other_head")
STRANGERS = ("outsider", "outside_officer", "head_of_2025")
ROLES = ("anonymous", "superuser", *READERS, *SEATED, *STRANGERS)
STATES = ("new", "draft", "submitted", "returned", "accepted", "amended", "withdrawn")
#: In which state an act of one who may changes the status; in every other it is refused in words.
MOVES = {
    "registration_submit": {"draft", "returned", "amended"},
    "registration_recall": {"submitted"},
    "registration_amend": {"accepted"},
    "registration_withdraw": {"new", "draft", "returned", "accepted", "amended"},
    "registration_reopen": {"withdrawn"},
    "receive_accept": {"submitted"},
    "receive_return": {"submitted"},
}
KEPT = tuple(
    getattr(models, name)
    for name in ("Round", "RoundExtension", "LateException", "Registration", "RegistrationVersion", "SignedFile",
                 "UnitLine", "TitleEntry", "Nominee", "Pledge", "Commitment")
)  # fmt: skip


def expected(name: str, role: str, *, write: bool) -> int | str:
    """What the answer must be: "login", 403, 404 or "in"."""
    if role == "anonymous":
        return "login"
    if role == "superuser":
        return "in"
    if name in OWN_LISTS:
        return "in"
    if name in BODY_LISTS:
        staff = role in ("staff", "outsider")
        return "in" if staff or (BODY_LISTS[name] == "readers" and role in READERS) else 403
    if name in ROUND_SEEN | ROUND_READ | ROUND_ACTS:
        return _of_the_round(name, role)
    if name in SEEN | READERS_ONLY | STAFF_ACTS | LEADER_ACTS:
        return _of_the_registration(name, role, write=write)
    return _of_the_line(name, role, write=write)


def _of_the_round(name: str, role: str) -> int | str:
    if role not in (*READERS, *SEATED):
        return 404
    if name in ROUND_ACTS:
        return "in" if role == "staff" else 403
    return "in" if name in ROUND_SEEN or role in READERS else 403


def _of_the_registration(name: str, role: str, *, write: bool) -> int | str:
    if role not in (*READERS, "head"):
        return 404
    if name in STAFF_ACTS:
        return "in" if role == "staff" else 403
    if name in LEADER_ACTS:
        return "in" if role == "head" else 403
    if name in READERS_ONLY:
        return "in" if role in READERS else 403
    return "in" if not write or role in WRITTEN.get(name, ()) else 403


def _of_the_line(name: str, role: str, *, write: bool) -> int | str:
    if role not in (*READERS, "head", "member"):
        return 404
    if name in LEADER_LINE_ACTS:
        return "in" if role == "head" else 403
    if name in LINE_SEEN and not write:
        return "in"
    return "in" if role in LINE_WRITTEN[name] else 403


@pytest.fixture
def world(settings, tmp_path, province, other_province, units, bloc, round_, registration, head, staff) -> Any:
    """The bloc's registration with a line to attack, another bloc in the same round, a leader of another year."""
    settings.MEDIA_ROOT = tmp_path
    others = make_units(province, 2, "ban")
    make_registration(round_, make_bloc(province, others, code="khac"))
    (later,) = make_units(province, 1, "phong")
    seat_units(bloc, [later], year=2025)
    foreign = make_units(other_province, 1, "xa")[0]
    return {
        "registration": registration,
        "line": registration.lines.get(organization=units[1]),
        "round": round_,
        "peer": officer_of(units[2]),
        "other_head": officer_of(others[0]),
        "head_of_2025": officer_of(later),
        "outside_officer": officer_of(foreign),
    }


@pytest.fixture
def who(request, world, province) -> Callable[[str], User]:
    def found(role: str) -> User:
        if role in world:
            return world[role]
        if role == "council":
            return person("council", province, Role.COUNCIL)
        if role == "superuser":
            return User.objects.create_superuser("root", "mat-khau-thu-nghiem", full_name="Quản trị hệ thống")
        return request.getfixturevalue(role)

    return found


def bring_to(state: str, registration: Registration, *, head: User, staff: User) -> None:
    """The registration in that state, by the way it really goes there."""
    if state == "new":
        return
    filed(registration, by=head)
    if state == "draft":
        registrations.recall(registration, by=head)
    if state == "returned":
        registrations.give_back(registration, reason="Sửa lại", by=staff)
    if state in ("accepted", "amended"):
        registrations.accept(registration, by=staff)
    if state == "amended":
        registrations.amend(registration, reason="Bổ sung", by=head)
    if state == "withdrawn":
        registrations.recall(registration, by=head)
        registrations.withdraw(registration, reason="Sáp nhập", by=head)
    _put_on(registration)


def _put_on(registration: Registration) -> None:
    """A name, a promise and a signed file, so that their addresses are real."""
    version = registration.versions.get()
    signed = SignedFile(version=version, name="ban-ky.pdf", size=5, sha256="0" * 64, by=version.submitted_by)
    signed.file.save("ban-ky.pdf", ContentFile(b"%PDF-"))
    entry = registration.lines.order_by("pk")[1].entries.get(title__code="CSTDT")
    Nominee.objects.create(entry=entry, name="Giàng A Chứ", as_of=timezone.localdate())
    pledge = registration.pledges.get()
    if not pledge.commitments.exists():
        Commitment.objects.create(pledge=pledge, words="100%", name="Tỷ lệ đơn vị hưởng ứng", quantity="100%")


def address(name: str, world: dict[str, Any]) -> str:
    """The address of the record under attack; one that does not exist yet has the number of none."""
    registration, line = world["registration"], world["line"]
    if name in OWN_LISTS or name in BODY_LISTS:
        return reverse(f"registrations:{name}")
    if name in ROUND_SEEN | ROUND_READ | ROUND_ACTS:
        return reverse(f"registrations:{name}", args=[world["round"].code])
    if name == "signed_file":
        signed = SignedFile.objects.first()
        return reverse(f"registrations:{name}", args=[registration.code, 1, signed.pk if signed else 0])
    if name == "commitment_judge":
        promise = Commitment.objects.first()
        return reverse(f"registrations:{name}", args=[registration.code, promise.pk if promise else 0])
    if name == "name_remove":
        nominee = Nominee.objects.first()
        return reverse(f"registrations:{name}", args=[line.pk, nominee.pk if nominee else 0])
    if name in VERSIONED:
        return reverse(f"registrations:{name}", args=[registration.code, 1])
    own = line.pk if name in LINE_SEEN | set(LINE_WRITTEN) | LEADER_LINE_ACTS else registration.code
    return reverse(f"registrations:{name}", args=[own])


def payload(world: dict[str, Any]) -> dict[str, Any]:
    """What any of the forms could take, all at once."""
    registration, line = world["registration"], UnitLine.objects.get(pk=world["line"].pk)
    day = f"{timezone.localdate() + timedelta(days=30):%d/%m/%Y}"
    entry = line.entries.filter(column="inner").first()
    rows = {"key": "new-1", "column": "own", "code": "COTD_CP", "count": "", "words": "", "without_post": ""}
    return {
        "reason": "Thử", "until": day, "due_on": day, "opens_on": day, "approved_by": "Ai đó", "name": "Đợt mới",
        "code": "dot-moi", "registration": registration.pk, "base_revision": line.revision, "act": "send",
        "line": f"{line.pk}:{line.revision}", "result": "100", "note": "BC", "entry": entry.pk if entry else 0,
        **{f"dong-1-{name}": value for name, value in rows.items()},
        **({f"ten-{entry.pk}-block": "Lê Thị Nở", f"ten-{entry.pk}-as_of": "01/12/2024"} if entry else {}),
    }  # fmt: skip


def snapshot() -> list[list[Any]]:
    return [list(model.objects.order_by("pk").values_list()) for model in KEPT]


def test_every_address_has_its_expectation():
    said = {
        *OWN_LISTS, *BODY_LISTS, *ROUND_SEEN, *ROUND_READ, *ROUND_ACTS, *SEEN, *READERS_ONLY, *STAFF_ACTS,
        *LEADER_ACTS, *LINE_SEEN, *LINE_WRITTEN, *LEADER_LINE_ACTS,
    }  # fmt: skip
    assert set(NAMES) == said


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_where_it_may_and_nowhere_else(world, who, head, staff, role, state):
    bring_to(state, world["registration"], head=head, staff=staff)
    client = Client()
    if role != "anonymous":
        client.force_login(who(role))
    before, typed = snapshot(), payload(world)
    wrong = []
    for name in NAMES:
        for write in (False, True):
            got = _attempt(client, address(name, world), typed if write else None, before, name, role, state)
            asked = expected(name, role, write=write)
            missing = state == "new" and name in VERSIONED | {"commitment_judge", "name_remove", "names"}
            if got not in (asked, 405, *([404] if missing else [])):
                wrong.append((name, "POST" if write else "GET", got, asked))
    assert wrong == []


def _attempt(
    client: Client, url: str, data: dict[str, Any] | None, before: Any, name: str, role: str, state: str
) -> int | str:
    """The answer, undone; with nothing changed unless it got in, and no status moved where none may move."""
    status = Registration.objects.get(code="laocai-2024-tmth").status
    with transaction.atomic():
        answer = client.get(url) if data is None else client.post(url, data)
        if answer.status_code in (403, 404, 405) or role == "anonymous":
            assert snapshot() == before, (name, role, state)
        elif state not in MOVES.get(name, set(STATES)):
            assert Registration.objects.get(code="laocai-2024-tmth").status == status, (name, role, state)
        transaction.set_rollback(True)
    let_go(answer)
    if answer.status_code == 302 and answer.url.startswith("/dang-nhap/"):
        return "login"
    assert answer.status_code < 500, (name, role, state)
    return answer.status_code if answer.status_code in (403, 404, 405) else "in"


@pytest.mark.parametrize("state", ["draft", "accepted"])
def test_the_pages_of_a_round_tell_a_unit_nothing_of_another_bloc_or_unit(world, head, staff, state):
    bring_to(state, world["registration"], head=head, staff=staff)
    for role, seen in (("other_head", "Khối Tham mưu Tổng hợp"), ("peer", "Sở Số 2")):
        client = Client()
        client.force_login(world[role])
        for name in ("rounds", "round", "round_units"):
            text = client.get(address(name, world)).content.decode()
            assert seen not in text, (role, name)


def fill_rows(words: str) -> list[Any]:
    return [Typed("new-1", "inner", "CSTDT", count="5", words=words)]


def test_filling_is_the_units_own(world, units):
    """The words a unit typed are not on any page that an officer of another unit of the bloc may open."""
    member = officer_of(units[1])
    fill(world["line"], *fill_rows("cá nhân chỉ đơn vị này biết"), by=member)
    client = Client()
    client.force_login(world["peer"])
    for name in NAMES:
        answer = client.get(address(name, world))
        assert "chỉ đơn vị này biết" not in answer.content.decode(errors="replace"), name
