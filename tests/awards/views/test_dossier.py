"""The page of a dossier: what each condition came to, and what is asked of whom."""

from __future__ import annotations

import re

import pytest

from awards.enums import DossierStatus
from awards.models import RuleSwitch
from awards.services.dossiers import supplement_dossier
from tests.awards.dossiers import (
    delivered,
    give_papers,
    make_directive,
    make_draft,
    make_line,
    missed_and_met,
    submitted,
)
from tests.factories.awards import make_honouree
from tests.organizations.views.outcomes import outcomes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_2025")]


def url(dossier, page: str = "") -> str:
    return f"/ho-so-khen-thuong/{dossier.pk}/{page}"


def text(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def dossier(unit):
    """A draft with one line under the real conditions."""
    made = make_draft(unit)
    make_line(made, delivered("LDTT"))
    return made


@pytest.fixture
def with_head(province, unit):
    """A draft for the head of a unit that missed a target."""
    made = make_draft(unit)
    head = make_honouree("Vàng Thị Mỷ", unit, post="Giám đốc", holds_leading_post=True, is_head=True)
    make_line(made, delivered("LDTT"), head)
    missed_and_met(make_directive(province), unit)
    give_papers(made)
    return made


@pytest.mark.parametrize("page", ["", "kiem-tra/"])
def test_draft_is_for_its_unit_and_staff_and_a_sent_one_for_the_province(request, dossier, page):
    assert outcomes(request, url(dossier, page)) == ["login", 200, 404, 404, 200, 404, 404]
    submitted(dossier)
    assert outcomes(request, url(dossier, page)) == ["login", 200, 200, 200, 200, 404, 200]


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_any_number_of_lines(client, unit_officer, unit, count, django_assert_num_queries):
    made = make_draft(unit)
    for _ in range(count):
        make_line(made, delivered("LDTT"))
    client.force_login(unit_officer)
    client.get(url(made))  # content types are read once a process
    with django_assert_num_queries(16):
        assert client.get(url(made)).status_code == 200


def test_every_condition_shows_answer_sentence_article_and_note(client, unit_officer, dossier):
    client.force_login(unit_officer)
    answer = client.get(url(dossier))
    (row,) = answer.context["rows"]
    assert row.answer == "Chưa xác định"
    words = text(answer)
    for finding in row.findings:
        assert finding.title in words
        assert finding.article in words
    assert "Chưa đối chiếu được với văn bản gốc" in words
    assert "Quy định" in words


def test_head_sees_the_missed_target_with_its_sentence_and_the_way_to_it(client, unit_officer, with_head):
    client.force_login(unit_officer)
    answer = client.get(url(with_head))
    (row,) = answer.context["rows"]
    assert (row.answer, row.tone, row.findings[0].answer) == ("Không đạt", "danger", "Không đạt")
    missed, met = row.findings[0].targets
    assert (missed.verdict, met.verdict) == ("Không đạt", "Vượt")
    assert f'<a href="{missed.url}">Tốc độ tăng trưởng kinh tế (GRDP)</a>' in answer.content.decode()
    assert client.get(missed.url).status_code == 200
    assert "Chưa nộp được" in text(answer)


def test_switched_condition_only_warns_and_says_why(client, unit_officer, with_head, province, admin):
    RuleSwitch.objects.create(organization=province, rule="unit_targets_met", reason="Bão số 3", set_by=admin)
    client.force_login(unit_officer)
    words = text(client.get(url(with_head)))
    assert "chỉ cảnh báo" in words
    assert "Bão số 3" in words
    assert "Chưa nộp được" not in words


def test_sent_dossier_shows_what_was_kept_and_staff_can_look_anew(client, staff, dossier):
    line = dossier.lines.get()
    line.findings = [
        {"rule": "x", "title": "Giữ khi nộp", "answer": "met", "sentence": "Đủ.", "proofs": ["1/QĐ"], "missing": "",
         "article": "Điều 24", "verified": True, "note": "", "mode": "block", "mode_reason": ""},
    ]  # fmt: skip
    line.save()
    submitted(dossier)
    client.force_login(staff)
    kept, fresh = client.get(url(dossier)), client.get(f"{url(dossier)}?moi")
    assert [one.title for one in kept.context["rows"][0].findings] == ["Giữ khi nộp"]
    assert "1/QĐ" in text(kept)
    assert "Giữ khi nộp" not in text(fresh)


def test_missing_papers_and_counters_stand_beside_the_list(client, unit_officer, dossier):
    client.force_login(unit_officer)
    answer = client.get(url(dossier))
    assert [slot.is_missing for slot in answer.context["slots"]] == [True, True, True]
    assert answer.context["counters"].gauges[0].words == "1/1 (100%) cá nhân; mức tối thiểu 40%."


def test_what_is_asked_for_stands_on_top(client, unit_officer, staff, dossier):
    supplement_dossier(submitted(dossier), reason="Thiếu số quyết định", by=staff)
    client.force_login(unit_officer)
    words = text(client.get(url(dossier)))
    assert "yêu cầu bổ sung" in words
    assert "Thiếu số quyết định" in words


def test_buttons_of_another_role_are_not_there(client, unit_officer, staff, dossier):
    submitted(dossier)
    labels = {}
    for who in (unit_officer, staff):
        client.force_login(who)
        labels[who.username] = [action.label for action in client.get(url(dossier)).context["step"].actions]
    assert labels == {
        "officer": ["Rút hồ sơ"],
        "staff": ["Thẩm định xong", "Phân công", "Ghi ý kiến", "Yêu cầu bổ sung", "Rút hồ sơ"],
    }


@pytest.mark.parametrize("status", list(DossierStatus))
def test_page_opens_at_every_step_for_staff(client, staff, dossier, status):
    submitted(dossier, status=status)
    client.force_login(staff)
    assert client.get(url(dossier)).status_code == 200


def test_printed_explanation_has_every_line_open(client, staff, with_head):
    client.force_login(staff)
    answer = client.get(url(with_head, "kiem-tra/"))
    assert "line-findings" not in answer.content.decode()
    assert "1. Vàng Thị Mỷ: Lao động tiên tiến" in text(answer)


def test_law_that_applies_stands_with_its_note(client, unit_officer, dossier):
    client.force_login(unit_officer)
    words = text(client.get(url(dossier)))
    assert "06/2022/QH15. Quy định sửa đổi năm 2026 được áp dụng nếu có lợi hơn." in words
    assert "Điều 4 Luật số 06/2026/QH16. Chưa đối chiếu được với văn bản gốc" in words
