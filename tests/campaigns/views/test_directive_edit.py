"""The editor: what is typed is saved, nothing of it is lost, and nobody else's work is overwritten unseen."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from campaigns import services
from campaigns.models import Directive
from campaigns.policies import LONGEST_BODY
from tests.factories.campaigns import DirectiveFactory
from tests.organizations.views.outcomes import outcomes

URL = "/chi-thi/laocai-2024/soan/"
SAVE = "/chi-thi/laocai-2024/tu-luu/"


@pytest.fixture
def issued_elsewhere(province, staff, leader, clerk):
    """An issued directive of the same committee: no higher level."""
    other = DirectiveFactory(code="laocai-2023", issuer=province, year=2023, created_by=staff)
    services.submit_directive(other, by=staff)
    services.approve_directive(other, by=leader)
    return services.issue_directive(other, by=clerk, number=9, issued_on=date(2024, 1, 20))


def test_only_staff_of_the_issuer_edit(request, draft):
    assert outcomes(request, URL) == ["login", 200, 403, 403, 404, 404, 403]


def test_only_staff_of_the_issuer_save(request, draft, typed):
    found = outcomes(request, SAVE, post=typed(draft, theme="Của tôi"))
    assert found == ["login", 200, 403, 403, 404, 404, 403]
    draft.refresh_from_db()
    assert draft.theme == "Đoàn kết - Kỷ cương"


def test_saving_keeps_the_content_and_a_version(as_staff, draft, typed):
    response = as_staff.post(URL, typed(draft, {"title": "Chỉ tiêu", "body": "1. Một."}, theme="Chủ đề mới"))
    assert response.status_code == 302
    draft.refresh_from_db()
    assert (draft.theme, draft.revision) == ("Chủ đề mới", 1)
    assert draft.appendices == [{"title": "Chỉ tiêu", "body": "1. Một."}]
    assert [version.content["theme"] for version in draft.versions.all()] == ["Chủ đề mới"]


def test_autosave_keeps_the_content_without_a_version(as_staff, draft, typed):
    answer = as_staff.post(SAVE, typed(draft, theme="Đang gõ")).json()
    draft.refresh_from_db()
    assert (draft.theme, answer["revision"], draft.versions.count()) == ("Đang gõ", 1, 0)
    assert answer["saved_at"] == "09:00"


def test_a_directive_in_review_is_not_edited(as_staff, in_review, typed):
    response = as_staff.get(URL, follow=True)
    assert "đang chờ duyệt nên không sửa được" in response.content.decode()
    answer = as_staff.post(SAVE, typed(in_review, theme="Lén sửa"))
    assert answer.status_code == 422
    in_review.refresh_from_db()
    assert in_review.theme == "Đoàn kết - Kỷ cương"


def test_two_people_saving_the_same_draft_lose_nothing(as_staff, draft, typed):
    first = typed(draft, theme="Của người thứ nhất")
    second = typed(draft, theme="Của người thứ hai")
    as_staff.post(SAVE, first)
    refused = as_staff.post(SAVE, second)
    assert refused.status_code == 409
    assert "đã lưu chỉ thị này lúc" in refused.json()["reasons"][0]

    page = as_staff.post(URL, second)
    assert page.status_code == 409
    shown = page.content.decode()
    assert "Hai người cùng sửa" in shown
    assert "Của người thứ hai" in shown
    assert Directive.objects.get(pk=draft.pk).theme == "Của người thứ nhất"
    assert [version.content["theme"] for version in draft.versions.all()] == ["Của người thứ nhất"]

    knowing = second | {"base_revision": page.context["form"]["base_revision"].value()}
    assert as_staff.post(URL, knowing).status_code == 302
    assert Directive.objects.get(pk=draft.pk).theme == "Của người thứ hai"
    assert {version.content["theme"] for version in draft.versions.all()} == {
        "Của người thứ nhất",
        "Của người thứ hai",
    }


def test_a_text_of_one_megabyte_is_refused_in_words_and_comes_back_whole(as_staff, draft, typed):
    text = ("Nội dung rất dài. " * 60_000)[:1_000_000]
    response = as_staff.post(URL, typed(draft, body=text))
    assert response.status_code == 422
    assert "vượt mức 400.000 ký tự" in response.content.decode()
    assert response.context["form"]["body"].value() == text
    draft.refresh_from_db()
    assert draft.revision == 0
    answer = as_staff.post(SAVE, typed(draft, body=text))
    assert answer.status_code == 422
    assert "vượt mức 400.000 ký tự" in answer.json()["reasons"][0]


def test_the_longest_text_is_accepted(as_staff, draft, typed):
    text = "a" * LONGEST_BODY
    assert as_staff.post(SAVE, typed(draft, body=text)).status_code == 200
    draft.refresh_from_db()
    assert draft.body == text


def test_invisible_characters_are_taken_out_and_counted(as_staff, draft, typed):
    nasty = "Đoàn\x00 kết\u202e tốt\u200b\ufeff"
    answer = as_staff.post(SAVE, typed(draft, theme=nasty, body=f"{nasty}\r\nHai")).json()
    draft.refresh_from_db()
    assert (draft.theme, draft.body) == ("Đoàn kết tốt", "Đoàn kết tốt\nHai")
    assert answer["removed"] == 8
    page = as_staff.post(URL, typed(draft, theme=nasty), follow=True).content.decode()
    assert "Đã bỏ 4 ký tự ẩn" in page


def test_decomposed_vietnamese_is_composed(as_staff, draft, typed):
    as_staff.post(SAVE, typed(draft, theme=unicodedata.normalize("NFD", "Đổi mới, hiệu quả")))
    draft.refresh_from_db()
    assert draft.theme == "Đổi mới, hiệu quả"


FIELDS = ["place", "subject_line", "theme", "legal_bases", "body", "signer_title", "signer_name", "recipients"]


@pytest.mark.parametrize("field", FIELDS)
def test_scripts_are_text_in_every_field_of_every_page(as_staff, draft, typed, field):
    nasty = '<script>alert("x")</script>'
    assert as_staff.post(SAVE, typed(draft, **{field: nasty})).status_code == 200
    for page in ("", "soan/", "to-giay/", "ban-luu/"):
        shown = as_staff.get(f"/chi-thi/laocai-2024/{page}").content.decode()
        assert "<script>alert" not in shown, page
    assert "&lt;script&gt;alert" in as_staff.get("/chi-thi/laocai-2024/soan/").content.decode()


def test_unknown_fields_cannot_be_slipped_in(as_staff, draft, typed):
    as_staff.post(SAVE, typed(draft, status="issued", number="1", issuer="999", theme="Ngay"))
    draft.refresh_from_db()
    assert (draft.status, draft.number, draft.theme) == ("draft", None, "Ngay")


def test_a_get_saves_nothing(as_staff, draft):
    assert as_staff.get(SAVE).status_code == 405
    as_staff.get(URL)
    draft.refresh_from_db()
    assert draft.revision == 0


def test_the_preview_shows_what_is_typed_and_writes_nothing(as_staff, draft, typed):
    page = as_staff.post("/chi-thi/laocai-2024/xem-truoc/", typed(draft, body="Chữ **mới** gõ./.")).content.decode()
    assert "Chữ <b>mới</b> gõ./." in page
    assert "DỰ THẢO" in page
    draft.refresh_from_db()
    assert draft.revision == 0


def test_a_stranger_previews_nothing(client, outsider, draft, typed):
    client.force_login(outsider)
    assert client.post("/chi-thi/laocai-2024/xem-truoc/", typed(draft)).status_code == 404


def test_text_typed_while_it_was_sent_for_review_comes_back_whole(as_staff, draft, staff, typed):
    data = typed(draft, theme="Gõ dở")
    services.submit_directive(draft, by=staff)
    page = as_staff.post(URL, data)
    assert page.status_code == 422
    shown = page.content.decode()
    assert "đang chờ duyệt nên không sửa được" in shown
    assert "Gõ dở" in shown
    draft.refresh_from_db()
    assert draft.theme == "Đoàn kết - Kỷ cương"


def test_the_conflict_page_waits_for_the_person_and_shows_words(as_staff, draft, typed):
    first = typed(draft, {"title": "Chỉ tiêu", "body": "Một."}, theme="Thi đua sáng tạo")
    second = typed(draft, theme="Thi đua rộng khắp")
    as_staff.post(SAVE, first)
    page = as_staff.post(URL, second)
    shown = page.content.decode()
    assert "data-autosave-paused" in shown
    found = {
        label: [(change.kind, change.text.strip()) for change in changes if change.kind != "same"]
        for label, changes in page.context["differences"]
    }
    assert found["Chủ đề"] == [("removed", "sáng tạo"), ("added", "rộng khắp")]
    assert found["Phụ lục"] == [("removed", "Chỉ tiêu\nMột.")]
    assert "{&#x27;title" not in shown


def test_too_many_appendices_are_told_and_come_back(as_staff, draft, typed):
    rows = [{"title": f"Phụ lục số {number}", "body": "x"} for number in range(11)]
    page = as_staff.post(URL, typed(draft, *rows))
    assert page.status_code == 422
    assert "Chỉ thị có 11 phụ lục, nhiều nhất là 10" in page.content.decode()
    assert "Phụ lục số 10" in page.content.decode()
    assert as_staff.post(SAVE, typed(draft, *rows)).json()["reasons"] == ["Chỉ thị có 11 phụ lục, nhiều nhất là 10."]


def test_an_over_long_appendix_is_told_at_its_field(as_staff, draft, typed):
    page = as_staff.post(URL, typed(draft, {"title": "Dài", "body": "a" * (LONGEST_BODY + 1)}))
    assert page.status_code == 422
    assert "vượt mức 400.000 ký tự" in page.context["appendices"].forms[0].errors["body"][0]


def test_appendices_are_saved_in_their_order_without_the_removed(as_staff, draft, typed):
    rows = [{"title": name, "body": f"Nội dung {name}"} for name in ("A", "B", "C")]
    order = {"phu-luc-0-ORDER": 2, "phu-luc-2-ORDER": 1, "phu-luc-1-DELETE": "on"}
    as_staff.post(SAVE, typed(draft, *rows, **order))
    draft.refresh_from_db()
    assert [appendix["title"] for appendix in draft.appendices] == ["C", "A"]


def test_a_form_without_its_bookkeeping_saves_nothing(as_staff, draft):
    assert as_staff.post(SAVE, {"theme": "x"}).status_code == 422
    assert as_staff.post(URL, {"theme": "x"}).status_code == 422
    draft.refresh_from_db()
    assert draft.revision == 0


def test_the_reason_of_a_return_stands_above_the_form(as_staff, in_review, leader):
    services.return_directive(in_review, by=leader, reason="Thiếu số liệu của <b>Cục</b> Thống kê")
    for page in (URL, "/chi-thi/laocai-2024/"):
        shown = as_staff.get(page).content.decode()
        assert "trả lại</b>" in shown
        assert "Thiếu số liệu của &lt;b&gt;Cục&lt;/b&gt; Thống kê" in shown


def test_a_parent_of_the_same_level_is_refused(as_staff, draft, issued_elsewhere, typed):
    answer = as_staff.post(SAVE, typed(draft, parent=issued_elsewhere.pk))
    assert answer.status_code == 422
    draft.refresh_from_db()
    assert draft.parent is None


def test_the_editor_takes_a_fixed_number_of_queries(as_staff, draft, django_assert_num_queries):
    as_staff.get(URL)
    with django_assert_num_queries(5):
        as_staff.get(URL)
