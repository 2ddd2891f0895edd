"""What the page offers to each role at each step, and why a button is closed."""

from __future__ import annotations

from datetime import date

import pytest

from campaigns import presenters, services
from campaigns.enums import Status
from campaigns.models import Directive
from organizations.enums import Role
from tests.conftest import person

TODAY = date(2024, 1, 20)
STAFF_WORK = ("Việc của cán bộ thi đua.",)
LEADER_WORK = ("Việc của lãnh đạo ký văn bản.",)
CLERK_WORK = ("Việc của văn thư.",)

#: status → role → the buttons, each with what keeps it closed.
OFFERED = {
    "draft": {
        "staff": [("Trình duyệt", ()), ("Soạn tiếp", ())],
        "leader": [("Trình duyệt", STAFF_WORK)],
        "clerk": [("Trình duyệt", STAFF_WORK)],
        "admin": [("Trình duyệt", STAFF_WORK)],
    },
    "returned": {
        "staff": [("Trình duyệt", ()), ("Soạn tiếp", ())],
        "leader": [("Trình duyệt", STAFF_WORK)],
        "clerk": [("Trình duyệt", STAFF_WORK)],
        "admin": [("Trình duyệt", STAFF_WORK)],
    },
    "in_review": {
        "staff": [("Duyệt", LEADER_WORK)],
        "leader": [("Duyệt", ()), ("Trả lại", ())],
        "clerk": [("Duyệt", LEADER_WORK)],
        "admin": [("Duyệt", LEADER_WORK)],
    },
    "approved": {
        "staff": [("Cấp số và ban hành", CLERK_WORK)],
        "leader": [("Cấp số và ban hành", CLERK_WORK), ("Trả lại", ())],
        "clerk": [("Cấp số và ban hành", ())],
        "admin": [("Cấp số và ban hành", CLERK_WORK)],
    },
    "issued": {
        "staff": [("Kết thúc", ())],
        "leader": [],
        "clerk": [("Bãi bỏ", ())],
        "admin": [],
        "unit_officer": [],
    },
    "closed": {"staff": [], "leader": [], "clerk": [("Bãi bỏ", ())], "admin": [], "unit_officer": []},
    "revoked": {"staff": [], "leader": [], "clerk": [], "admin": [], "unit_officer": []},
}


@pytest.fixture
def at(request, draft, staff, leader, clerk):
    """Takes the draft to a status."""

    def go(status: str) -> Directive:
        if status in ("in_review", "returned", "approved", "issued", "closed", "revoked"):
            services.submit_directive(draft, by=staff)
        if status == "returned":
            services.return_directive(draft, by=leader, reason="Sửa")
        if status in ("approved", "issued", "closed", "revoked"):
            services.approve_directive(draft, by=leader, approved_on=date(2024, 1, 18))
        if status in ("issued", "closed", "revoked"):
            services.issue_directive(draft, by=clerk, number=1, issued_on=date(2024, 1, 19))
        if status == "closed":
            services.close_directive(draft, by=staff, on=TODAY)
        if status == "revoked":
            services.revoke_directive(draft, by=clerk, document="Quyết định số 9/QĐ-UBND", on=TODAY)
        assert draft.status == status
        return draft

    return go


def test_every_status_is_in_the_table():
    assert set(OFFERED) == set(Status.values)
    assert set(presenters.STEPS) == set(Status)


@pytest.mark.parametrize(("status", "role"), [(status, role) for status, row in OFFERED.items() for role in row])
def test_each_role_is_offered_its_own_work(at, request, admin, status, role):
    user = request.getfixturevalue(role)
    step = presenters.next_step(at(status), user, on=TODAY)
    assert [(action.label, tuple(action.reasons)) for action in step.actions] == OFFERED[status][role]


def test_a_button_leads_to_its_page(at, staff):
    assert [action.url for action in presenters.next_step(at("draft"), staff, on=TODAY).actions] == [
        "/chi-thi/laocai-2024/trinh/",
        "/chi-thi/laocai-2024/soan/",
    ]


def test_what_is_missing_stands_beside_the_closed_button(draft, staff):
    draft.body = draft.recipients = ""
    submit = presenters.next_step(draft, staff, on=TODAY).actions[0]
    assert submit.reasons == [
        "Chưa có nội dung chỉ thị. Gõ hoặc dán ở mục “Nội dung”.",
        "Chưa có nơi nhận. Ghi ở mục “Nơi nhận”.",
    ]


@pytest.mark.parametrize(
    ("status", "where"),
    [
        ("draft", "Đang soạn. Soạn xong thì trình lãnh đạo duyệt."),
        ("returned", "Bị trả lại. Sửa theo lý do rồi trình lại."),
        ("in_review", "Đang chờ lãnh đạo duyệt."),
        ("approved", "Đã duyệt, chờ văn thư cấp số và ngày ban hành."),
        ("issued", "Đã ban hành và đang thực hiện."),
        ("closed", "Đã kết thúc từ ngày 20/01/2024."),
        ("revoked", "Đã bị bãi bỏ từ ngày 20/01/2024 bằng Quyết định số 9/QĐ-UBND."),
    ],
)
def test_the_bar_says_where_it_stands(at, staff, status, where):
    assert presenters.next_step(at(status), staff, on=TODAY).where == where


def test_who_must_act_is_named(in_review, staff, leader, outsider):
    assert presenters.next_step(in_review, staff, on=TODAY).who == f"Việc của lãnh đạo ký văn bản: {leader}"


def test_a_role_nobody_holds_is_said(draft, staff):
    services.submit_directive(draft, by=staff)
    assert presenters.next_step(draft, staff, on=TODAY).who == (
        "Việc của lãnh đạo ký văn bản: chưa có ai giữ vai trò này, đề nghị quản trị cấp"
    )


def test_the_only_leader_who_submitted_it_is_told_that_another_must_approve(draft, province):
    both = person("both", province, Role.LEADER)
    services.submit_directive(draft, by=both)
    step = presenters.next_step(draft, both, on=TODAY)
    assert step.who == ("Việc của lãnh đạo ký văn bản: cần một lãnh đạo khác người trình, đề nghị quản trị cấp vai trò")
    assert step.actions[0].reasons == ["Người trình không tự duyệt chỉ thị của mình. Đề nghị lãnh đạo khác duyệt."]


def test_nobody_is_waited_for_once_it_is_out(issued, clerk):
    assert presenters.next_step(issued, clerk, on=TODAY).who == ""
