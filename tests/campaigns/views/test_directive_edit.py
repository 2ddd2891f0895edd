"""The editor: what is typed is saved, nothing of it is lost, and nobody else's work is overwritten unseen."""

from __future__ import annotations

import unicodedata

import pytest

from campaigns.models import Directive
from campaigns.policies import LONGEST_BODY
from tests.organizations.views.outcomes import outcomes

URL = "/chi-thi/laocai-2024/soan/"
SAVE = "/chi-thi/laocai-2024/tu-luu/"


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
