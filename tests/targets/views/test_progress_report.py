"""One progress report: its page and paper, the editor, and the number that ends the writing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from documents.numbering import register_number
from targets.enums import ReviewKind
from targets.models import ProgressReport
from targets.services.progress import create_progress_report, issue_progress_report, save_progress_report
from tests.factories.targets import make_actual
from tests.organizations.views.outcomes import outcomes
from tests.targets.reviewed import HALF, complete, enter_results, enter_targets


@pytest.fixture
def made(issued, time_machine):
    found = enter_targets(issued)
    enter_results(found)
    time_machine.move_to("2024-07-10T09:00:00+07:00")
    return found


@pytest.fixture
def report(issued, made, staff) -> ProgressReport:
    return create_progress_report(issued, period=HALF, review=ReviewKind.INTERIM, by=staff)


@pytest.fixture
def numbered(report, staff, clerk) -> ProgressReport:
    ready = save_progress_report(report, {"sections": complete(report)}, base_revision=0, by=staff)
    return issue_progress_report(ready, number=15, issued_on=date(2024, 7, 9), by=clerk)


def issue_now(issued, staff, clerk) -> ProgressReport:
    made = create_progress_report(issued, period=HALF, review=ReviewKind.INTERIM, by=staff)
    return issue_progress_report(made, number=15, issued_on=date(2024, 7, 9), by=clerk)


def url(report, step: str = "") -> str:
    return f"/bao-cao-tien-do/{report.pk}/{step}"


def typed(report: ProgressReport, **changes: Any) -> dict[str, Any]:
    """What the browser posts for a report as it stands, with some fields typed anew."""
    names = ("place", "subject_line", "signing_authority", "signer_title", "signer_name", "recipients")
    data: dict[str, Any] = {name: getattr(report, name) for name in names} | {"base_revision": report.revision}
    for number, section in enumerate(report.sections):
        data |= {f"heading_{number}": section["heading"], f"text_{number}": section["text"]}
    return data | changes


def refreshed(report) -> ProgressReport:
    return ProgressReport.objects.get(pk=report.pk)


@pytest.mark.parametrize("step", ["", "to-giay/", "xem-truoc/"])
def test_a_draft_is_read_by_those_who_work_on_it(request, report, step):
    assert outcomes(request, url(report, step)) == ["login", 200, 200, 200, 404, 404, 200]


@pytest.mark.parametrize("step", ["", "to-giay/"])
def test_an_issued_report_is_read_by_the_whole_province(request, numbered, step):
    assert outcomes(request, url(numbered, step)) == ["login", 200, 200, 200, 200, 404, 200]


def test_writing_is_for_staff(request, report):
    rows = ["login", 200, 403, 403, 404, 404, 403]
    assert outcomes(request, url(report, "soan/")) == rows
    assert outcomes(request, url(report, "soan/"), post=typed(report)) == ["login", 302, 403, 403, 404, 404, 403]
    assert outcomes(request, url(report, "tu-luu/"), post=typed(report)) == rows
    assert outcomes(request, url(report, "xem-truoc/"), post=typed(report)) == rows


def test_issuing_is_for_the_clerk(request, report):
    data = {"number": "15", "issued_on": "09/07/2024", "base_revision": "0"}
    assert outcomes(request, url(report, "ban-hanh/")) == ["login", 403, 403, 200, 404, 404, 403]
    assert outcomes(request, url(report, "ban-hanh/"), post=data) == ["login", 403, 403, 302, 404, 404, 403]


def test_the_page_says_whose_turn_it_is_and_what_to_look_at(client, report, staff, clerk):
    client.force_login(staff)
    page = client.get(url(report)).content.decode()
    assert "Việc của văn thư" in page
    assert "Còn dấu “…” chưa điền ở: Phần I" in page
    assert f"{url(report)}soan/" in page
    client.force_login(clerk)
    page = client.get(url(report)).content.decode()
    assert f'href="{url(report)}ban-hanh/"' in page
    assert f'href="{url(report)}soan/"' not in page


def test_the_page_offers_three_formats(client, report, staff):
    client.force_login(staff)
    assert [row.format for row in client.get(url(report)).context["panel"].rows] == ["pdf", "docx", "xlsx"]


@pytest.mark.parametrize("more", [0, 3])
def test_the_page_takes_the_same_queries_with_more_figures(
    client, report, made, staff, more, django_assert_num_queries
):
    from tests.factories.targets import make_target

    for number in range(more):
        make_actual(make_target(report.directive, f"Chỉ tiêu {number}", "10 xã"), "9", kind="half")
    client.force_login(staff)
    with django_assert_num_queries(23):
        client.get(url(report))


def test_the_preview_shows_what_is_typed_and_writes_nothing(client, report, staff):
    client.force_login(staff)
    data = typed(report, text_3="Đã tặng 120 bằng khen.", signer_name="Giàng Thị Dung", base_revision="x")
    page = client.post(url(report, "xem-truoc/"), data).content.decode()
    assert "Đã tặng 120 bằng khen." in page
    assert "Giàng Thị Dung" in page
    assert "DỰ THẢO" in page
    assert refreshed(report).revision == 0


def test_saving_keeps_the_words(client, report, staff):
    client.force_login(staff)
    answer = client.post(url(report, "soan/"), typed(report, text_3="Đã tặng 120 bằng khen.", heading_6=""))
    assert answer.url == url(report, "soan/")
    saved = refreshed(report)
    assert saved.sections[3]["text"] == "Đã tặng 120 bằng khen."
    assert (saved.sections[6]["heading"], saved.sections[6]["part"]) == ("", "proposals")


def test_autosave_answers_the_script(client, report, staff):
    client.force_login(staff)
    answer = client.post(url(report, "tu-luu/"), typed(report, text_3="Một\u200b hai"))
    assert answer.json() == {"revision": 1, "saved_at": "09:00", "removed": 1}
    slower = client.post(url(report, "tu-luu/"), typed(report, text_3="Ba"))
    assert slower.status_code == 409
    assert "đã lưu báo cáo này" in slower.json()["reasons"][0]
    bad = client.post(url(report, "tu-luu/"), typed(report, signing_authority="king"))
    assert bad.status_code == 422
    assert bad.json()["reasons"][0].startswith("Thẩm quyền ký:")


def test_two_at_once_see_the_difference_and_lose_nothing(client, report, staff, admin):
    save_progress_report(report, {"place": "Sa Pa"}, base_revision=0, by=admin)
    client.force_login(staff)
    answer = client.post(url(report, "soan/"), typed(report, text_3="Phần tôi gõ"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Hai người cùng sửa" in page
    assert "Phần tôi gõ" in page
    assert '<input type="hidden" name="base_revision" value="1"' in page
    assert refreshed(report).sections[3]["text"] != "Phần tôi gõ"


def test_the_figures_are_written_anew_only_when_asked(client, report, made, staff):
    make_actual(made["communes"], "73", kind="quarter", index=2,
                organization=made["communes"].assignments.get().organization)  # fmt: skip
    client.force_login(staff)
    client.post(url(report, "soan/"), typed(report, text_3="Gõ dở"))
    assert "5/7 chỉ tiêu" in refreshed(report).sections[2]["text"]
    client.post(url(report, "soan/"), typed(report, text_3="Gõ dở nữa", base_revision=1, redraft="results"))
    saved = refreshed(report)
    assert "6/7 chỉ tiêu" in saved.sections[2]["text"]
    assert saved.sections[3]["text"] == "Gõ dở nữa"


@pytest.mark.parametrize("part", ["rewards", "lagging", "x"])
def test_only_the_buttons_of_the_page_redraft(client, report, staff, part):
    client.force_login(staff)
    assert client.post(url(report, "soan/"), typed(report, redraft=part)).status_code == 404
    assert refreshed(report).revision == 0


def test_too_long_a_text_is_refused_and_still_on_the_page(client, report, staff):
    client.force_login(staff)
    answer = client.post(url(report, "soan/"), typed(report, text_3="a" * 400_001))
    assert answer.status_code == 422
    assert "vượt mức 400.000 ký tự" in answer.content.decode()
    assert "aaaa" in answer.content.decode()


def test_an_issued_report_leads_back_from_the_editor_with_the_reason(client, numbered, staff, clerk):
    client.force_login(staff)
    answer = client.get(url(numbered, "soan/"), follow=True)
    assert answer.redirect_chain == [(url(numbered), 302)]
    assert "được giữ nguyên" in answer.content.decode()
    assert client.post(url(numbered, "soan/"), typed(numbered, text_3="Khác")).status_code == 422
    client.force_login(clerk)
    assert client.get(url(numbered, "ban-hanh/")).status_code == 302


def test_issuing_with_the_next_number(client, report, clerk):
    client.force_login(clerk)
    form = client.get(url(report, "ban-hanh/")).context["form"]
    assert form.initial == {"number": 1, "base_revision": 0}
    client.post(url(report, "ban-hanh/"), {"number": "15", "issued_on": "09/07/2024", "base_revision": "0"})
    assert (refreshed(report).symbol, refreshed(report).issued_on) == ("15/BC-UBND", date(2024, 7, 9))


@pytest.mark.parametrize(("data", "field", "word"), [
    ({"number": "15", "issued_on": "29/06/2024"}, "issued_on", "trước ngày cuối kỳ"),
    ({"number": "15", "issued_on": "11/07/2024"}, "issued_on", "sau hôm nay"),
    ({"number": "7", "issued_on": "09/07/2024"}, "number", "đã dùng cho báo cáo 07/BC-UBND"),
    ({"number": "0", "issued_on": "09/07/2024"}, "number", "1"),
    ({"number": "15", "issued_on": "hôm qua"}, "issued_on", "ngày/tháng/năm"),
])  # fmt: skip
def test_a_wrong_number_or_day_is_told_at_its_field(client, report, issued, clerk, data, field, word):
    register_number(issued.campaign, organization=issued.issuer, document_type="BC", number=7,
                    issued_on=date(2024, 3, 1), by=clerk)  # fmt: skip
    client.force_login(clerk)
    answer = client.post(url(report, "ban-hanh/"), data | {"base_revision": "0"})
    assert answer.status_code == 422
    assert word in str(answer.context["form"].errors[field])
    assert refreshed(report).number is None


def test_what_changed_after_it_was_read_is_not_issued_unseen(client, report, staff, clerk):
    save_progress_report(report, {"place": "Sa Pa"}, base_revision=0, by=staff)
    client.force_login(clerk)
    data = {"number": "15", "issued_on": "09/07/2024", "base_revision": "0"}
    answer = client.post(url(report, "ban-hanh/"), data)
    assert answer.status_code == 422
    assert "đã được sửa sau khi" in answer.content.decode()


def test_words_of_people_are_shown_as_text(client, report, staff):
    hostile = "<script>alert(1)</script>"
    save_progress_report(report, {"subject_line": hostile, "signer_name": hostile}, base_revision=0, by=staff)
    client.force_login(staff)
    for step in ("", "soan/", "to-giay/"):
        page = client.get(url(report, step)).content.decode()
        assert hostile not in page
        assert "&lt;script&gt;alert(1)" in page
