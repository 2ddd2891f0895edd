"""Writing a directive: saves that never lose anybody's words, versions, copies."""

from __future__ import annotations

import pytest
from django.utils import timezone

from campaigns import services
from campaigns.enums import CampaignKind, Status
from campaigns.errors import EditConflict
from campaigns.models import CONTENT_FIELDS, Campaign, Directive
from core.errors import ActionBlocked
from core.log import history_of
from documents.enums import SigningAuthority
from organizations.enums import Role
from tests.conftest import person
from tests.factories.campaigns import CampaignFactory, DirectiveFactory


def save(directive, by, revision, keep_version=False, **content):
    return services.save_content(directive, content, base_revision=revision, by=by, keep_version=keep_version)


def test_a_new_draft_opens_the_campaign_of_the_year_and_takes_the_issuers_place(province, staff):
    made = services.create_directive(issuer=province, year=2024, by=staff)
    assert (made.code, made.status, made.place, made.body) == ("laocai-2024", Status.DRAFT, "Lào Cai", "")
    assert made.campaign == Campaign.objects.get(organization=province, year=2024, kind=CampaignKind.REGULAR)
    assert made.campaign.name == "Phong trào thi đua yêu nước năm 2024"
    assert [(e.verb, e.actor, e.comment) for e in history_of(made)] == [("tạo bản thảo", staff, "")]


def test_a_second_draft_of_the_year_has_the_next_code_and_the_same_campaign(province, staff):
    first = services.create_directive(issuer=province, year=2024, by=staff)
    second = services.create_directive(issuer=province, year=2024, by=staff)
    third = services.create_directive(issuer=province, year=2024, by=staff)
    assert [d.code for d in (first, second, third)] == ["laocai-2024", "laocai-2024-2", "laocai-2024-3"]
    assert first.campaign == second.campaign == third.campaign


def test_a_new_draft_is_signed_as_the_last_one_was(province, staff):
    DirectiveFactory(issuer=province, year=2023, signing_authority=SigningAuthority.DEPUTY, signer_title="Phó Chủ tịch")
    DirectiveFactory(issuer=province, year=2022, signer_name="Người cũ")
    made = services.create_directive(issuer=province, year=2024, by=staff)
    assert (made.signing_authority, made.signer_title) == (SigningAuthority.DEPUTY, "Phó Chủ tịch")
    assert (made.signer_name, made.subject_line) == ("Trịnh Xuân Trường", "")


def test_a_copy_has_the_content_and_nothing_else(issued, staff):
    made = services.create_directive(issuer=issued.issuer, year=2025, by=staff, copy_from=issued)
    assert made.content == issued.content
    assert (made.copied_from, made.number, made.issued_on, made.status) == (issued, None, None, Status.DRAFT)
    assert (made.approved_at, made.submitted_at, made.revision) == (None, None, 0)
    assert history_of(made)[0].comment == "chép từ 01/CT-UBND Về phát động phong trào thi đua năm 2024"


def test_a_parent_that_is_only_a_draft_is_refused(province, other_province, staff):
    parent = DirectiveFactory(issuer=other_province)
    with pytest.raises(ActionBlocked) as refusal:
        services.create_directive(issuer=province, year=2024, by=staff, parent=parent)
    assert refusal.value.reasons == (
        "Chỉ chọn được chỉ thị cấp trên đã ban hành. Hãy chọn lại ở mục “Thực hiện chỉ thị của cấp trên”.",
    )
    assert not Directive.objects.filter(issuer=province).exists()


def test_a_save_writes_the_words_and_who_and_when(draft, leader):
    saved = save(draft, leader, 0, body="Nội dung mới./.", theme="Đoàn kết")
    assert (saved.body, saved.theme, saved.revision) == ("Nội dung mới./.", "Đoàn kết", 1)
    assert (saved.saved_by, saved.saved_at) == (leader, timezone.now())
    assert "doan ket" in saved.search_text
    assert saved.versions.count() == 0


def test_saving_what_is_there_is_no_write(draft, leader):
    saved = save(draft, leader, 0, body=draft.body)
    assert (saved.revision, saved.saved_by) == (0, draft.saved_by)


def test_the_second_of_two_savers_gets_a_conflict_and_overwrites_nothing(draft, staff, province):
    colleague = person("colleague", province, Role.STAFF)
    save(draft, colleague, 0, body="Bản của đồng nghiệp")
    with pytest.raises(EditConflict) as conflict:
        save(draft, staff, 0, body="Bản của tôi", keep_version=True)
    assert conflict.value.current.body == "Bản của đồng nghiệp"
    assert conflict.value.current.saved_by == colleague
    assert conflict.value.current.revision == 1
    assert conflict.value.reasons == (
        (
            f"{colleague} đã lưu chỉ thị này lúc 09:00 ngày 20/01/2024, sau khi anh/chị mở trang. Phần anh/chị gõ vẫn còn "
            "trên trang; hãy xem khác biệt rồi lưu lại."
        ),
    )
    draft.refresh_from_db()
    assert draft.body == "Bản của đồng nghiệp"
    assert draft.versions.count() == 0


def test_a_save_from_the_future_is_a_conflict_too(draft, staff):
    with pytest.raises(EditConflict):
        save(draft, staff, 7, body="Bản của tôi")


def test_a_save_on_the_newest_revision_after_a_conflict_succeeds(draft, staff):
    save(draft, staff, 0, body="một")
    assert save(draft, staff, 1, body="hai").revision == 2


def test_nothing_is_saved_once_it_is_sent(in_review, staff):
    with pytest.raises(ActionBlocked) as refusal:
        save(in_review, staff, 0, body="lén sửa")
    assert refusal.value.reasons == ("Chỉ thị đang chờ duyệt nên không sửa được. Muốn sửa, đề nghị lãnh đạo trả lại.",)


def test_unknown_content_is_a_fault_of_the_program(draft, staff):
    with pytest.raises(ValueError, match="status"):
        save(draft, staff, 0, status="issued")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            {"body": "a" * 400_001},
            (
                "Nội dung dài 400.001 ký tự, vượt mức 400.000 ký tự của một văn bản. Hãy kiểm tra xem có dán nhầm cả tệp "
                "khác không; phần dài có thể tách thành phụ lục."
            ),
        ),
        ({"theme": "đ" * 301}, "Chủ đề dài 301 ký tự, nhiều nhất là 300. Hãy rút gọn."),
        ({"subject_line": "đ" * 1001}, "Trích yếu dài 1.001 ký tự, nhiều nhất là 1.000. Hãy rút gọn."),
        ({"signer_name": "đ" * 121}, "Họ và tên người ký dài 121 ký tự, nhiều nhất là 120. Hãy rút gọn."),
        (
            {"signing_authority": "king"},
            "Thẩm quyền ký không có trong danh sách. Hãy chọn lại ở mục “Người ký”.",
        ),
        ({"appendices": [{"title": "x", "body": "y"}] * 11}, "Chỉ thị có 11 phụ lục, nhiều nhất là 10."),
    ],
)
def test_what_no_paper_can_carry_is_refused_and_nothing_is_written(draft, staff, content, sentence):
    with pytest.raises(ActionBlocked) as refusal:
        save(draft, staff, 0, **content)
    assert refusal.value.reasons == (sentence,)
    draft.refresh_from_db()
    assert draft.revision == 0


def test_a_body_of_exactly_the_limit_is_saved(draft, staff):
    assert len(save(draft, staff, 0, body="a" * 400_000).body) == 400_000


def test_an_explicit_save_keeps_a_version_unless_it_equals_the_last(draft, staff):
    save(draft, staff, 0, body="một", keep_version=True)
    save(draft, staff, 1, body="một", keep_version=True)
    save(draft, staff, 1, body="hai")
    save(draft, staff, 2, body="ba", keep_version=True)
    versions = list(draft.versions.order_by("number"))
    assert [(v.number, v.content["body"], v.saved_by) for v in versions] == [(1, "một", staff), (2, "ba", staff)]
    assert set(versions[0].content) == set(CONTENT_FIELDS)


def test_restoring_makes_a_new_version_and_keeps_what_stood_there(draft, staff):
    save(draft, staff, 0, body="một", keep_version=True)
    save(draft, staff, 1, body="hai")  # typed since, only saved by itself
    first = draft.versions.get(number=1)
    restored = services.restore_version(draft, first, base_revision=2, by=staff)
    assert (restored.body, restored.revision) == ("một", 3)
    assert [(v.number, v.content["body"], v.occasion) for v in draft.versions.order_by("number")] == [
        (1, "một", "Lưu"),
        (2, "hai", "Trước khi khôi phục"),
        (3, "một", "Khôi phục bản 1"),
    ]
    assert history_of(draft)[0].verb == "khôi phục bản 1"


def test_restoring_over_somebody_elses_save_is_a_conflict(draft, staff, leader):
    save(draft, staff, 0, body="một", keep_version=True)
    save(draft, leader, 1, body="hai")
    with pytest.raises(EditConflict):
        services.restore_version(draft, draft.versions.get(), base_revision=1, by=staff)
    draft.refresh_from_db()
    assert (draft.body, draft.versions.count()) == ("hai", 1)


def test_a_version_of_another_directive_is_not_restored(draft, staff, province):
    other = DirectiveFactory(issuer=province)
    version = services.keep_version(other, by=staff, occasion="Lưu")
    with pytest.raises(ValueError, match="its own"):
        services.restore_version(draft, version, base_revision=0, by=staff)


def test_a_campaign_of_the_same_name_in_the_year_is_refused(province, staff):
    services.create_campaign(organization=province, year=2024, name="Thi đua A", by=staff)
    services.create_campaign(organization=province, year=2025, name="Thi đua A", by=staff)
    with pytest.raises(ActionBlocked) as refusal:
        services.create_campaign(organization=province, year=2024, name="Thi đua A", by=staff)
    assert refusal.value.reasons == ("Cơ quan này đã có phong trào cùng tên trong năm.",)


def test_a_campaign_that_ends_before_it_begins_is_refused(province, staff):
    campaign = CampaignFactory(organization=province, starts_on="2024-03-01")
    with pytest.raises(ActionBlocked) as refusal:
        services.update_campaign(Campaign.objects.get(pk=campaign.pk), by=staff, ends_on=timezone.localdate())
    assert refusal.value.reasons == ("Ngày kết thúc phải từ ngày bắt đầu trở đi.",)


def test_the_log_of_a_campaign_names_what_was_changed(province, staff):
    campaign = CampaignFactory(organization=province)
    services.update_campaign(campaign, by=staff, theme="Đoàn kết", name=campaign.name)
    assert [(e.verb, e.comment) for e in history_of(campaign)] == [("sửa phong trào", "chủ đề")]
    services.update_campaign(campaign, by=staff, theme="Đoàn kết")
    assert history_of(campaign).count() == 1


def test_the_name_of_a_campaign_stays_once_its_directive_is_issued(issued, staff):
    with pytest.raises(ActionBlocked) as refusal:
        services.update_campaign(issued.campaign, by=staff, name="Tên khác")
    assert refusal.value.reasons == ("Phong trào đã có chỉ thị ban hành; tên và năm được giữ nguyên như trên văn bản.",)
    assert services.update_campaign(Campaign.objects.get(), by=staff, theme="Đoàn kết").theme == "Đoàn kết"
