"""What the database itself refuses, and what a directive says of itself."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError
from django.utils import timezone

from campaigns.enums import EDITABLE, PUBLISHED, TONES, Status
from campaigns.models import CONTENT_FIELDS, Directive
from tests.factories.campaigns import CampaignFactory, DirectiveFactory

DAY = date(2024, 1, 19)
OUT = {"number": 1, "issued_on": DAY}


def approval(user) -> dict[str, object]:
    return {"approved_on": date(2024, 1, 18), "approved_at": timezone.now(), "approved_by": user}


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        (OUT, "directive_is_numbered_exactly_when_published"),
        ({"submitted_at": "2024-01-18T00:00Z"}, "directive_submission_has_its_time_and_person"),
        ({"approved_on": DAY}, "directive_approval_has_its_day_time_and_person"),
        ({"approved_at": "2024-01-18T00:00Z"}, "directive_approval_has_its_day_time_and_person"),
        ({"status": Status.APPROVED}, "directive_is_approved_from_approval_on"),
    ],
)
def test_half_a_fact_is_refused(draft, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        Directive.objects.filter(pk=draft.pk).update(**fields)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"status": Status.ISSUED}, "directive_is_numbered_exactly_when_published"),
        ({"status": Status.ISSUED, "number": 1}, "directive_number_and_date_come_together"),
        ({**OUT, "status": Status.ISSUED, "issued_on": date(2024, 1, 17)}, "directive_is_issued_from_its_approval_on"),
        ({**OUT, "status": Status.REVOKED, "revoked_on": DAY}, "directive_revocation_names_its_document"),
        (
            {**OUT, "status": Status.REVOKED, "revoking_document": "Quyết định số 1"},
            "directive_revocation_names_its_document",
        ),
        ({**OUT, "status": Status.CLOSED}, "directive_closed_has_its_day"),
        ({"status": Status.DRAFT}, "directive_is_approved_from_approval_on"),
    ],
)
def test_an_approved_one_may_not_become_what_cannot_be(draft, leader, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        Directive.objects.filter(pk=draft.pk).update(**(approval(leader) | fields))


def test_it_may_be_issued_on_the_day_of_its_approval(draft, leader):
    fields = approval(leader) | OUT | {"status": Status.ISSUED, "issued_on": date(2024, 1, 18)}
    assert Directive.objects.filter(pk=draft.pk).update(**fields) == 1


def test_a_code_is_used_once(draft):
    with pytest.raises(IntegrityError):
        DirectiveFactory(code=draft.code, issuer=draft.issuer)


@pytest.mark.parametrize("year", [1947, 2101])
def test_a_campaign_of_no_plausible_year_is_refused(db, year):
    with pytest.raises(IntegrityError, match="campaign_year_is_plausible"):
        CampaignFactory(year=year)


def test_a_draft_and_a_numbered_one_name_themselves(draft, issued):
    fresh = DirectiveFactory(subject_line=" ")
    assert (str(fresh), fresh.symbol) == ("(chưa có trích yếu)", "…/CT-UBND")
    assert (str(issued), issued.symbol) == ("01/CT-UBND Về phát động phong trào thi đua năm 2024", "01/CT-UBND")


def test_a_subject_of_two_lines_reads_as_one(draft):
    draft.subject_line = "Về phát động\n phong trào"
    assert draft.one_line_subject == "Về phát động phong trào"


def test_every_status_has_a_colour_and_is_open_or_not():
    assert set(TONES) == set(Status)
    assert frozenset() == EDITABLE & PUBLISHED


def test_content_is_what_a_version_keeps(draft):
    assert list(draft.content) == list(CONTENT_FIELDS)
    assert draft.content["body"] == draft.body


@pytest.mark.parametrize("words", ["phat dong", "PHÁT ĐỘNG", "doan  ket", "lao cai", "2024"])
def test_search_needs_no_accents(draft, staff, words):
    from campaigns import services

    services.save_content(draft, {"theme": "Đoàn kết"}, base_revision=0, by=staff, keep_version=False)
    assert Directive.objects.matching(words).get() == draft
