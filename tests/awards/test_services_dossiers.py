"""The way of a dossier, its lines, papers and opinions; every refusal leaves everything as it was."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from awards.enums import DossierStatus, LegalVersion, Nature, OpinionAnswer, SubjectKind
from awards.models import Dossier, DossierPaper, Honouree
from awards.services import dossier_lines, dossier_opinions, dossier_papers
from awards.services import dossiers as services
from awards.services.dossier_lines import NewLine
from core.errors import ActionBlocked, Conflict
from core.log import history_of
from core.models import OutboxMail
from tests.awards.dossiers import (
    PDF,
    delivered,
    give_papers,
    make_directive,
    make_draft,
    make_line,
    missed_and_met,
    submitted,
)
from tests.factories.awards import make_honouree, make_title
from tests.factories.organizations import OrganizationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_2025")]
VALUES = {"name": "Đề nghị năm 2024", "year": 2024, "nature": Nature.MERIT}


@pytest.fixture
def title():
    return make_title("GK", is_yearly=False)


@pytest.fixture
def dossier(unit):
    return make_draft(unit)


def verbs(dossier: Dossier) -> list[str]:
    return [entry.verb for entry in history_of(dossier)]


# The head of a dossier.


def test_new_dossier_goes_to_the_top_of_the_units_tree_under_todays_law(province, unit, unit_officer):
    made = services.create_dossier(unit, VALUES, by=unit_officer)
    assert (made.receiver, made.status, made.legal_version) == (province, DossierStatus.DRAFT, LegalVersion.L2022)
    assert made.search_text == "de nghi nam 2024 so noi vu"
    assert verbs(made) == ["lập hồ sơ"]


def test_dossier_made_by_staff_says_that_it_was_for_the_unit(unit, staff):
    assert verbs(services.create_dossier(unit, VALUES, by=staff)) == ["lập hồ sơ thay đơn vị"]


def test_dossier_of_a_year_to_come_is_not_made(unit, unit_officer):
    with pytest.raises(ActionBlocked, match="năm 2026 chưa có"):
        services.create_dossier(unit, VALUES | {"year": 2026}, by=unit_officer)
    assert not Dossier.objects.exists()


def test_saving_raises_the_revision_and_an_older_page_is_refused(dossier, unit_officer):
    services.save_dossier(dossier, {"name": "Tên mới"}, base_revision=0, by=unit_officer)
    assert Dossier.objects.get().revision == 1
    with pytest.raises(Conflict, match="đã sửa hồ sơ này lúc 09:00 ngày 10/01/2025"):
        services.save_dossier(Dossier.objects.get(), {"name": "Tên khác"}, base_revision=0, by=unit_officer)
    assert Dossier.objects.get().name == "Tên mới"


def test_saving_what_is_there_writes_nothing(dossier, unit_officer):
    services.save_dossier(dossier, {"name": dossier.name}, base_revision=7, by=unit_officer)
    assert (Dossier.objects.get().revision, verbs(dossier)) == (0, [])


def test_sent_dossier_is_not_changed(dossier, unit_officer):
    with pytest.raises(ActionBlocked, match="đã nộp nên không sửa được"):
        services.save_dossier(submitted(dossier), {"name": "Tên khác"}, base_revision=0, by=unit_officer)


# Lines.


def test_added_line_takes_post_and_office_of_today(dossier, unit, unit_officer, title):
    one = make_honouree("Lý A Sử", unit, post="Phó Giám đốc", holds_leading_post=True)
    (line,) = dossier_lines.add_lines(dossier, [NewLine(title, one)], base_revision=0, by=unit_officer)
    one.post = "Giám đốc"
    one.save()
    line.refresh_from_db()
    assert (line.position, line.post, line.office, line.holds_leading_post) == (1, "Phó Giám đốc", "Sở Nội vụ", True)
    assert (dossier.revision, verbs(dossier)) == (1, ["thêm 1 dòng đề nghị"])


def test_block_with_one_wrong_line_adds_none(dossier, unit, unit_officer, title):
    good, room = make_honouree("Lý A Sử", unit), make_honouree("Phòng A", unit, kind=SubjectKind.COLLECTIVE)
    with pytest.raises(ActionBlocked, match="dành cho cá nhân, còn Phòng A là tập thể"):
        dossier_lines.add_lines(dossier, [NewLine(title, good), NewLine(title, room)], base_revision=0, by=unit_officer)
    assert (dossier.lines.count(), Dossier.objects.get().revision) == (0, 0)


def test_same_subject_with_the_same_title_is_refused_in_words(dossier, unit, unit_officer, title):
    one = make_honouree("Lý A Sử", unit)
    new = [NewLine(title, one)]
    dossier_lines.add_lines(dossier, new, base_revision=0, by=unit_officer)
    with pytest.raises(ActionBlocked, match="đã có dòng đề nghị"):
        dossier_lines.add_lines(dossier, new, base_revision=1, by=unit_officer)
    with pytest.raises(ActionBlocked, match="đã có dòng đề nghị"):
        dossier_lines.add_lines(dossier, [NewLine(make_title("BK"), one)] * 2, base_revision=1, by=unit_officer)


def test_title_of_another_law_is_refused(dossier, unit, unit_officer):
    other = make_title("GK", legal_version=LegalVersion.L2026)
    with pytest.raises(ActionBlocked, match="không thuộc phiên bản pháp luật"):
        dossier_lines.add_lines(
            dossier, [NewLine(other, make_honouree("Lý A Sử", unit))], base_revision=0, by=unit_officer
        )


def test_new_subject_is_made_in_place_and_sorts_by_given_name(dossier, unit, unit_officer, title):
    new = [NewLine(title, subject={"name": name}) for name in ("Vàng Thị Mỷ", "Nguyễn Văn Áo", "Trần Văn An")]
    dossier_lines.add_lines(dossier, new, base_revision=0, by=unit_officer)
    assert [one.name for one in Honouree.objects.order_by("sort_name")] == [
        "Trần Văn An",
        "Nguyễn Văn Áo",
        "Vàng Thị Mỷ",
    ]
    assert {one.organization for one in Honouree.objects.all()} == {unit}


@pytest.mark.parametrize(
    ("born", "known", "refused"), [(None, 1980, True), (1980, None, True), (1980, 1980, True), (1981, 1980, False)]
)
def test_namesake_in_the_unit_is_not_made_twice_unless_born_in_another_year(unit, born, known, refused):
    make_honouree("Lý A Sử", unit, birth_year=known)
    values = {"name": "lý a sử", "birth_year": born}
    if refused:
        with pytest.raises(ActionBlocked, match="ghi năm sinh để phân biệt"):
            dossier_lines.create_honouree(unit, values)
    else:
        assert dossier_lines.create_honouree(unit, values).birth_year == 1981


def test_line_moves_by_one_and_stays_at_the_ends(dossier, unit_officer, title):
    lines = [make_line(dossier, title) for _ in range(3)]
    dossier_lines.move_line(lines[2], -1, base_revision=0, by=unit_officer)
    assert list(dossier.lines.values_list("pk", flat=True)) == [lines[0].pk, lines[2].pk, lines[1].pk]
    dossier_lines.move_line(lines[0], -1, base_revision=1, by=unit_officer)
    assert Dossier.objects.get().revision == 1


def test_line_of_a_draft_goes_and_one_that_was_sent_stays_on_record(dossier, unit_officer, title):
    first, second = make_line(dossier, title), make_line(dossier, title)
    dossier_lines.remove_line(first, base_revision=0, by=unit_officer)
    assert list(dossier.lines.all()) == [second]
    sent = submitted(dossier, status=DossierStatus.SUPPLEMENT)
    second.dossier = sent
    dossier_lines.remove_line(second, base_revision=1, by=unit_officer)
    second.refresh_from_db()
    assert second.is_withdrawn
    dossier_lines.restore_line(second, base_revision=2, by=unit_officer)
    assert not sent.lines.get().is_withdrawn
    assert verbs(sent)[0] == f"đưa lại dòng {second.honouree} vào hồ sơ"


def test_line_keeps_what_is_declared_and_an_older_page_is_refused(dossier, unit_officer, title):
    line = make_line(dossier, title)
    dossier_lines.save_line(line, {"details": {"rating": "good"}}, base_revision=0, by=unit_officer)
    with pytest.raises(Conflict):
        dossier_lines.save_line(line, {"details": {"rating": "excellent"}}, base_revision=0, by=unit_officer)
    assert dossier.lines.get().details == {"rating": "good"}


# Papers.


def test_paper_is_kept_by_its_content_with_its_sum(dossier, unit_officer):
    file = SimpleUploadedFile("../../to trinh.docx", PDF)
    paper = dossier_papers.upload_paper(dossier, kind="to_trinh", file=file, base_revision=0, by=unit_officer)
    assert (paper.file_name, paper.sha256) == ("to trinh.docx.pdf", hashlib.sha256(PDF).hexdigest())
    assert paper.file.name.startswith(f"dossiers/{dossier.pk}/to_trinh-pdf")
    with paper.file.open() as kept:
        assert kept.read() == PDF
    with pytest.raises(ActionBlocked, match="Tệp này đã có trong hồ sơ"):
        dossier_papers.upload_paper(
            dossier, kind="to_trinh", file=SimpleUploadedFile("b.pdf", PDF), base_revision=1, by=unit_officer
        )


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"MZ chuong trinh", "Chỉ nhận tệp"), (b"", "Tệp trống"), (b"%PDF-" + b"0" * (20 * 1024 * 1024), "tối đa 20 MB")],
)
def test_unfit_file_is_refused_whatever_its_name(dossier, unit_officer, content, words):
    with pytest.raises(ActionBlocked, match=words):
        dossier_papers.upload_paper(
            dossier, kind="to_trinh", file=SimpleUploadedFile("a.pdf", content), base_revision=0, by=unit_officer
        )
    assert not DossierPaper.objects.exists()


def test_removed_paper_leaves_its_sum_in_the_history(dossier, unit_officer, django_capture_on_commit_callbacks):
    file = SimpleUploadedFile("a.pdf", PDF)
    paper = dossier_papers.upload_paper(dossier, kind="other", file=file, base_revision=0, by=unit_officer)
    storage, name = paper.file.storage, paper.file.name
    with django_capture_on_commit_callbacks(execute=True):
        dossier_papers.remove_paper(paper, base_revision=1, by=unit_officer)
    assert not storage.exists(name)
    assert hashlib.sha256(PDF).hexdigest() in history_of(dossier)[0].comment


# The way.


def test_sending_keeps_the_findings_and_the_day_of_receipt(dossier, unit_officer):
    make_line(dossier, delivered("LDTT"))
    give_papers(dossier)
    sent = services.submit_dossier(dossier, by=unit_officer)
    assert (sent.status, sent.received_on, sent.submitted_by) == (
        DossierStatus.SUBMITTED,
        date(2025, 1, 10),
        unit_officer,
    )
    findings = sent.lines.get().findings
    assert [one["rule"] for one in findings][:3] == ["rating_at_least", "spirit", "registered"]
    assert {one["answer"] for one in findings} == {"unknown", "met"}


def test_head_with_a_missed_target_is_refused_and_nothing_is_kept(province, unit, dossier, unit_officer):
    head = make_honouree("Vàng Thị Mỷ", unit, post="Giám đốc", holds_leading_post=True, is_head=True)
    make_line(dossier, delivered("LDTT"), head)
    missed_and_met(make_directive(province), unit)
    give_papers(dossier)
    with pytest.raises(ActionBlocked, match="chưa đủ điều kiện"):
        services.submit_dossier(dossier, by=unit_officer)
    kept = Dossier.objects.get()
    assert (kept.status, kept.received_on, kept.lines.get().findings) == (DossierStatus.DRAFT, None, [])


def test_the_day_of_receipt_picks_the_law_and_the_lines_take_its_titles(dossier, unit_officer, title, time_machine):
    later = make_title("GK", legal_version=LegalVersion.L2026)
    line = make_line(dossier, title)
    time_machine.move_to("2026-10-02T09:00:00+07:00")
    sent = services.submit_dossier(dossier, by=unit_officer, received_on=date(2026, 10, 1))
    assert (sent.legal_version, sent.lines.get().title) == (LegalVersion.L2026, later)
    assert line.pk == sent.lines.get().pk


def test_a_day_before_the_change_keeps_the_law_of_2022(dossier, unit_officer, title, time_machine):
    make_title("GK", legal_version=LegalVersion.L2026)
    make_line(dossier, title)
    time_machine.move_to("2026-10-02T09:00:00+07:00")
    sent = services.submit_dossier(dossier, by=unit_officer, received_on=date(2026, 9, 30))
    assert (sent.legal_version, sent.lines.get().title) == (LegalVersion.L2022, title)


def test_supplement_and_second_sending_keep_the_first_day_of_receipt(dossier, unit_officer, staff, title, time_machine):
    make_line(dossier, title)
    sent = services.submit_dossier(dossier, by=unit_officer)
    back = services.supplement_dossier(sent, reason="Thiếu số quyết định", by=staff)
    assert back.status == DossierStatus.SUPPLEMENT
    time_machine.move_to("2025-02-01T09:00:00+07:00")
    again = services.submit_dossier(back, by=unit_officer)
    assert again.received_on == date(2025, 1, 10)
    assert verbs(again) == ["nộp lại hồ sơ", "yêu cầu bổ sung", "nộp hồ sơ"]


def test_whole_way_to_the_check_by_someone_else(dossier, unit_officer, staff, title):
    make_line(dossier, title)
    sent = services.submit_dossier(dossier, by=unit_officer)
    services.assign_specialist(sent, staff, by=staff)
    services.note_remark(sent, step="trưởng phòng", words="Đồng ý trình", by=staff)
    checked = services.check_dossier(sent, by=staff, comment="Đủ", revision=sent.revision)
    assert (checked.status, checked.checked_by) == (DossierStatus.CHECKED, staff)
    assert verbs(checked)[:3] == ["thẩm định xong", "ghi ý kiến của trưởng phòng", f"phân công {staff} thụ lý"]
    rejected = services.reject_dossier(checked, reason="Trùng", by=staff)
    assert rejected.status == DossierStatus.REJECTED


def test_checking_what_was_changed_meanwhile_is_refused(dossier, unit_officer, staff, title):
    make_line(dossier, title)
    sent = services.submit_dossier(dossier, by=unit_officer)
    services.assign_specialist(sent, staff, by=staff)
    with pytest.raises(Conflict, match="sửa và nộp lại"):
        services.check_dossier(sent, by=staff, revision=sent.revision + 1)


def test_dossier_without_an_answer_is_checked_only_with_a_reason_that_is_logged(province, dossier, staff, title):
    make_line(dossier, title)
    sent = submitted(dossier, specialist=staff)
    agency = OrganizationFactory(code="congan", name="Công an tỉnh", parent=province)
    dossier_opinions.ask_opinions(sent, [agency], due_on=date(2025, 1, 20), by=staff)
    with pytest.raises(ActionBlocked, match="Công an tỉnh chưa trả lời hiệp y"):
        services.check_dossier(sent, by=staff, comment=" ")
    services.check_dossier(sent, by=staff, comment="Phiên họp ngày mai")
    entry = history_of(sent)[0]
    assert (entry.verb, entry.comment) == ("thẩm định xong khi chưa đủ ý kiến hiệp y", "Phiên họp ngày mai")


def test_only_staff_of_the_receiver_is_given_the_dossier(dossier, staff, title):
    make_line(dossier, title)
    with pytest.raises(ActionBlocked, match="không phải cán bộ thi đua"):
        services.assign_specialist(submitted(dossier), UserFactory(), by=staff)


@pytest.mark.parametrize("act", ["supplement_dossier", "reject_dossier", "withdraw_dossier"])
def test_turning_back_needs_a_reason(dossier, staff, act):
    status = DossierStatus.CHECKED if act == "reject_dossier" else DossierStatus.SUBMITTED
    with pytest.raises(ActionBlocked, match="Phải ghi"):
        getattr(services, act)(submitted(dossier, status=status), reason=" ", by=staff)


def test_checked_dossier_cannot_be_withdrawn(dossier, unit_officer):
    with pytest.raises(ActionBlocked, match="không rút được nữa"):
        services.withdraw_dossier(submitted(dossier, status=DossierStatus.CHECKED), reason="Nhầm", by=unit_officer)


def test_two_people_sending_at_once_one_gets_words(dossier, unit_officer, title):
    make_line(dossier, title)
    services.submit_dossier(dossier, by=unit_officer)
    with pytest.raises(ActionBlocked, match="không nộp lại được"):
        services.submit_dossier(dossier, by=unit_officer)


def test_staff_are_told_of_a_new_dossier(dossier, unit_officer, staff, title, django_capture_on_commit_callbacks):
    staff.email = "staff@example.vn"
    staff.save()
    make_line(dossier, title)
    with django_capture_on_commit_callbacks(execute=True):
        services.submit_dossier(dossier, by=unit_officer)
    assert [mail.subject for mail in OutboxMail.objects.all()] == [
        f"[Thi đua] Hồ sơ khen thưởng đã nộp: {dossier.name}"
    ]


# Opinions.


def test_agency_is_asked_once_and_answers(province, dossier, staff):
    agency = OrganizationFactory(code="congan", name="Công an tỉnh", parent=province)
    sent = submitted(dossier)
    (asked,) = dossier_opinions.ask_opinions(sent, [agency], due_on=date(2025, 1, 20), by=staff)
    with pytest.raises(ActionBlocked, match="đều đã được xin ý kiến"):
        dossier_opinions.ask_opinions(sent, [agency], due_on=date(2025, 1, 20), by=staff)
    given = {"words": "", "document": "12/CV", "answered_on": date(2025, 1, 10), "by": staff}
    with pytest.raises(ActionBlocked, match="không nhất trí thì phải ghi ý kiến"):
        dossier_opinions.answer_opinion(asked, answer=OpinionAnswer.DISAGREE, **given)
    with pytest.raises(ActionBlocked, match="không được sau hôm nay"):
        dossier_opinions.answer_opinion(asked, answer=OpinionAnswer.AGREE, **given | {"answered_on": date(2025, 1, 11)})
    dossier_opinions.answer_opinion(asked, answer=OpinionAnswer.AGREE, **given)
    asked.refresh_from_db()
    assert (asked.answer, asked.document) == (OpinionAnswer.AGREE, "12/CV")
    assert verbs(sent)[0] == "ghi ý kiến của Công an tỉnh: nhất trí"


def test_deadline_in_the_past_is_refused(province, dossier, staff):
    agency = OrganizationFactory(code="congan", name="Công an tỉnh", parent=province)
    with pytest.raises(ActionBlocked, match="không được trước hôm nay"):
        dossier_opinions.ask_opinions(submitted(dossier), [agency], due_on=date(2025, 1, 9), by=staff)
