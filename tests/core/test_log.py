"""The log is append-only, whoever tries."""

import pytest
from django.db import DatabaseError, transaction

from core.log import history_of, record
from core.models import LogEntry


@pytest.fixture
def entry(province, staff):
    return record(province, verb="đổi tên", by=staff, comment="theo nghị quyết", data={"from": "A"})


def test_a_row_keeps_the_name_of_the_day_when_the_person_is_renamed(entry, staff):
    was = str(staff)
    staff.full_name = "Tên mới"
    staff.save()
    entry.refresh_from_db()
    assert entry.actor_label == was


def test_the_database_refuses_to_change_a_row(entry):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        LogEntry.objects.filter(pk=entry.pk).update(comment="khác")
    entry.refresh_from_db()
    assert entry.comment == "theo nghị quyết"


def test_the_database_refuses_to_delete_a_row(entry):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        LogEntry.objects.all().delete()
    assert LogEntry.objects.filter(pk=entry.pk).exists()


def test_what_the_system_did_says_so(province):
    assert record(province, verb="tự động khóa", by=None).actor_label == "Hệ thống"


def test_history_holds_only_the_asked_record_newest_first(province, other_province, staff):
    first = record(province, verb="một", by=staff)
    second = record(province, verb="hai", by=staff)
    record(other_province, verb="khác", by=staff)
    assert list(history_of(province)) == [second, first]


def test_a_phrase_longer_than_its_column_is_shortened(db):
    from organizations.models import Organization
    from tests.factories.organizations import OrganizationFactory

    subject: Organization = OrganizationFactory()
    kept = record(subject, verb="giao chỉ tiêu cho " + "Sở " * 60, by=None)
    assert len(kept.verb) == 120
    assert kept.verb.endswith("Sở…")
    assert record(subject, verb="x" * 120, by=None).verb == "x" * 120
