"""The page of one unit's line: typed, saved, refused with what was typed, sent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from awards.models import AwardTitle
from registrations.enums import LineStatus
from registrations.services import lines
from tests.factories.registrations import fill

pytestmark = pytest.mark.django_db


def at(name: str, line) -> str:
    return reverse(f"registrations:{name}", args=[line.pk])


def typed(*rows: tuple[str, str, str, str], base: int = 0, **more: Any) -> dict[str, Any]:
    """The data of the page: (column, code, count, words) by row."""
    data = {"base_revision": str(base), **more}
    for number, (column, code, count, words) in enumerate(rows):
        names = {"key": f"new-{number}", "column": column, "code": code, "count": count, "words": words}
        data |= {f"dong-{number}-{name}": value for name, value in names.items()}
    return data


ROWS = (("own", "COTD_T", "", "Cờ thi đua của UBND tỉnh"), ("inner", "CSTDT", "5", ""))


def on_paper(line) -> list[str]:
    return [entry.on_paper for entry in line.entries.all()]


def test_line_outcomes(answers, line):
    assert answers(line.get_absolute_url()) == ["login", 200, 200, 200, 404, 404, 200, 200, 200, 404]


@pytest.mark.parametrize("name", ["line", "line_autosave"])
def test_a_line_is_written_by_its_unit_and_its_leader_alone(answers, line, name):
    got = answers(at(name, line), typed(*ROWS))
    done = 302 if name == "line" else 200
    assert got == ["login", 403, 403, 403, 404, 404, 403, done, done, 404]


def test_line_recall_outcomes(answers, line, member):
    lines.send_line(fill(line, by=member), by=member)
    assert answers(at("line_recall", line), {}) == ["login", 403, 403, 403, 404, 404, 403, 302, 302, 404]


def test_line_keeps_what_was_typed(client, line, member):
    client.force_login(member)
    client.post(line.get_absolute_url(), typed(*ROWS))
    assert on_paper(line) == ["Cờ thi đua của UBND tỉnh", "05 cá nhân đạt danh hiệu Chiến sĩ thi đua cấp tỉnh"]


def test_line_is_sent_with_its_save(client, line, member):
    client.force_login(member)
    client.post(line.get_absolute_url(), typed(*ROWS, act="send"))
    line.refresh_from_db()
    assert (line.status, line.sent_by) == (LineStatus.SENT, member)


def test_an_empty_line_is_saved_but_not_sent(client, line, member):
    client.force_login(member)
    answer = client.post(line.get_absolute_url(), typed(act="send"), follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "Đã lưu, chưa gửi được. Chưa ghi danh hiệu nào."
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("inner", "CSTDT", "-5", ""), "Ghi số nguyên, ví dụ 5."),
        (("inner", "CSTDT", "99999", ""), "Số phải từ 1 đến 9999."),
        (("inner", "", "5", ""), "Chọn danh hiệu."),
        (("inner", "LA", "5", ""), "Danh hiệu này không có trong danh mục."),
        (("own", "CSTDT", "", ""), "“Chiến sĩ thi đua cấp tỉnh” dành cho cá nhân"),
    ],
)
def test_a_refused_row_says_why_and_all_that_was_typed_is_still_there(client, line, member, row, words):
    client.force_login(member)
    answer = client.post(line.get_absolute_url(), typed(ROWS[0], row))
    page = answer.content.decode()
    assert (answer.status_code, on_paper(line)) == (422, [])
    assert words in page
    assert "Cờ thi đua của UBND tỉnh" in page
    assert [
        one.typed.count for group in answer.context["groups"] for one in group.rows if one.typed.key == "new-1"
    ] == [row[2]]


def test_a_title_withdrawn_from_the_catalogue_is_refused_and_named(client, line, member):
    AwardTitle.objects.filter(code="CSTDT").update(is_active=False)
    client.force_login(member)
    page = client.post(line.get_absolute_url(), typed(*ROWS)).content.decode()
    assert "“Chiến sĩ thi đua cấp tỉnh” đã thôi dùng trong danh mục" in page
    assert "Chiến sĩ thi đua cấp tỉnh (đã thôi dùng)" in page


def test_a_stale_page_shows_the_others_version_and_keeps_ones_own(client, line, member, head):
    fill(line, by=member)
    client.force_login(head)
    answer = client.post(line.get_absolute_url(), typed(("own", "COTD_CP", "", "Cờ của tôi"), base=0))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Đăng ký thi đua của các tập thể, cá nhân: 05 cá nhân đạt danh hiệu" in page
    assert "Cờ của tôi" in page
    assert answer.context["base"] == 1
    client.post(line.get_absolute_url(), typed(("own", "COTD_CP", "", "Cờ của tôi"), base=1))
    assert on_paper(line) == ["Cờ của tôi"]


def test_a_faulty_stale_page_stays_stale(client, line, member, head):
    """Mended, it must still meet the save of the other one."""
    fill(line, by=member)
    client.force_login(head)
    answer = client.post(line.get_absolute_url(), typed(("inner", "CSTDT", "x", ""), base=0))
    assert (answer.status_code, answer.context["base"]) == (422, 0)


@pytest.mark.parametrize("base", [None, "", "x", "-1", "9" * 30])
def test_a_page_that_does_not_say_its_save_is_refused(client, line, member, base):
    client.force_login(member)
    data = typed(*ROWS)
    data.pop("base_revision")
    answer = client.post(line.get_absolute_url(), data | ({} if base is None else {"base_revision": base}))
    assert (answer.status_code, on_paper(line)) == (422, [])
    assert "Cờ thi đua của UBND tỉnh" in answer.content.decode()


def test_after_the_deadline_nothing_is_saved_and_the_typing_stays(client, line, member):
    round_ = line.registration.round
    round_.due_on = timezone.localdate() - timedelta(days=1)
    round_.save()
    client.force_login(member)
    answer = client.post(line.get_absolute_url(), typed(*ROWS))
    page = answer.content.decode()
    assert (answer.status_code, on_paper(line)) == (422, [])
    assert "Đã hết hạn nộp ngày" in page
    assert "Cờ thi đua của UBND tỉnh" in page


def test_line_autosave_answers_with_the_names_of_its_rows(client, line, member):
    client.force_login(member)
    answer = client.post(at("line_autosave", line), typed(*ROWS)).json()
    kept = list(line.entries.order_by("position").values_list("pk", flat=True))
    assert (answer["revision"], answer["keys"]) == (1, {"new-0": str(kept[0]), "new-1": str(kept[1])})
    assert client.post(at("line_autosave", line), typed(*ROWS)).status_code == 409
    refused = client.post(at("line_autosave", line), typed(("inner", "", "5", ""), base=1))
    assert (refused.status_code, refused.json()["reasons"]) == (
        422,
        ["Đăng ký thi đua của các tập thể, cá nhân, dòng 1, danh hiệu: Chọn danh hiệu."],
    )


def test_hidden_characters_are_taken_out_and_told(client, line, member):
    client.force_login(member)
    answer = client.post(line.get_absolute_url(), typed(("own", "COTD_T", "", "Cờ\u200b thi  đua")), follow=True)
    assert on_paper(line) == ["Cờ thi đua"]
    assert "Đã bỏ 1 ký tự ẩn" in answer.content.decode()


def test_a_returned_line_shows_why(client, line, member, head):
    lines.send_line(fill(line, by=member), by=member)
    lines.return_line(line, reason="Thiếu số lượng của chi cục", by=head)
    client.force_login(member)
    answer = client.get(line.get_absolute_url())
    assert answer.context["returned"].comment == "Thiếu số lượng của chi cục"
    assert answer.context["is_open"]


def test_a_sent_line_is_read_by_its_unit_and_written_by_the_leader(client, line, member, head):
    lines.send_line(fill(line, by=member), by=member)
    for user, is_open in ((member, False), (head, True)):
        client.force_login(user)
        assert client.get(line.get_absolute_url()).context["is_open"] is is_open
