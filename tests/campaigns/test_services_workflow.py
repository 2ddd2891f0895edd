"""The way of a directive to its number, and every refusal on it."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from campaigns import services
from campaigns.enums import Status
from campaigns.models import Directive
from core.errors import ActionBlocked, Conflict
from core.log import history_of
from core.models import OutboxMail
from documents.models import RegisteredNumber
from organizations.enums import Role
from organizations.models import User
from tests.conftest import person
from tests.factories.campaigns import DirectiveFactory

NEEDED = ("subject_line", "place", "body", "signer_title", "signer_name", "recipients")


def with_address(user: User) -> User:
    user.email = f"{user.username}@laocai.example"
    user.save()
    return user


def refused(service, *args, **kwargs) -> tuple[str, ...]:
    with pytest.raises(ActionBlocked) as refusal:
        service(*args, **kwargs)
    return refusal.value.reasons


def mails() -> list[tuple[list[str], str]]:
    return [(mail.to, mail.subject) for mail in OutboxMail.objects.order_by("pk")]


def test_the_whole_way_of_the_lao_cai_directive(draft, staff, leader, clerk):
    services.submit_directive(draft, by=staff)
    services.approve_directive(draft, by=leader, approved_on=date(2024, 1, 18))
    services.issue_directive(draft, by=clerk, number=1, issued_on=date(2024, 1, 19))
    services.close_directive(draft, by=staff, on=date(2024, 1, 20), comment="Đã tổng kết")
    draft.refresh_from_db()
    assert (draft.status, draft.symbol, draft.issued_on) == (Status.CLOSED, "01/CT-UBND", date(2024, 1, 19))
    assert (draft.submitted_by, draft.approved_by, draft.approved_on) == (staff, leader, date(2024, 1, 18))
    assert [(e.actor, e.verb, e.from_status, e.to_status, e.comment) for e in history_of(draft)] == [
        (staff, "kết thúc từ ngày 20/01/2024", "issued", "closed", "Đã tổng kết"),
        (clerk, "ban hành số 01/CT-UBND ngày 19/01/2024", "approved", "issued", ""),
        (leader, "duyệt ngày 18/01/2024", "in_review", "approved", ""),
        (staff, "trình duyệt", "draft", "in_review", ""),
    ]


def test_submitting_keeps_a_version_and_tells_the_leaders(draft, staff, leader, outsider):
    with_address(leader), with_address(staff), with_address(outsider)
    services.submit_directive(draft, by=staff)
    assert (draft.submitted_at, draft.submitted_by) == (timezone.now(), staff)
    assert [(v.number, v.occasion, v.content) for v in draft.versions.all()] == [(1, "Trình duyệt", draft.content)]
    assert mails() == [
        (["leader@laocai.example"], "[Thi đua] Chỉ thị chờ duyệt: Về phát động phong trào thi đua năm 2024")
    ]


def test_what_is_submitted_is_what_the_database_has(draft, staff):
    stale = Directive.objects.get(pk=draft.pk)
    services.save_content(draft, {"body": "Bản mới./."}, base_revision=0, by=staff, keep_version=False)
    services.submit_directive(stale, by=staff)
    assert stale.versions.get().content["body"] == "Bản mới./."


def test_an_empty_draft_is_refused_with_everything_that_is_missing(draft, staff):
    Directive.objects.filter(pk=draft.pk).update(**dict.fromkeys(NEEDED, " "))
    assert refused(services.submit_directive, draft, by=staff) == (
        "Chưa có trích yếu. Ghi ở mục “Trích yếu”.",
        "Chưa có địa danh. Ghi ở mục “Địa danh”.",
        "Chưa có nội dung chỉ thị. Gõ hoặc dán ở mục “Nội dung”.",
        "Chưa có chức vụ người ký. Ghi ở mục “Người ký”.",
        "Chưa có họ và tên người ký. Ghi ở mục “Người ký”.",
        "Chưa có nơi nhận. Ghi ở mục “Nơi nhận”.",
    )
    assert (draft.versions.count(), history_of(draft).count()) == (0, 0)


def test_returning_carries_the_reason_to_the_whole_desk(in_review, staff, leader, province):
    with_address(staff), with_address(person("colleague", province, Role.STAFF)), with_address(leader)
    services.return_directive(in_review, by=leader, reason="Bổ sung phụ lục")
    assert in_review.status == Status.RETURNED
    assert history_of(in_review)[0].comment == "Bổ sung phụ lục"
    assert [to for to, _ in mails()] == [["colleague@laocai.example"], ["staff@laocai.example"]]
    assert "trả lại chỉ thị: Bổ sung phụ lục" in OutboxMail.objects.first().body


def test_returning_without_a_reason_is_refused(in_review, leader):
    assert refused(services.return_directive, in_review, by=leader, reason=" \n") == (
        "Phải ghi lý do trả lại để người soạn biết cần sửa gì.",
    )


def test_returning_takes_an_approval_back(approved, leader):
    services.return_directive(approved, by=leader, reason="Sai chức vụ")
    approved.refresh_from_db()
    assert (approved.approved_at, approved.approved_by, approved.approved_on) == (None, None, None)


def test_a_returned_one_is_edited_and_sent_again(in_review, staff, leader):
    services.return_directive(in_review, by=leader, reason="Sửa")
    services.save_content(in_review, {"body": "Đã sửa./."}, base_revision=0, by=staff, keep_version=False)
    services.submit_directive(in_review, by=staff)
    assert in_review.status == Status.IN_REVIEW
    assert next(v.content["body"] for v in in_review.versions.all()) == "Đã sửa./."


def test_approval_is_of_today_unless_said(in_review, leader, clerk, today):
    with_address(clerk)
    services.approve_directive(in_review, by=leader)
    assert (in_review.approved_on, in_review.approved_at) == (today, timezone.now())
    assert [to for to, _ in mails()] == [["clerk@laocai.example"]]


def test_who_submitted_does_not_approve(draft, province):
    both = person("both", province, Role.LEADER)
    services.submit_directive(draft, by=both)
    assert refused(services.approve_directive, draft, by=both) == (
        "Người trình không tự duyệt chỉ thị của mình. Đề nghị lãnh đạo khác duyệt.",
    )
    draft.refresh_from_db()
    assert draft.status == Status.IN_REVIEW


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2024, 1, 21), "Ngày duyệt không được sau hôm nay."),
        (date(2014, 1, 18), "Ngày duyệt cách năm thi đua 2024 quá xa. Hãy xem lại năm."),
    ],
)
def test_a_day_of_approval_that_cannot_be_is_refused(in_review, leader, day, sentence):
    assert refused(services.approve_directive, in_review, by=leader, approved_on=day) == (sentence,)


def test_issuing_registers_the_number_and_tells_the_desk(approved, clerk, staff):
    with_address(staff), with_address(clerk)
    services.issue_directive(approved, by=clerk, number=1, issued_on=date(2024, 1, 19))
    entry = RegisteredNumber.objects.get()
    assert (entry.subject, entry.number, entry.year, entry.registered_by) == (approved, 1, 2024, clerk)
    assert str(entry) == "01/CT-UBND"
    assert [to for to, _ in mails()] == [["staff@laocai.example"]]
    assert Directive.objects.matching("01/ct-ubnd").get() == approved


def test_an_issue_before_the_approval_is_refused(approved, clerk):
    assert refused(services.issue_directive, approved, by=clerk, number=1, issued_on=date(2024, 1, 17)) == (
        (
            "Ngày ban hành 17/01/2024 trước ngày duyệt 18/01/2024. Hãy ghi từ ngày duyệt trở đi, hoặc đề nghị lãnh đạo "
            "trả lại để ghi lại ngày duyệt."
        ),
    )
    assert not RegisteredNumber.objects.exists()


def test_an_issue_in_the_future_is_refused(approved, clerk):
    assert refused(services.issue_directive, approved, by=clerk, number=1, issued_on=date(2024, 1, 21)) == (
        "Ngày ban hành không được sau hôm nay. Hãy ghi ngày ký thật của văn bản.",
    )


def test_number_zero_is_refused(approved, clerk):
    assert refused(services.issue_directive, approved, by=clerk, number=0, issued_on=date(2024, 1, 19)) == (
        "Số của văn bản bắt đầu từ 01 mỗi năm.",
    )


def test_a_used_number_is_refused_with_who_has_it(issued, province, staff, leader, clerk):
    second = DirectiveFactory(issuer=province, created_by=staff, campaign=issued.campaign)
    services.submit_directive(second, by=staff)
    services.approve_directive(second, by=leader)
    assert refused(services.issue_directive, second, by=clerk, number=1, issued_on=date(2024, 1, 20)) == (
        (
            "Số 01 năm 2024 đã dùng cho chỉ thị 01/CT-UBND ngày 19/01/2024 (Về phát động phong trào thi đua năm 2024). "
            "Số tiếp theo chưa dùng là 02."
        ),
    )
    assert services.issue_directive(second, by=clerk, number=2, issued_on=date(2024, 1, 20)).symbol == "02/CT-UBND"


def test_the_number_of_another_province_is_free(issued, other_province, staff, leader, clerk):
    other = DirectiveFactory(issuer=other_province, created_by=staff)
    services.submit_directive(other, by=staff)
    services.approve_directive(other, by=leader)
    assert services.issue_directive(other, by=clerk, number=1, issued_on=date(2024, 1, 20)).number == 1


@pytest.mark.parametrize(
    ("service", "kwargs", "sentence"),
    [
        ("submit", {}, "Chỉ trình duyệt được khi đang soạn hoặc bị trả lại; chỉ thị này đã ban hành."),
        ("return", {"reason": "x"}, "Chỉ trả lại được khi đang chờ duyệt hoặc chờ số; chỉ thị này đã ban hành."),
        ("approve", {}, "Chỉ duyệt được khi đang chờ duyệt; chỉ thị này đã ban hành."),
        (
            "issue",
            {"number": 2, "issued_on": date(2024, 1, 20)},
            "Chỉ ban hành được khi đã được duyệt; chỉ thị này đã ban hành.",
        ),
    ],
)
def test_an_issued_directive_goes_back_nowhere(issued, leader, service, kwargs, sentence):
    assert refused(getattr(services, f"{service}_directive"), issued, by=leader, **kwargs) == (sentence,)


@pytest.mark.parametrize("service", ["close", "revoke"])
def test_nothing_ends_before_it_was_issued(draft, staff, service):
    kwargs = {"document": "Quyết định số 1"} if service == "revoke" else {}
    reasons = refused(getattr(services, f"{service}_directive"), draft, by=staff, on=date(2024, 1, 20), **kwargs)
    assert reasons[0].endswith("được sau khi ban hành; chỉ thị này đang soạn.")


def test_it_does_not_end_before_its_day_nor_in_the_future(issued, staff):
    assert refused(services.close_directive, issued, by=staff, on=date(2024, 1, 18)) == (
        "Ngày này trước ngày ban hành 19/01/2024.",
    )
    assert refused(services.close_directive, issued, by=staff, on=date(2024, 1, 21)) == (
        "Ngày này ở sau hôm nay. Hãy ghi ngày đã có hiệu lực.",
    )


def test_revoking_names_the_document_that_does_it(issued, clerk):
    document = "Quyết định số 15/QĐ-UBND ngày 20/01/2024"
    services.revoke_directive(issued, by=clerk, document=f" {document} ", on=date(2024, 1, 20), reason="Thay mới")
    assert (issued.status, issued.revoking_document, issued.revoked_on) == (
        Status.REVOKED,
        document,
        date(2024, 1, 20),
    )
    entry = history_of(issued)[0]
    assert (entry.verb, entry.comment) == ("bãi bỏ từ ngày 20/01/2024", f"Bằng {document}. Thay mới")
    assert RegisteredNumber.objects.get().subject == issued  # the number stays taken


def test_revoking_without_a_document_is_refused(issued, clerk):
    assert refused(services.revoke_directive, issued, by=clerk, document=" ", on=date(2024, 1, 20)) == (
        "Phải ghi văn bản bãi bỏ (số, ký hiệu, ngày, cơ quan ban hành).",
    )


def test_of_two_leaders_who_decide_at_once_one_is_told(in_review, leader, province):
    seen_by_other = Directive.objects.get(pk=in_review.pk)
    services.approve_directive(in_review, by=leader)
    with pytest.raises(Conflict) as conflict:
        services.return_directive(seen_by_other, by=person("other", province, Role.LEADER), reason="Sửa")
    assert conflict.value.reasons == (
        "Trạng thái vừa được người khác thay đổi. Hãy tải lại trang để xem tình trạng mới.",
    )
    in_review.refresh_from_db()
    assert in_review.status == Status.APPROVED


def test_a_refused_issue_leaves_no_number_behind(approved, clerk, leader):
    stale = Directive.objects.get(pk=approved.pk)
    services.return_directive(approved, by=leader, reason="Sửa")
    with pytest.raises(Conflict):
        services.issue_directive(stale, by=clerk, number=1, issued_on=date(2024, 1, 19))
    assert not RegisteredNumber.objects.exists()
    assert stale.number is None
