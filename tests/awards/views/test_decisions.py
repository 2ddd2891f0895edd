"""Who gets which page of a decision, and what is answered to each."""

from __future__ import annotations

import pytest
import time_machine
from django.urls import reverse

from awards.enums import DecisionKind, DecisionStatus
from awards.models import AwardRecord, Decision
from awards.services.decisions_amend import correct_lines, revoke_lines
from tests.awards.deciding import carried, certificate, checked_lines, drafted, issued
from tests.organizations.views.outcomes import outcomes

#: anonymous, staff, leader, clerk, unit officer, outsider, administrator
OF_A_DRAFT = ["login", 200, 200, 200, 404, 404, 200]
OF_AN_ISSUED_ONE = ["login", 200, 200, 200, 200, 404, 200]
STAFF_ONLY = ["login", 200, 403, 403, 404, 404, 403]


@pytest.fixture(autouse=True)
def in_july_2026():
    with time_machine.travel("2026-07-10T09:00:00+07:00", tick=False):
        yield


@pytest.fixture
def draft(province, staff):
    return drafted(province, staff, "Giàng A Chứ", "Vàng Thị Máy")


@pytest.fixture
def granted(province, staff, clerk):
    return issued(province, staff, clerk, "Giàng A Chứ", "Vàng Thị Máy")


def url(name, *args):
    return reverse(f"awards:{name}", args=args)


def test_decisions(request, draft):
    assert outcomes(request, url("decisions")) == ["login", 200, 200, 200, 200, 200, 200]


def test_decision_create(request, draft):
    assert outcomes(request, url("decision_create")) == ["login", 200, 403, 403, 403, 200, 403]


@pytest.mark.parametrize("name", ["decision", "decision_paper", "decision_lines", "decision_money"])
def test_the_pages_of_a_draft(request, draft, name):
    assert outcomes(request, url(name, draft.pk)) == OF_A_DRAFT


@pytest.mark.parametrize("name", ["decision", "decision_paper", "decision_lines", "decision_money"])
def test_the_pages_of_an_issued_decision(request, granted, unit_officer, name):
    assert outcomes(request, url(name, granted.pk)) == OF_AN_ISSUED_ONE


@pytest.mark.parametrize("name", ["decision_edit", "decision_lines_add"])
def test_what_staff_do_with_a_draft(request, draft, name):
    assert outcomes(request, url(name, draft.pk)) == STAFF_ONLY


def test_decision_line_edit(request, draft):
    assert outcomes(request, url("decision_line_edit", draft.lines.first().pk)) == STAFF_ONLY


def test_decision_issue(request, draft):
    assert outcomes(request, url("decision_issue", draft.pk)) == ["login", 403, 403, 200, 404, 404, 403]


@pytest.mark.parametrize("name", ["decision_revoke", "decision_correct"])
def test_what_staff_do_with_an_issued_decision(request, granted, name):
    assert outcomes(request, url(name, granted.pk)) == ["login", 200, 403, 403, 403, 404, 403]


@pytest.mark.parametrize("name", ["decision_line_remove", "decision_line_move"])
def test_steps_of_a_line(request, draft, name):
    found = outcomes(request, url(name, draft.lines.first().pk), post={"base_revision": draft.revision})
    assert found == ["login", 302, 403, 403, 404, 404, 403]


@pytest.mark.parametrize("name", ["decision_lines_sort", "decision_discard"])
def test_steps_of_a_draft(request, draft, name):
    found = outcomes(request, url(name, draft.pk), post={"base_revision": draft.revision})
    assert found == ["login", 302, 403, 403, 404, 404, 403]


def test_a_draft_is_made_from_a_session_in_one_step(client, province, staff):
    session = carried(province, staff, "BKT")
    client.force_login(staff)
    assert "Lập quyết định" in client.get(url("decisions")).content.decode()
    answer = client.post(
        url("decision_create"), {"issuer": province.pk, "is_submission": "", "session": session.pk, "year": "2025"}
    )
    made = Decision.objects.get()
    assert (answer.status_code, answer.url) == (302, made.get_absolute_url())
    assert (made.session, made.lines.count()) == (session, 1)


def test_a_draft_by_hand_goes_on_to_the_lines(client, province, staff):
    line = checked_lines(province, "Giàng A Chứ")[0]
    client.force_login(staff)
    answer = client.post(
        url("decision_create"), {"issuer": province.pk, "is_submission": "", "session": "", "year": "2025"}
    )
    made = Decision.objects.get()
    assert answer.url == url("decision_lines_add", made.pk)
    client.post(answer.url, {"dong": [line.pk, "abc", "9" * 30], "base_revision": 0})
    assert [one.name for one in made.lines.all()] == ["Giàng A Chứ"]


def test_no_line_picked_is_said_on_the_page(client, draft, staff):
    client.force_login(staff)
    answer = client.post(url("decision_lines_add", draft.pk), {"base_revision": draft.revision})
    assert answer.status_code == 422
    assert "Chưa chọn dòng nào" in answer.content.decode()


def words_of(draft, **changes):
    names = ("place", "subject_line", "year", "legal_bases", "signing_authority", "signer_title", "signer_name")
    values = {name: getattr(draft, name) for name in names} | {"recipients": draft.recipients, "articles": ""}
    return values | {"base_revision": draft.revision} | changes


def test_the_words_are_saved_and_a_stale_save_keeps_what_was_typed(client, draft, staff):
    client.force_login(staff)
    assert client.post(url("decision_edit", draft.pk), words_of(draft, place="Sa Pa")).status_code == 302
    answer = client.post(url("decision_edit", draft.pk), words_of(draft, place="Bắc Hà"))
    assert answer.status_code == 422
    body = answer.content.decode()
    assert "vừa lưu lúc 09:00" in body
    assert "Bắc Hà" in body
    assert Decision.objects.get().place == "Sa Pa"


def test_a_line_is_edited(client, draft, staff):
    client.force_login(staff)
    line = draft.lines.get(name="Giàng A Chứ")
    values = {"name": "Giàng A Chư", "post": "Phó Giám đốc", "achievement": "Đã có thành tích", "coefficient": "1,25"}
    client.post(url("decision_line_edit", line.pk), values | {"base_revision": draft.revision})
    line.refresh_from_db()
    assert (line.name, line.post, str(line.coefficient)) == ("Giàng A Chư", "Phó Giám đốc", "1.25")


def test_the_clerk_gives_the_number_and_a_used_one_is_refused_at_its_field(client, province, staff, clerk, granted):
    draft = drafted(province, staff, "Lý Seo Phà")
    client.force_login(clerk)
    values = {"number": "125", "issued_on": "05/07/2026"}
    answer = client.post(url("decision_issue", draft.pk), values)
    assert answer.status_code == 422
    assert "Số 125 năm 2026 đã dùng cho quyết định 125/QĐ-UBND" in answer.content.decode()
    assert client.post(url("decision_issue", draft.pk), values | {"number": "126"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.status, draft.symbol) == (DecisionStatus.ISSUED, "126/QĐ-UBND")


def test_a_revocation_is_drafted_from_ticked_lines(client, granted, staff):
    client.force_login(staff)
    line = granted.lines.get(name="Giàng A Chứ")
    answer = client.post(url("decision_revoke", granted.pk), {"dong": line.pk, "ground": "forged", "reason": ""})
    made = Decision.objects.get(kind=DecisionKind.REVOKE)
    assert answer.url == url("decision_lines", made.pk)
    assert [one.amends for one in made.lines.all()] == [line]


def test_a_correction_without_lines_keeps_the_reason(client, granted, staff):
    client.force_login(staff)
    answer = client.post(url("decision_correct", granted.pk), {"reason": "Sai tên người"})
    assert answer.status_code == 422
    assert "Sai tên người" in answer.content.decode()
    assert not Decision.objects.exclude(pk=granted.pk).exists()


def test_the_lines_of_a_revocation_are_not_typed(client, granted, staff):
    client.force_login(staff)
    made = revoke_lines(granted, granted.lines.all(), ground="false", reason="", by=staff)
    answer = client.get(url("decision_line_edit", made.lines.first().pk))
    assert (answer.status_code, answer.url) == (302, url("decision_lines", made.pk))


def test_the_export_of_the_list_has_every_line(client, granted, staff):
    client.force_login(staff)
    found = client.get(url("decision_lines", granted.pk), {"export": "csv"}).content.decode("utf-8-sig")
    assert len(found.splitlines()) == 3


@pytest.mark.parametrize(
    ("name", "queries"), [("decision", 14), ("decision_lines", 6), ("decision_money", 11), ("decision_revoke", 6)]
)
def test_the_pages_of_an_issued_decision_take_as_many_queries_for_three_lines_as_for_one(
    client, province, staff, clerk, django_assert_num_queries, name, queries
):
    client.force_login(staff)
    for number, names in enumerate((("Một",), ("Hai", "Ba", "Bốn")), start=1):
        made = issued(province, staff, clerk, *names, number=number)
        client.get(url(name, made.pk))
        with django_assert_num_queries(queries):
            client.get(url(name, made.pk))


def test_the_list_of_decisions_takes_as_many_queries_for_three_as_for_one(
    client, province, staff, django_assert_num_queries
):
    client.force_login(staff)
    for names in (("Một",), ("Hai", "Ba")):
        for name in names:
            drafted(province, staff, name)
        client.get(url("decisions"))
        with django_assert_num_queries(8):
            client.get(url("decisions"))


def test_a_correction_shows_both_words(client, granted, staff):
    client.force_login(staff)
    made = correct_lines(granted, granted.lines.all(), reason="Sai tên", by=staff)
    made.lines.filter(name="Giàng A Chứ").update(name="Giàng A Chư")
    body = client.get(url("decision_lines", made.pk)).content.decode()
    assert "<del>Giàng A Chứ</del> <ins>Giàng A Chư</ins>" in body


def test_an_empty_list_says_the_first_step(client, staff):
    client.force_login(staff)
    assert "Chưa có quyết định nào" in client.get(url("decisions")).content.decode()


def test_the_certificates_card_is_there_once_there_is_something_to_print(client, draft, granted, staff):
    client.force_login(staff)
    assert "Bằng, giấy khen" not in client.get(url("decision", draft.pk)).content.decode()
    assert "Bằng, giấy khen" in client.get(url("decision", granted.pk)).content.decode()


def test_a_level_above_is_told_before_the_number(client, province, staff, draft):
    draft.lines.update(title=certificate("COTD_CP", level="state", decided_by="Thủ tướng Chính phủ"))
    client.force_login(staff)
    body = client.get(url("decision", draft.pk)).content.decode()
    assert "do Thủ tướng Chính phủ quyết định; lập tờ trình cấp trên" in body


def test_unknown_addresses_are_not_there(client, staff, granted):
    client.force_login(staff)
    assert client.get(url("decision", granted.pk + 1000)).status_code == 404
    assert AwardRecord.objects.count() == 2
