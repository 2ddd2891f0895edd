"""The one door through which a status changes."""

import pytest

from campaigns.enums import Status
from campaigns.models import Directive
from core.errors import Conflict, InvalidTransition
from core.log import history_of
from core.models import LogEntry
from core.transitions import move
from tests.factories.campaigns import DirectiveFactory


def test_a_step_of_the_table_changes_the_row_and_writes_one_line_of_the_log(staff, province):
    directive = DirectiveFactory(issuer=province)
    move(directive, Status.IN_REVIEW, by=staff, verb="trình duyệt", comment="Kính trình")
    assert Directive.objects.get(pk=directive.pk).status == directive.status == Status.IN_REVIEW
    entry = history_of(directive).get()
    assert (entry.actor, entry.actor_label, entry.verb, entry.comment) == (
        staff,
        str(staff),
        "trình duyệt",
        "Kính trình",
    )
    assert (entry.from_status, entry.to_status) == (Status.DRAFT, Status.IN_REVIEW)


def test_a_step_outside_the_table_is_refused_in_words_and_writes_nothing(staff, province):
    directive = DirectiveFactory(issuer=province)
    with pytest.raises(InvalidTransition, match=r"“Đang soạn” sang “Đã ban hành”"):
        move(directive, Status.ISSUED, by=staff, verb="ban hành")
    directive.refresh_from_db()
    assert directive.status == Status.DRAFT
    assert LogEntry.objects.count() == 0


def test_a_stale_writer_gets_a_conflict_and_nothing_of_it_is_saved(staff, leader, province):
    fresh = DirectiveFactory(issuer=province)
    stale = Directive.objects.get(pk=fresh.pk)
    move(fresh, Status.IN_REVIEW, by=staff, verb="trình duyệt")
    with pytest.raises(Conflict, match="vừa được người khác thay đổi"):
        move(stale, Status.IN_REVIEW, by=leader, verb="trình duyệt", place="Hà Nội")
    fresh.refresh_from_db()
    assert fresh.place == "Lào Cai"
    assert [entry.actor for entry in history_of(fresh)] == [staff]


def test_fields_are_set_in_the_same_statement(staff, province):
    directive = DirectiveFactory(issuer=province)
    move(directive, Status.IN_REVIEW, by=staff, verb="trình duyệt", place="Sa Pa")
    directive.refresh_from_db()
    assert directive.place == "Sa Pa"
