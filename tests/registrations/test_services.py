"""The way of a registration from the first row to its acceptance, and what refuses on the way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from core.errors import ActionBlocked, Conflict
from core.models import OutboxMail
from organizations.models import BlocMembership
from registrations.content import from_json, to_json
from registrations.entries import Typed
from registrations.models import Registration
from registrations.policies.registrations import blockers_to_submit
from registrations.selectors.content import content_of
from registrations.services import lines, registrations, rounds
from targets.errors import FaultyRows
from tests.factories.registrations import LETTER, filed, fill, make_bloc, make_units, officer_of

pytestmark = pytest.mark.django_db


def rows_of(line) -> list[str]:
    return [entry.on_paper for entry in line.entries.all()]


def test_a_line_keeps_what_was_typed_with_the_usual_words(line, member):
    fill(line, by=member)
    line.refresh_from_db()
    assert rows_of(line) == ["Cờ thi đua cấp tỉnh", "05 cá nhân đạt danh hiệu Chiến sĩ thi đua cấp tỉnh"]
    assert (line.status, line.revision, line.saved_by) == ("draft", 1, member)


def test_a_stale_save_is_refused_and_changes_nothing(line, member, head):
    fill(line, by=member)
    with pytest.raises(Conflict, match="đã lưu phần này lúc"):
        lines.save_line(line, [Typed("new-1", "own", "COTD_CP")], base_revision=0, by=head)
    assert len(rows_of(line)) == 2


def test_a_faulty_row_keeps_the_others_from_being_saved(line, member):
    with pytest.raises(FaultyRows) as refused:
        fill(line, Typed("new-1", "own", "COTD_T"), Typed("new-2", "inner", "CSTDT", count="-5"), by=member)
    assert [(fault.key, fault.field) for fault in refused.value.faults] == [("new-2", "count")]
    assert rows_of(line) == []


def test_a_unit_does_not_write_what_it_sent(line, member):
    lines.send_line(fill(line, by=member), by=member)
    with pytest.raises(ActionBlocked, match="hãy thu hồi"):
        fill(line, by=member)


def test_the_leader_of_another_year_does_not_lead_this_one(registration, units, bloc):
    later = officer_of(units[2])
    BlocMembership.objects.create(bloc=bloc, organization=units[2], year=2025, role="head")
    assert not later.has_perm("registrations.file", registration)
    assert officer_of(units[0]).has_perm("registrations.file", registration)


def test_nothing_is_written_after_the_deadline_but_with_an_exception(registration, line, member, staff):
    today = timezone.localdate()
    registration.round.due_on = today - timedelta(days=1)
    registration.round.save()
    with pytest.raises(ActionBlocked, match="Đã hết hạn nộp"):
        fill(line, by=member)
    rounds.let_in_late(
        registration, until=today + timedelta(days=2), approved_by="Ông A, Phó Giám đốc", reason="Bão lũ", by=staff
    )
    assert fill(line, by=member).revision == 1


def test_submitting_waits_for_every_unit(registration, line, member, head):
    lines.accept_line(fill(line, by=member), by=head)
    registrations.save_letter(registration, LETTER, ["100% đơn vị hưởng ứng."], base_revision=0, by=head)
    registration.refresh_from_db()
    reasons = blockers_to_submit(registration, on=timezone.localdate())
    assert reasons == ["Còn 2 đơn vị chưa chốt: Sở Số 1; Sở Số 3. Hãy chốt, hoặc ghi là không đăng ký."]


def test_filed_returned_filed_again_and_accepted_keeps_both_versions(registration, head, staff):
    filed(registration, by=head)
    registrations.give_back(registration, reason="Thiếu số lượng", by=staff)
    registration.refresh_from_db()
    registrations.save_letter(registration, {}, ["Đã sửa."], base_revision=registration.revision, by=head)
    registrations.submit(registration, by=head)
    accepted = registrations.accept(registration, version=2, by=staff)
    assert accepted.accepted_version.number == 2
    first, second = registration.versions.order_by("number")
    assert from_json(first.content).pledges == ("100% đơn vị hưởng ứng.",)
    assert from_json(second.content).pledges == ("Đã sửa.",)


def test_accepting_a_version_that_was_not_read_is_refused(registration, head, staff):
    filed(registration, by=head)
    with pytest.raises(Conflict, match="nộp bản khác"):
        registrations.accept(registration, version=7, by=staff)


def test_an_amendment_leaves_the_accepted_version_in_force(registration, head, staff):
    filed(registration, by=head)
    registrations.accept(registration, by=staff)
    registrations.amend(registration, reason="Thêm một cá nhân", by=head)
    kept = Registration.objects.get(pk=registration.pk)
    assert (kept.status, kept.accepted_version.number, kept.is_amended) == ("draft", 1, True)


def test_extending_a_round_tells_who_has_not_filed(registration, round_, staff, member, head, addresses):
    rounds.extend_round(round_, due_on=round_.due_on + timedelta(days=5), reason="Nghỉ lễ", by=staff)
    assert round_.extensions.get().reason == "Nghỉ lễ"
    assert addresses() == {member.email, head.email}


@pytest.fixture
def addresses(member, head):
    """Addresses in the outbox."""
    for user in (member, head):
        user.email = f"{user.username}@laocai.test"
        user.save()
    return lambda: {address for mail in OutboxMail.objects.all() for address in mail.to}


def test_a_bloc_of_another_province_is_not_seen(registration, outsider, member, head, staff):
    seen = [Registration.objects.visible_to(user).count() for user in (outsider, member, head, staff)]
    assert seen == [0, 0, 1, 1]


def test_content_survives_json(registration, head):
    filed(registration, by=head)
    content = content_of(registration)
    assert from_json(to_json(content)) == content
    assert {code: (t.count, t.unnumbered) for code, t in content.totals.items()} == {
        "COTD_T": (3, 0),
        "CSTDT": (15, 0),
    }


def test_two_units_of_two_blocs_do_not_meet(province, round_, registration, staff):
    other = make_bloc(province, make_units(province, 2, "ban"), code="khac")
    assert rounds.add_bloc(round_, other, by=staff).lines.count() == 2
    assert registration.lines.count() == 3


def test_a_past_year_is_not_withdrawn_by_the_leader_it_had(registration, head, staff):
    filed(registration, by=head)
    registrations.accept(registration, by=staff)
    registration.round.due_on = timezone.localdate() - timedelta(days=1)
    registration.round.save()
    with pytest.raises(ActionBlocked, match="Năm 2024 đã qua"):
        registrations.withdraw(registration, reason="Thôi", by=head)


def test_saving_two_paragraphs_alike_again_and_again_does_not_pile_them_up(registration, head):
    for revision in range(3):
        registrations.save_letter(registration, {}, ["Như nhau.", "Như nhau."], base_revision=revision, by=head)
    assert list(registration.pledges.values_list("text", flat=True)) == ["Như nhau.", "Như nhau."]
