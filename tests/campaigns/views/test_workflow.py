"""The steps of a directive, each with who may take it and what it changes."""

from __future__ import annotations

from datetime import date

import pytest

from campaigns import services
from campaigns.models import Directive
from tests.factories.campaigns import DirectiveFactory
from tests.organizations.views.outcomes import outcomes

BASE = "/chi-thi/laocai-2024/"


@pytest.mark.parametrize(("step", "state", "allowed", "data"), [
    ("trinh", "draft", "staff", {}),
    ("tra-lai", "in_review", "leader", {"reason": "Thiếu số liệu"}),
    ("duyet", "in_review", "leader", {"approved_on": "18/01/2024", "edition": "0"}),
    ("ban-hanh", "approved", "clerk", {"number": "1", "issued_on": "19/01/2024"}),
    ("ket-thuc", "issued", "staff", {"on": "20/01/2024"}),
    ("bai-bo", "issued", "clerk", {"on": "20/01/2024", "document": "Quyết định số 5/QĐ-UBND"}),
])  # fmt: skip
def test_each_step_is_for_one_role_of_the_issuer(request, step, state, allowed, data):
    directive = request.getfixturevalue(state)
    people = ["staff", "leader", "clerk", "unit_officer", "outsider", "admin"]
    hidden = {"outsider": 404, "unit_officer": 403 if directive.is_published else 404}
    reading = ["login", *(200 if who == allowed else hidden.get(who, 403) for who in people)]
    acting = ["login", *(302 if who == allowed else hidden.get(who, 403) for who in people)]
    assert outcomes(request, f"{BASE}{step}/") == reading
    assert outcomes(request, f"{BASE}{step}/", post=data) == acting


def test_sending_for_review(as_staff, draft, staff):
    assert as_staff.post(f"{BASE}trinh/").status_code == 302
    draft.refresh_from_db()
    assert (draft.status, draft.submitted_by) == ("in_review", staff)


def test_returning_needs_a_reason(as_leader, in_review):
    response = as_leader.post(f"{BASE}tra-lai/", {"reason": "  "})
    assert response.status_code == 422
    assert response.context["form"].errors["reason"]
    in_review.refresh_from_db()
    assert in_review.status == "in_review"


def test_approving_keeps_the_day_on_the_file(as_leader, in_review, leader):
    as_leader.post(f"{BASE}duyet/", {"approved_on": "18/01/2024", "edition": "0"})
    in_review.refresh_from_db()
    assert (in_review.status, in_review.approved_on, in_review.approved_by) == ("approved", date(2024, 1, 18), leader)


def test_a_text_changed_since_it_was_read_is_not_approved_unseen(as_leader, in_review, staff, leader):
    services.return_directive(in_review, by=leader, reason="Sửa chủ đề")
    services.save_content(in_review, {"theme": "Khác"}, base_revision=0, by=staff, keep_version=False)
    services.submit_directive(Directive.objects.get(pk=in_review.pk), by=staff)
    response = as_leader.post(f"{BASE}duyet/", {"approved_on": "18/01/2024", "edition": "0"})
    assert response.status_code == 422
    assert "đã được sửa và trình lại" in response.content.decode()
    in_review.refresh_from_db()
    assert in_review.status == "in_review"


@pytest.mark.parametrize("day", ["21/01/2024", "31/02/2024", ""])
def test_a_day_of_approval_that_cannot_be_is_told_at_its_field(as_leader, in_review, day):
    response = as_leader.post(f"{BASE}duyet/", {"approved_on": day, "edition": "0"})
    assert response.context["form"].errors["approved_on"]
    in_review.refresh_from_db()
    assert in_review.status == "in_review"


def test_issuing_gives_number_and_day(as_clerk, approved):
    as_clerk.post(f"{BASE}ban-hanh/", {"number": "1", "issued_on": "19/01/2024"})
    approved.refresh_from_db()
    assert (approved.status, approved.symbol, approved.issued_on) == ("issued", "01/CT-UBND", date(2024, 1, 19))


def test_the_next_number_is_suggested(as_clerk, approved):
    assert 'value="1"' in str(as_clerk.get(f"{BASE}ban-hanh/").context["form"]["number"])


@pytest.mark.parametrize(("number", "day", "field", "words"), [
    ("1", "17/01/2024", "issued_on", "trước ngày duyệt 18/01/2024"),
    ("1", "21/01/2024", "issued_on", "không được sau hôm nay"),
    ("0", "19/01/2024", "number", ""),
    ("-3", "19/01/2024", "number", ""),
    ("mười", "19/01/2024", "number", ""),
    ("1", "2024", "issued_on", "ngày/tháng/năm"),
])  # fmt: skip
def test_a_number_or_day_that_cannot_be_is_told_at_its_field(as_clerk, approved, number, day, field, words):
    response = as_clerk.post(f"{BASE}ban-hanh/", {"number": number, "issued_on": day})
    assert response.status_code == 422
    assert words in response.context["form"].errors[field][0]
    approved.refresh_from_db()
    assert (approved.status, approved.number) == ("approved", None)


def test_a_used_number_names_the_document_that_has_it(as_clerk, issued, staff, leader):
    second = DirectiveFactory(code="laocai-2024-2", issuer=issued.issuer, created_by=staff)
    services.submit_directive(second, by=staff)
    services.approve_directive(second, by=leader)
    response = as_clerk.post("/chi-thi/laocai-2024-2/ban-hanh/", {"number": "1", "issued_on": "20/01/2024"})
    assert "đã dùng cho chỉ thị 01/CT-UBND ngày 19/01/2024" in response.content.decode()
    assert Directive.objects.get(code="laocai-2024-2").status == "approved"


def test_somebody_of_another_province_approves_nothing(client, in_review, other_province):
    from organizations.enums import Role
    from tests.conftest import person

    client.force_login(person("kelaukhac", other_province, Role.LEADER))
    assert client.post(f"{BASE}duyet/", {"approved_on": "18/01/2024", "edition": "0"}).status_code == 404
    in_review.refresh_from_db()
    assert in_review.status == "in_review"


def test_a_step_that_is_not_due_leads_back_with_the_reason(as_clerk, draft):
    page = as_clerk.get(f"{BASE}ban-hanh/", follow=True)
    assert page.redirect_chain[0][0] == BASE
    assert "Chỉ ban hành được khi đã được duyệt" in page.content.decode()


def test_revoking_names_the_other_document(as_clerk, issued):
    refused = as_clerk.post(f"{BASE}bai-bo/", {"on": "20/01/2024", "document": ""})
    assert refused.context["form"].errors["document"]
    as_clerk.post(f"{BASE}bai-bo/", {"on": "20/01/2024", "document": "Quyết định số 5/QĐ-UBND"})
    issued.refresh_from_db()
    assert (issued.status, issued.revoking_document) == ("revoked", "Quyết định số 5/QĐ-UBND")
