"""The sheet: what is typed is saved whole or comes back whole, with every fault at its row."""

from __future__ import annotations

import json
import time

import pytest

from campaigns.models import Directive
from campaigns.services import approve_directive, submit_directive
from tests.factories.targets import assign, make_indicator, make_target
from tests.organizations.views.outcomes import outcomes
from tests.targets.views.sheets import plain, posted

URL = "/chi-thi/laocai-2024/chi-tieu/sua/"
QUERIES = 12


@pytest.fixture
def as_staff(client, staff):
    client.force_login(staff)
    return client


def saved(directive: Directive) -> list[tuple[str, str, str]]:
    return list(directive.targets.order_by("position").values_list("name", "phrase", "words"))


def printed(directive: Directive) -> list[str]:
    directive.refresh_from_db()
    return [line for group in directive.target_list["groups"] for line in group["lines"]]


def test_only_staff_of_the_issuer_enter_targets(request, draft):
    assert outcomes(request, URL) == ["login", 200, 403, 403, 404, 404, 403]
    rows = posted({"name": "Tỷ lệ đô thị hóa", "phrase": "33,5%"})
    assert outcomes(request, URL, post=rows) == ["login", 302, 403, 403, 404, 404, 403]
    assert saved(draft) == []


def test_rows_are_saved_in_order_and_printed_by_the_directive(as_staff, draft):
    answer = as_staff.post(
        URL,
        posted(
            {"name": "Cơ cấu kinh tế", "group": "economy"},
            {"name": "Nông nghiệp", "phrase": "40%", "level": 1, "joint": ":", "words": "Nông nghiệp 40%"},
            {"name": "Dịch vụ", "phrase": "60%", "level": 1, "joint": ";", "words": "Dịch vụ 60%"},
            {"name": "Tỷ lệ đô thị hóa: 33,5%"},
        ),
    )
    assert (answer.status_code, answer.url) == (302, URL)
    assert [(name, phrase) for name, phrase, _ in saved(draft)] == [
        ("Cơ cấu kinh tế", ""),
        ("Nông nghiệp", "40%"),
        ("Dịch vụ", "60%"),
        ("Tỷ lệ đô thị hóa", "33,5%"),
    ]
    assert printed(draft) == ["Cơ cấu kinh tế: Nông nghiệp 40%; Dịch vụ 60%.", "Tỷ lệ đô thị hóa: 33,5%."]


def test_saving_again_changes_moves_and_removes(as_staff, draft):
    first, second, third = (make_target(draft, name, "5%") for name in ("Tỷ lệ một", "Tỷ lệ hai", "Tỷ lệ ba"))
    rows = [{"key": str(t.pk), "name": t.name, "phrase": p} for t, p in ((third, "5%"), (first, "6%"))]
    as_staff.post(URL, posted(*rows))
    assert list(draft.targets.values_list("pk", "phrase").order_by("position")) == [(third.pk, "5%"), (first.pk, "6%")]
    assert not draft.targets.filter(pk=second.pk).exists()


def test_faults_are_told_at_their_rows_and_everything_typed_is_still_there(as_staff, draft):
    page = as_staff.post(
        URL,
        posted(
            {"name": "Số xã", "phrase": "1O0 xã"}, {"name": "Tỷ lệ đô thị hóa", "phrase": "33,5%", "note": "giữ lại"}
        ),
    )
    assert page.status_code == 422
    assert page.context["faults"] == [(1, "dong-0-phrase", "Mức cần đạt", "“1O0” có chữ “O” lẫn trong số.")]
    shown = page.content.decode()
    assert 'href="#dong-0-phrase"' in shown
    assert ">1O0 xã</textarea>" in shown
    assert ">giữ lại</textarea>" in shown
    assert saved(draft) == []


def test_a_fault_in_the_details_opens_them(as_staff, draft):
    page = as_staff.post(URL, posted({"name": "Tỷ lệ A", "phrase": "5%", "indicator": "khong-co"}))
    assert [row.is_open for row in page.context["rows"][:2]] == [True, False]


def test_warnings_stand_beside_the_rows_and_on_top(as_staff, draft):
    make_target(draft, "Số trường đạt chuẩn", "47/83 trường, đạt 60%")
    page = as_staff.get(URL)
    assert page.context["warnings"] == [(0, 1, "47/83 là 56,63%, không phải 60%.")]


def test_words_that_say_another_number_are_a_warning(as_staff, draft):
    make_target(draft, "Tỷ lệ A", "5%", words="Tỷ lệ A đạt 4%")
    assert as_staff.get(URL).context["warnings"] == [(0, 1, "Câu chữ “Tỷ lệ A đạt 4%” không ghi mức “5%”.")]


def test_without_the_script_rows_are_plain_fields_and_blank_ones_are_left_out(as_staff, draft):
    target = make_target(draft, "Tỷ lệ bao phủ", "đạt 97%", words="Tỷ lệ bao phủ đạt 97%")
    gone = make_target(draft, "Tỷ lệ thừa", "1%")
    answer = as_staff.post(
        URL,
        plain(
            {"key": str(target.pk), "name": "Tỷ lệ bao phủ", "phrase": "đạt 98%", "words": "Tỷ lệ bao phủ đạt 97%"},
            {"key": str(gone.pk), "name": "", "phrase": "", "words": ""},
            {"key": "trong-0", "name": "Tỷ lệ mới", "phrase": "2%"},
            {"key": "trong-1", "name": ""},
        ),
    )
    assert answer.status_code == 302
    assert saved(draft) == [
        ("Tỷ lệ bao phủ", "đạt 98%", "Tỷ lệ bao phủ đạt 98%"),
        ("Tỷ lệ mới", "2%", "Tỷ lệ mới: 2%"),
    ]


def test_a_changed_number_of_a_plain_row_reaches_the_paper(as_staff, draft):
    target = make_target(draft, "Tỷ lệ đô thị hóa", "33,5%")
    row = as_staff.get(URL).context["rows"][0].typed
    assert row.words == ""
    as_staff.post(URL, posted({"key": str(target.pk), "name": row.name, "phrase": "34%", "words": row.words}))
    assert printed(draft) == ["Tỷ lệ đô thị hóa: 34%."]


def test_of_two_people_the_second_is_told_and_keeps_the_text(as_staff, draft, staff):
    as_staff.post(URL, posted({"name": "Tỷ lệ của người thứ nhất", "phrase": "1%"}))
    page = as_staff.post(URL, posted({"name": "Tỷ lệ của người thứ hai", "phrase": "2%"}))
    assert page.status_code == 409
    shown = page.content.decode()
    assert "Hai người cùng sửa." in shown
    assert "Tỷ lệ của người thứ hai" in shown
    assert [name for name, _, _ in saved(draft)] == ["Tỷ lệ của người thứ nhất"]
    assert '<button type="submit" class="btn btn-danger" name="base_revision" value="1">' in shown
    knowing = posted({"name": "Tỷ lệ của người thứ hai", "phrase": "2%"}) | {"base_revision": ["0", "1"]}
    assert as_staff.post(URL, knowing).status_code == 302
    assert [name for name, _, _ in saved(draft)] == ["Tỷ lệ của người thứ hai"]


def test_a_directive_in_review_is_not_edited(as_staff, in_review):
    answer = as_staff.get(URL)
    assert (answer.status_code, answer.url) == (302, "/chi-thi/laocai-2024/chi-tieu/")
    page = as_staff.post(URL, posted({"name": "Tỷ lệ A", "phrase": "5%"}))
    assert page.status_code == 422
    assert "đang chờ duyệt hoặc chờ số nên không sửa được" in page.content.decode()
    assert "Tỷ lệ A" in page.content.decode()
    assert saved(in_review) == []


def test_a_directive_sent_meanwhile_keeps_the_text(as_staff, draft, staff, leader):
    approve_directive(submit_directive(draft, by=staff), by=leader)
    assert as_staff.post(URL, posted({"name": "Tỷ lệ A", "phrase": "5%"})).status_code == 422


def test_a_target_given_to_a_unit_is_not_removed(as_staff, draft, other_province):
    target = make_target(draft, "Tỷ lệ A", "5%")
    assign(target, other_province)
    page = as_staff.post(URL, posted({"name": "Tỷ lệ B", "phrase": "5%"}))
    assert page.status_code == 422
    assert "Hãy bỏ giao trước khi xóa dòng." in page.content.decode()
    assert [name for name, _, _ in saved(draft)] == ["Tỷ lệ A"]


@pytest.mark.parametrize(
    "rows", ["khong phai json", "{}", "[1]", '[{"name": 5}]', '[{"name": null}]', "[" * 100_000, '[{"name": ["a"]}]']
)
def test_rows_in_another_form_are_refused_in_words(as_staff, draft, rows):
    page = as_staff.post(URL, posted() | {"rows": rows})
    assert page.status_code == 422
    assert "Hãy tải lại trang rồi làm lại." in page.content.decode()


def test_no_row_is_the_target_of_another_directive_or_of_another_row(as_staff, draft, outsider, other_province):
    target = make_target(draft, "Tỷ lệ A", "5%")
    rows = [{"key": str(target.pk), "name": f"Tỷ lệ {n}", "phrase": "5%"} for n in ("B", "C")]
    as_staff.post(URL, posted(*rows, {"key": "999999", "name": "Tỷ lệ D", "phrase": "5%"}))
    assert [name for name, _, _ in saved(draft)] == ["Tỷ lệ B", "Tỷ lệ C", "Tỷ lệ D"]


def test_invisible_characters_are_taken_out_and_told(as_staff, draft):
    page = as_staff.post(URL, posted({"name": "Tỷ\u200b lệ\x00 A", "phrase": "5%"}), follow=True)
    assert [name for name, _, _ in saved(draft)] == ["Tỷ lệ A"]
    assert "Đã bỏ 2 ký tự ẩn" in page.content.decode()


def test_words_of_another_script_are_shown_as_words(as_staff, draft):
    page = as_staff.post(URL, posted({"name": "<script>alert(1)</script> 1O0 xã", "phrase": "x"}))
    assert "<script>alert(1)" not in page.content.decode()


def test_five_hundred_rows_are_saved_and_one_more_is_refused(as_staff, draft):
    rows = [{"name": f"Tỷ lệ số thứ {n} của dân", "phrase": "5%"} for n in range(501)]
    began = time.process_time()
    assert as_staff.post(URL, posted(*rows[:500])).status_code == 302
    assert draft.targets.count() == 500
    assert as_staff.get(URL).status_code == 200
    assert time.process_time() - began < 20
    page = as_staff.post(URL, posted(*rows, revision=1))
    assert page.status_code == 422
    assert "tối đa 500 chỉ tiêu" in page.content.decode()


def test_an_empty_sheet_offers_the_first_steps(as_staff, draft):
    page = as_staff.get(URL)
    assert page.context["is_empty"]
    assert "Chỉ thị này chưa có chỉ tiêu." in page.content.decode()
    assert "Chép" not in page.content.decode()


def test_the_name_of_a_register_entry_is_shown(as_staff, draft):
    entry = make_indicator("do-thi-hoa", "Tỷ lệ đô thị hóa")
    make_target(draft, "Tỷ lệ đô thị hóa", "33%", indicator=entry)
    row = as_staff.get(URL).context["rows"][0]
    assert (row.typed.indicator, row.indicator_name) == ("do-thi-hoa", "Tỷ lệ đô thị hóa")
    assert row.understood == "đạt 33%, mức tại thời điểm, càng cao càng tốt"


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_number_of_questions_at_any_length(as_staff, draft, count, django_assert_num_queries):
    heading = make_target(draft, "Cơ cấu kinh tế")
    for number in range(count):
        entry = make_indicator(f"ma-{number}")
        make_target(draft, f"Phần {number}", "5%", parent=heading, indicator=entry)
    as_staff.get(URL)
    with django_assert_num_queries(QUERIES):
        as_staff.get(URL)


def test_rows_sent_as_json_may_hold_flags_in_any_form(as_staff, draft):
    rows = [{"name": "Tỷ lệ A", "phrase": "5%", "in_text": 1}, {"name": "Tỷ lệ B", "phrase": "5%", "level": "1"}]
    as_staff.post(URL, posted(*rows))
    assert list(draft.targets.order_by("position").values_list("in_text", "parent__name")) == [
        (True, None),
        (False, "Tỷ lệ A"),
    ]
    assert json.loads(posted(*rows)["rows"])[0]["key"] == "new-0"
