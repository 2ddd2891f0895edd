"""One unit's report: its grid, what is refused at its cell, who sees it, and its way to verification."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile

from core.log import history_of
from targets.enums import ReportStatus
from targets.models import Actual, UnitReport
from targets.services.assignments import assign
from targets.services.reports import open_period, save_report, submit_report, verify_report
from tests.factories.targets import make_actual, make_target
from tests.organizations.views.outcomes import outcomes
from tests.targets.reporting import QUARTER

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(report) -> str:
    return f"/bao-cao-chi-tieu/{report.pk}/"


@pytest.fixture
def officer(client, unit_officer, report):
    client.force_login(unit_officer)
    return client


def sheet(*rows: Any, revision: int = 0, act: str = "save", **more: Any) -> dict[str, Any]:
    """What the browser sends for the whole grid: (target, value[, other cells]) a row."""
    data: dict[str, Any] = {"base_revision": revision, "seen": "", "act": act} | more
    for target, value, *cells in rows:
        row = {
            "value": value,
            "basis": "cumulative",
            "as_of": "30/06/2024",
            "typed_percent": "",
            "note": "",
            "source": "",
        }
        data |= {f"ct-{target.pk}-{name}": word for name, word in (row | (cells[0] if cells else {})).items()}
    return data


@pytest.fixture
def whole(money, towns, growth):
    """A sheet filled as it should be."""

    def fill(**more: Any) -> dict[str, Any]:
        return sheet((money, "6.100,5"), (towns, "33,1"), (growth, "", {"note": "chưa công bố"}), **more)

    return fill


@pytest.fixture
def submitted(report, officer, url, whole) -> UnitReport:
    officer.post(url, whole(act="submit"))
    report.refresh_from_db()
    assert report.status == ReportStatus.SUBMITTED
    return report


@pytest.fixture
def verified(submitted, staff) -> UnitReport:
    return verify_report(submitted, by=staff)


# Who sees it.


def test_the_unit_and_those_who_work_on_the_directive_see_a_report(request, url):
    assert outcomes(request, url) == ["login", 200, 200, 200, 200, 404, 200]


def test_the_unit_and_staff_fill_it(request, url, whole):
    assert outcomes(request, url, post=whole()) == ["login", 302, 403, 403, 302, 404, 403]


@pytest.mark.parametrize("step", ["tra-lai", "mo-khoa"])
def test_only_staff_return_and_unlock(request, submitted, verified, url, step):
    expected = ["login", 200 if step == "mo-khoa" else 302, 403, 403, 403, 404, 403]
    assert outcomes(request, f"{url}{step}/") == expected
    assert outcomes(request, f"{url}{step}/", post={"reason": "sai"}) == ["login", 302, 403, 403, 403, 404, 403]


def test_only_staff_verify(request, submitted, url):
    assert outcomes(request, f"{url}xac-nhan/?ban=1", post={}) == ["login", 302, 403, 403, 403, 404, 403]


def test_another_unit_sees_neither_the_report_nor_its_evidence(
    client, report, health_officer, money, unit_officer, url
):
    actual = make_actual(
        money,
        "5",
        kind="half",
        organization=report.organization,
        status="draft",
        evidence=SimpleUploadedFile("a.pdf", b"%PDF-1.7"),
        evidence_name="a.pdf",
    )
    client.force_login(health_officer)
    for address in (url, f"{url}minh-chung/{money.pk}/"):
        assert client.get(address).status_code == 404
    client.force_login(unit_officer)
    answer = client.get(f"{url}minh-chung/{money.pk}/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7"
    assert answer["Content-Disposition"] == 'attachment; filename="a.pdf"'
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert actual.evidence.url.startswith("/media/")
    assert client.get(actual.evidence.url).status_code == 404


@pytest.mark.parametrize(("who", "status"), [
    ("staff", 200), ("leader", 200), ("clerk", 200), ("unit_officer", 200), ("outsider", 404), ("admin", 200),
])  # fmt: skip
def test_evidence_goes_to_the_same_people_as_the_report(request, client, report, money, url, who, status):
    make_actual(
        money,
        "5",
        kind="half",
        organization=report.organization,
        status="draft",
        evidence=SimpleUploadedFile("a.pdf", b"%PDF-1.7"),
        evidence_name="a.pdf",
    )
    address = f"{url}minh-chung/{money.pk}/"
    assert client.get(address).url.startswith("/dang-nhap/")
    client.force_login(request.getfixturevalue(who))
    answer = client.get(address)
    assert answer.status_code == status
    assert b"".join(answer.streaming_content if answer.streaming else [b""]) == (b"%PDF-1.7" if status == 200 else b"")
    assert client.get(f"{url}minh-chung/999/").status_code == 404


def test_a_figure_without_a_file_has_none_to_fetch(officer, report, money, url):
    make_actual(money, "5", kind="half", organization=report.organization, status="draft")
    assert officer.get(f"{url}minh-chung/{money.pk}/").status_code == 404


def test_an_officer_reads_own_report_before_the_directive_is_numbered(client, province, staff, leader, unit_officer):
    from campaigns import services as campaigns
    from tests.factories.campaigns import DirectiveFactory

    directive = DirectiveFactory(issuer=province, created_by=staff)
    target = make_target(directive, "Tỷ lệ hộ nghèo", "5%")
    campaigns.approve_directive(campaigns.submit_directive(directive, by=staff), by=leader)
    target.refresh_from_db()
    assign(target, unit_officer.memberships.get().organization, by=staff)
    open_period(target.directive, QUARTER, by=staff)
    client.force_login(unit_officer)
    page = client.get(UnitReport.objects.get().get_absolute_url()).content.decode()
    assert "Báo cáo của tôi" in page
    assert directive.get_absolute_url() not in page


# Filling.


def test_a_draft_is_saved_partly_filled_and_shown_again(officer, url, money, report):
    page = officer.post(url, sheet((money, "6.100,5", {"source": "Cục Thuế", "typed_percent": "47,7"})), follow=True)
    text = page.content.decode()
    assert "Đã lưu nháp lúc 09:00." in text
    assert 'value="6.100,5"' in text
    assert "Cục Thuế" in text
    actual = Actual.objects.get()
    assert (actual.value, actual.typed_percent) == (Decimal("6100.5"), Decimal("47.7"))


def test_a_full_sheet_is_sent(officer, url, report, whole):
    page = officer.post(url, whole(act="submit"), follow=True).content.decode()
    assert "Đã gửi báo cáo." in page
    assert "data-grid" not in page
    report.refresh_from_db()
    assert report.status == ReportStatus.SUBMITTED


def test_an_unfinished_sheet_is_kept_but_not_sent(officer, url, report, money):
    page = officer.post(url, sheet((money, "5"), act="submit"), follow=True).content.decode()
    assert "Đã lưu nháp, chưa gửi được. Còn 2 chỉ tiêu chưa có kết quả" in page
    report.refresh_from_db()
    assert (report.status, report.revision) == ("draft", 1)


def test_a_wrong_percentage_is_shown_at_its_cell_before_it_is_sent(officer, url, report, whole, money):
    data = whole(act="submit") | {f"ct-{money.pk}-typed_percent": "26,1"}
    answer = officer.post(url, data, follow=True)
    page = answer.content.decode()
    assert "Đã lưu nháp, chưa gửi: có 1 chỗ nên xem lại." in page
    sentence = "Ghi 26,1% nhưng 6.100,5/12.800 là 47,7%."
    assert f"% ghi kèm: {sentence}</p>" in page
    assert f'<a href="#o-ct-{money.pk}-typed_percent">Dòng 1, Tổng thu' in page
    again = data | {"base_revision": 1, "seen": answer.context["seen"]}
    assert "Đã gửi báo cáo." in officer.post(url, again, follow=True).content.decode()
    assert sentence in officer.get(url).content.decode()
    assert Actual.objects.get(target=money).typed_percent == Decimal("26.1")


FAULTS = [
    ("value", "6.1O0", "“6.1O0” có chữ “O” lẫn trong số."),
    ("value", "12,800", "“12,800” đọc được hai cách. Nếu là hàng nghìn, ghi 12.800; nếu là số lẻ, ghi 12,8."),
    ("value", "-5", "Kết quả không thể là số âm (-5)."),
    ("value", "1.00", "“1.00” ghi chưa đúng."),
    ("value", "9.999.999.999.999", "lớn quá. Hãy kiểm tra lại số chữ số 0."),
    ("value", "1,1234567", "có quá 6 số lẻ. Hãy làm tròn."),
    ("value", "6 nghìn", "lẫn trong số."),
    ("typed_percent", "26,1%", "lẫn trong số."),
    ("as_of", "31/06/2024", "Ngày phải ghi theo dạng ngày/tháng/năm"),
    ("as_of", "30/06/2023", "Ngày 30/06/2023 không thuộc năm 2024."),
    ("as_of", "04/07/2024", "Ngày 04/07/2024 sau hôm nay (03/07/2024)."),
    ("as_of", "", "Chưa ghi số liệu tính đến ngày nào."),
    ("basis", "khac", "khac"),
    ("source", "x" * 501, "500"),
]


@pytest.mark.parametrize(("cell", "typed", "sentence"), FAULTS)
def test_a_fault_stands_at_its_cell_and_what_was_typed_stays(officer, url, whole, money, cell, typed, sentence):
    data = whole() | {f"ct-{money.pk}-{cell}": typed}
    answer = officer.post(url, data)
    page = answer.content.decode()
    assert answer.status_code == 422
    (line,) = [line for line in answer.context["grid"].lines() if line["row"].target == money]
    (note,) = [one for one in line["notes"] if one["name"] == cell]
    assert sentence in " ".join(note["faults"])
    assert f'aria-describedby="{note["id"]}"' in page
    assert f'href="#o-ct-{money.pk}-{cell}"' in page
    assert 'value="33,1"' in page
    assert not Actual.objects.exists()


def test_all_that_is_wrong_is_said_at_once(officer, url, money, towns, growth):
    answer = officer.post(url, sheet((money, "1O"), (towns, "140"), (growth, "8", {"as_of": "04/07/2024"})))
    told = [(note["name"], len(note["faults"])) for line in answer.context["grid"].lines() for note in line["notes"]]
    assert told == [("value", 1), ("value", 1), ("as_of", 1)]
    assert "Có 3 chỗ cần sửa" in answer.content.decode()


def test_a_share_of_a_whole_above_a_hundred_is_refused(officer, url, towns):
    answer = officer.post(url, sheet((towns, "140")))
    assert answer.status_code == 422
    assert "140%: một tỷ lệ không vượt quá 100%." in answer.content.decode()


def test_a_rate_is_no_figure_of_the_period_alone(officer, url, growth):
    answer = officer.post(url, sheet((growth, "8", {"basis": "period"})))
    assert answer.status_code == 422


def test_who_saved_first_is_told_beside_what_was_typed(officer, url, report, money, staff, whole):
    from targets.entries import Entry

    save_report(report, [Entry(money.pk, Decimal(7000), as_of=report.period.ends_on)], base_revision=0, by=staff)
    answer = officer.post(url, whole())
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"{staff} đã lưu báo cáo này lúc 09:00 ngày 03/07/2024" in page
    assert 'value="6.100,5"' in page
    assert "Đang lưu: 7.000" in page
    assert 'name="base_revision" value="1"' in page
    assert Actual.objects.get().value == 7000
    officer.post(url, whole(revision=1))
    assert Actual.objects.get(target=money).value == Decimal("6100.5")


@pytest.mark.parametrize("revision", ["", "x", "-1", "99999999999"])
def test_a_spoilt_form_saves_nothing(officer, url, whole, revision):
    assert officer.post(url, whole() | {"base_revision": revision}).status_code == 422
    assert not Actual.objects.exists()


def test_rows_of_targets_of_others_are_ignored(officer, url, given, whole):
    strange = make_target(given, "Khác", "5%")
    assert officer.post(url, whole() | {f"ct-{strange.pk}-value": "5"}).status_code == 302
    assert not Actual.objects.filter(target=strange).exists()


def test_staff_fill_for_the_unit(client, staff, url, whole, report):
    client.force_login(staff)
    client.post(url, whole())
    assert history_of(report)[0].verb == "lưu báo cáo thay đơn vị"


def test_the_last_verified_figure_stands_beside_the_row(officer, url, report, money):
    make_actual(money, "3.100,5", kind="quarter", organization=report.organization)
    assert "Kỳ trước: 3.100,5 tỷ đồng, đến 31/03/2024" in officer.get(url).content.decode()


# Evidence by its content.


def package(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in ("[Content_Types].xml", *names):
            archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(("name", "content", "kept_as"), [
    ("số liệu.pdf", b"%PDF-1.7 x", "số liệu.pdf"), ("anh.jpeg", b"\xff\xd8\xff\xe0x", "anh.jpeg"),
    ("anh.png", b"\x89PNG\r\n\x1a\nx", "anh.png"), ("bang.xlsx", package("xl/workbook.xml"), "bang.xlsx"),
    ("van-ban.docx", package("word/document.xml"), "van-ban.docx"), ("so-lieu.exe", b"%PDF-1.7 x", "so-lieu.exe.pdf"),
])  # fmt: skip
def test_evidence_is_known_by_its_content(officer, url, money, name, content, kept_as):
    data = sheet((money, "5")) | {f"ct-{money.pk}-evidence": SimpleUploadedFile(name, content)}
    assert officer.post(url, data).status_code == 302
    actual = Actual.objects.get()
    assert actual.evidence_name == kept_as
    assert actual.evidence.name.startswith("evidence/")
    assert f"{url}minh-chung/{money.pk}/" in officer.get(url).content.decode()


@pytest.mark.parametrize(("name", "content", "sentence"), [
    ("a.pdf", b"MZ\x90 x", "Chỉ nhận tệp PDF"), ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Chỉ nhận tệp PDF"),
    ("a.html", b"<script>alert(1)</script>", "Chỉ nhận tệp PDF"), ("a.xlsx", package(), "Chỉ nhận tệp PDF"),
    ("a.xlsx", package("xl/workbook.xml", "xl/vbaProject.bin"), "Tệp có macro."), ("a.zip", b"PK\x03\x04", "Chỉ nhận tệp"),
    ("a.pdf", b"%PDF-" + b"x" * (10 * 1024 * 1024), "MB lớn quá; mỗi tệp tối đa 10 MB."), ("a.pdf", b"", "trống"),
])  # fmt: skip
def test_an_unfit_file_is_refused_at_its_cell(officer, url, money, name, content, sentence):
    data = sheet((money, "5")) | {f"ct-{money.pk}-evidence": SimpleUploadedFile(name, content)}
    answer = officer.post(url, data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Actual.objects.exists()


def test_a_chosen_file_has_to_be_chosen_again_after_a_fault(officer, url, money):
    data = sheet((money, "1O")) | {f"ct-{money.pk}-evidence": SimpleUploadedFile("a.pdf", b"%PDF-1.7")}
    assert "Tệp minh chứng vừa chọn chưa được giữ" in officer.post(url, data).content.decode()


def test_a_file_is_taken_away_when_asked(officer, url, money):
    officer.post(url, sheet((money, "5")) | {f"ct-{money.pk}-evidence": SimpleUploadedFile("a.pdf", b"%PDF-1.7")})
    officer.post(url, sheet((money, "5", {"drop_evidence": "on"}), revision=1))
    assert not Actual.objects.get().evidence


# The way to verification.


def test_a_sent_report_is_read_only_and_waits_for_staff(officer, submitted, url, whole, money):
    page = officer.get(url).content.decode()
    assert "Đã gửi, đang chờ cán bộ thi đua xác nhận." in page
    assert 'name="base_revision"' not in page
    refused = officer.post(url, whole(revision=1) | {f"ct-{money.pk}-value": "1"}, follow=True).content.decode()
    assert "Báo cáo đã gửi, đang chờ xác nhận nên không sửa được." in refused
    assert Actual.objects.get(target=money).value == Decimal("6100.5")


def test_staff_return_it_and_the_unit_reads_why(client, staff, unit_officer, submitted, url):
    client.force_login(staff)
    page = client.get(url).content.decode()
    assert f"{url}xac-nhan/?ban=1" in page
    assert client.post(f"{url}tra-lai/", {"reason": ""}).status_code == 422
    client.post(f"{url}tra-lai/", {"reason": "Thiếu nguồn của Cục Thống kê"})
    client.force_login(unit_officer)
    page = client.get(url).content.decode()
    assert "Thiếu nguồn của Cục Thống kê" in page
    assert "Bị trả lại. Sửa theo lý do rồi gửi lại." in page
    assert "data-grid" in page


def test_staff_verify_what_they_read(client, staff, submitted, url):
    client.force_login(staff)
    refused = client.post(f"{url}xac-nhan/?ban=0", follow=True).content.decode()
    assert "Số liệu đã được sửa và gửi lại" in refused
    done = client.post(f"{url}xac-nhan/?ban=1", follow=True).content.decode()
    assert "Đã xác nhận số liệu. Báo cáo đã khóa." in done
    assert f"Đã khóa vì đã xác nhận bởi {staff} lúc 09:00 ngày 03/07/2024; muốn sửa, đề nghị {staff} mở khóa." in done


def test_who_sent_sees_why_the_button_is_closed(client, staff, report, url, whole):
    client.force_login(staff)
    client.post(url, whole(act="submit"))
    page = client.get(url).content.decode()
    assert "Người gửi không tự xác nhận số liệu của mình. Đề nghị cán bộ khác xác nhận." in page
    assert "cần một người khác người gửi" in page
    client.post(f"{url}xac-nhan/?ban=1")
    report.refresh_from_db()
    assert report.status == ReportStatus.SUBMITTED


def test_staff_unlock_with_a_reason(client, staff, verified, url):
    client.force_login(staff)
    assert client.post(f"{url}mo-khoa/", {"reason": " "}).status_code == 422
    page = client.post(f"{url}mo-khoa/", {"reason": "Cục Thống kê sửa số"}, follow=True).content.decode()
    assert "Đã mở khóa, đơn vị sửa được." in page
    assert "Cục Thống kê sửa số" in page
    verified.refresh_from_db()
    assert verified.status == ReportStatus.RETURNED


@pytest.mark.parametrize(("step", "sentence"), [
    ("tra-lai", "Báo cáo chưa gửi hoặc đang ở đơn vị"), ("mo-khoa", "Báo cáo chưa xác nhận nên không khóa."),
])  # fmt: skip
def test_a_step_out_of_turn_is_refused_in_words(client, staff, report, url, step, sentence):
    client.force_login(staff)
    assert sentence in client.get(f"{url}{step}/", follow=True).content.decode()
    client.post(f"{url}{step}/", {"reason": "x"})
    report.refresh_from_db()
    assert report.status == ReportStatus.DRAFT


def test_words_of_people_are_shown_as_text(officer, url, money, staff, submitted):
    Actual.objects.filter(target=money).update(note="<script>alert(1)</script>", source="javascript:alert(1)")
    page = officer.get(url).content.decode()
    assert "<script>alert(1)" not in page
    assert 'href="javascript' not in page


def test_a_sheet_whose_targets_were_taken_back_says_so(officer, url, report, money, towns, growth, given):
    for target in (money, towns, growth):
        target.assignments.all().delete()
    assert "Các chỉ tiêu của báo cáo này đã bỏ giao." in officer.get(url).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_the_page_takes_the_same_queries_at_any_size(
    officer, url, report, given, money, staff, unit_officer, rows, state, django_assert_num_queries
):
    for number in range(rows):
        target = make_target(given, f"Chỉ tiêu {number}", "5%")
        assign(target, report.organization, by=staff)
        make_actual(target, "4", kind="quarter", organization=report.organization)
        make_actual(target, "4", kind="half", organization=report.organization, status="draft")
    if state == "submitted":
        UnitReport.objects.filter(pk=report.pk).update(
            status="submitted", submitted_at=report.saved_at, submitted_by=unit_officer
        )
    ContentType.objects.get_for_model(UnitReport)  # asked once a process, not once a page
    with django_assert_num_queries(10):
        officer.get(url)


def test_of_two_sends_the_second_is_told(submitted, unit_officer):
    from core.errors import ActionBlocked

    with pytest.raises(ActionBlocked, match="Báo cáo đã gửi"):
        submit_report(submitted, by=unit_officer)
