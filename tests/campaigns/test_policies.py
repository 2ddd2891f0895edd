"""Whether now: the warnings, and the table of steps against the refusals."""

from __future__ import annotations

from datetime import date

import pytest

from campaigns import policies
from campaigns.enums import TRANSITIONS, Status
from campaigns.models import Directive
from organizations.models import Organization
from tests.campaigns.gold import fixture

TODAY = date(2024, 1, 20)
VERBS = {
    "submit": Status.IN_REVIEW,
    "return": Status.RETURNED,
    "approve": Status.APPROVED,
    "issue": Status.ISSUED,
    "close": Status.CLOSED,
    "revoke": Status.REVOKED,
}


def directive(**fields) -> Directive:
    """Complete, and never saved: policies read values only."""
    values = {
        "issuer": Organization(document_symbol="UBND"),
        "year": 2024,
        "place": "Lào Cai",
        "subject_line": "Về phát động phong trào thi đua năm 2024",
        "body": "Nội dung./.",
        "signer_name": "Trịnh Xuân Trường",
        "recipients": "Lưu: VT",
    }
    return Directive(**(values | fields))


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("verb", VERBS)
def test_a_step_is_open_exactly_where_the_table_has_it(status, verb):
    blockers = getattr(policies, f"blockers_to_{verb}")(directive(status=status), on=TODAY)
    assert (blockers == []) == (VERBS[verb] in TRANSITIONS[status])


@pytest.mark.parametrize("status", Status)
def test_every_closed_step_says_where_the_directive_is(status):
    for verb, to in VERBS.items():
        if to not in TRANSITIONS[status]:
            (reason,) = getattr(policies, f"blockers_to_{verb}")(directive(status=status), on=TODAY)
            assert reason.endswith(f"; chỉ thị này {status.label.lower()}.")


@pytest.mark.parametrize(
    ("status", "blocked"),
    [
        (Status.DRAFT, False),
        (Status.RETURNED, False),
        (Status.IN_REVIEW, True),
        (Status.APPROVED, True),
        (Status.ISSUED, True),
        (Status.CLOSED, True),
        (Status.REVOKED, True),
    ],
)
def test_only_drafts_and_returned_ones_are_edited(status, blocked):
    assert bool(policies.blockers_to_edit(directive(status=status), on=TODAY)) == blocked


ENDED = Organization(name="UBND tỉnh A", document_symbol="UBND", valid_to=date(2025, 7, 1))
SENTENCE = "UBND tỉnh A đã kết thúc từ ngày 01/07/2025, trước năm thi đua 2026. Hãy soạn từ cơ quan kế tục."


def test_an_issuer_that_ended_before_the_year_issues_nothing_in_it():
    assert policies.blockers_to_start(ENDED, year=2025) == []
    assert policies.blockers_to_start(ENDED, year=2026) == [SENTENCE]
    assert policies.blockers_to_submit(directive(issuer=ENDED, year=2025), on=TODAY) == []
    assert policies.blockers_to_submit(directive(issuer=ENDED, year=2026), on=TODAY) == [SENTENCE]


def test_the_successor_is_named():
    heir = Organization(name="UBND tỉnh B")
    ended = Organization(name="UBND tỉnh A", valid_to=date(2025, 7, 1), successor=heir)
    assert policies.blockers_to_start(ended, year=2026)[0].endswith("Hãy soạn từ cơ quan kế tục là UBND tỉnh B.")


@pytest.mark.parametrize(("day", "blocked"), [(date(2025, 6, 30), False), (date(2025, 7, 1), True)])
def test_nothing_is_approved_or_issued_from_the_day_a_body_ended(day, blocked):
    last = directive(issuer=ENDED, year=2025)
    on = date(2026, 11, 21)
    assert bool(policies.approval_day_faults(last, day, on=on)) == blocked
    assert bool(policies.day_of_issue_faults(last, day, on=on)) == blocked
    if blocked:
        assert policies.approval_day_faults(last, day, on=on) == [
            (
                "UBND tỉnh A đã kết thúc từ ngày 01/07/2025 nên ngày duyệt phải trước ngày đó. "
                "Văn bản mới do cơ quan kế tục ban hành."
            )
        ]


def test_an_issuer_without_a_symbol_is_named():
    assert policies.blockers_to_submit(directive(issuer=Organization()), on=TODAY) == [
        "Cơ quan ban hành chưa có ký hiệu văn bản. Đề nghị quản trị bổ sung."
    ]


@pytest.mark.parametrize(
    ("fields", "warning"),
    [
        (
            {"subject_line": "Về phát động phong trào thi đua năm 2023"},
            "Trích yếu ghi năm 2023, nhưng chỉ thị này của năm thi đua 2024.",
        ),
        (
            {"copied_from": Directive(year=2022), "body": "Trong năm 2022 và Năm 2024./."},
            "Chép từ năm 2022: còn nhắc “năm 2022” ở nội dung. Hãy xem lại.",
        ),
        (
            {"copied_from": Directive(year=2023), "theme": "Thi đua năm 2023", "body": "Thi đua năm 2023./."},
            "Chép từ năm 2023: còn nhắc “năm 2023” ở chủ đề, nội dung. Hãy xem lại.",
        ),
        ({"theme": "Đoàn kết"}, "Nội dung chưa nhắc đúng nguyên văn chủ đề đã ghi ở mục “Chủ đề”."),
        (
            {"legal_bases": "Căn cứ Luật số 1;\nLuật số 2;"},
            "Dòng căn cứ “Luật số 2;” không bắt đầu bằng “Căn cứ”. Mỗi căn cứ viết trên một dòng.",
        ),
        ({"body": "Nội dung."}, "Nội dung chưa kết thúc bằng “./.” như thường lệ của văn bản."),
        (
            {"appendices": [{"title": "Chỉ tiêu", "body": "1"}]},
            "Có phụ lục nhưng nội dung chưa nhắc đến phụ lục nào.",
        ),
    ],
)
def test_a_careful_reader_would_ask(fields, warning):
    assert policies.warnings_for(directive(**fields)) == [warning]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"theme": "đoàn kết", "body": "Với chủ đề “*Đoàn\n kết*”./."},
        {"body": "**Nội dung./.**\n"},
        {"legal_bases": "*Căn cứ Luật;*\nTheo đề nghị của Giám đốc Sở Nội vụ."},
        {"subject_line": "Phát động thi đua giai đoạn 2021 - 2025"},
        {"appendices": [{"title": "x", "body": "y"}], "body": "Có Phụ lục kèm theo./."},
        {"copied_from": Directive(year=2023), "body": "Kế hoạch 2023 - 2025, năm 20234./."},
    ],
)
def test_nothing_is_asked_about_what_is_in_order(fields):
    assert policies.warnings_for(directive(**fields)) == []


@pytest.mark.parametrize("name", ["laocai-2024", "langson-2024"])
def test_nothing_is_asked_about_the_real_directives(name):
    data = fixture(name)
    fields = {key: data[key] for key in ("theme", "subject_line", "body", "legal_bases", "appendices")}
    assert policies.warnings_for(directive(**fields)) == []
