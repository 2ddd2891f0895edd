"""Import of past awards: nothing saved before it is confirmed, bad rows with reasons, doubts asked, once only."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from awards.enums import ImportStatus
from awards.import_cells import HEADINGS
from awards.models import AwardImport, AwardRecord, Honouree
from awards.reference import load_catalogue_rows
from awards.services import history_import as services
from tests.factories.awards import make_honouree
from tests.factories.organizations import OrganizationFactory
from tests.organizations.views.outcomes import outcomes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_2025")]
URL = "/lich-su-khen-thuong/nhap/"
STAFF_AND_ADMIN = ["login", 200, 403, 403, 403, 200, 200]
GOOD = {
    "name": "Nguyễn Văn Hòa",
    "birth_year": 1980,
    "post": "Chuyên viên",
    "unit": "Sở Nội vụ",
    "title": "LĐTT",
    "year": 2022,
    "number": "15/QĐ-SNV",
}


@pytest.fixture(autouse=True)
def _files(settings, tmp_path, unit) -> None:
    settings.MEDIA_ROOT = tmp_path
    load_catalogue_rows()


@pytest.fixture
def as_staff(client, staff) -> Client:
    client.force_login(staff)
    return client


def book(*rows: dict, name: str = "cu.xlsx") -> SimpleUploadedFile:
    workbook = Workbook()
    workbook.active.append([heading.label for heading in HEADINGS])
    for row in rows:
        workbook.active.append([(GOOD | row).get(heading.key) for heading in HEADINGS])
    buffer = io.BytesIO()
    workbook.save(buffer)
    return SimpleUploadedFile(name, buffer.getvalue())


def upload(client: Client, province, *rows: dict) -> AwardImport:
    answer = client.post(URL, {"file": book(*rows), "province": province.pk})
    assert answer.status_code == 302, answer.context["form"].errors
    return AwardImport.objects.get(pk=answer.url.rstrip("/").rpartition("/")[2])


def confirm(client: Client, kept: AwardImport, **post: str):
    return client.post(f"{kept.get_absolute_url()}xac-nhan/", post, follow=True)


def test_upload_and_template_are_for_who_keeps_the_register(request):
    assert outcomes(request, URL) == STAFF_AND_ADMIN
    assert outcomes(request, f"{URL}mau/") == STAFF_AND_ADMIN


def test_preview_belongs_to_who_uploaded(request, as_staff, province):
    kept = upload(as_staff, province, {}, {"year": "x"})
    for page in ("", "tien-do/", "dong-loi/"):
        only_mine = ["login", 200, 403, 403, 403, 404, 404]
        assert outcomes(request, f"{kept.get_absolute_url()}{page}") == only_mine, page
    for page in ("xac-nhan/", "tra-loi/"):
        assert outcomes(request, f"{kept.get_absolute_url()}{page}", post={}) == [
            "login", 302, 403, 403, 403, 404, 404,
        ]  # fmt: skip
    assert not AwardRecord.objects.exists()


def test_staff_cannot_fill_the_register_of_another_province(as_staff, other_province):
    answer = as_staff.post(URL, {"file": book({}), "province": other_province.pk})
    assert answer.status_code == 422
    assert not AwardImport.objects.exists()


def test_nothing_is_saved_before_it_is_confirmed_and_then_all_at_once(as_staff, province, unit):
    kept = upload(
        as_staff, province, {}, {"year": 2023, "post": "Trưởng phòng"}, {"name": "Lò Thị Hà", "is_woman": "x"}
    )
    assert (kept.row_count, kept.bad_count, kept.question_count) == (3, 0, 0)
    assert not Honouree.objects.exists()
    page = confirm(as_staff, kept).content.decode()
    assert "Đã nhập 3 lần khen thưởng, thêm 2 cá nhân, tập thể mới." in page
    hoa = Honouree.objects.get(name="Nguyễn Văn Hòa")
    assert (hoa.organization, hoa.birth_year, hoa.post) == (unit, 1980, "Trưởng phòng")
    assert [(one.year, one.post_then, one.office_then, one.title_code) for one in hoa.records.order_by("year")] == [
        (2022, "Chuyên viên", "Sở Nội vụ", "LDTT"),
        (2023, "Trưởng phòng", "Sở Nội vụ", "LDTT"),
    ]
    assert Honouree.objects.get(name="Lò Thị Hà").is_woman is True


def test_confirmed_twice_it_is_imported_once(as_staff, province):
    kept = upload(as_staff, province, {})
    confirm(as_staff, kept)
    again = confirm(as_staff, kept)
    assert "đã được xác nhận rồi" in again.content.decode()
    services.run_import(kept.pk)
    assert AwardRecord.objects.count() == 1


def test_same_file_again_has_only_rows_that_are_there_already(as_staff, province):
    confirm(as_staff, upload(as_staff, province, {}))
    kept = upload(as_staff, province, {})
    assert (kept.row_count, kept.bad_count) == (1, 1)
    page = confirm(as_staff, kept, **{"bo-qua-loi": "on"}).content.decode()
    assert "Không có dòng nào nhập được." in page
    assert AwardRecord.objects.count() == 1


def test_bad_rows_are_listed_downloaded_and_left_out_only_when_asked(as_staff, province):
    kept = upload(as_staff, province, {}, {"year": "20x2", "name": "=1+1"}, {"unit": "Sở Lạ", "name": "Lò A"})
    page = as_staff.get(kept.get_absolute_url()).content.decode()
    assert "“20x2” không phải là năm từ 1945 đến 2025." in page
    assert "Ô chứa công thức." in page
    sheet = load_workbook(io.BytesIO(as_staff.get(f"{kept.get_absolute_url()}dong-loi/").content)).active
    assert [row[-2] for row in sheet.values] == ["Dòng trong tệp", 3, 4]
    assert sheet.cell(2, 1).data_type == "s"
    assert sheet.cell(3, len(HEADINGS) + 2).value.startswith("Đơn vị: Không có đơn vị “Sở Lạ”")
    assert "Còn 2 dòng lỗi." in confirm(as_staff, kept).content.decode()
    assert not AwardRecord.objects.exists()
    assert "2 dòng lỗi không nhập" in confirm(as_staff, kept, **{"bo-qua-loi": "on"}).content.decode()
    assert AwardRecord.objects.count() == 1


def test_doubt_is_asked_with_both_sides_and_its_answer_is_kept(as_staff, province, unit):
    known = make_honouree("Nguyễn Văn Hòa", unit, post="Phó phòng")
    kept = upload(as_staff, province, {}, {"year": 2023})
    page = as_staff.get(kept.get_absolute_url()).content.decode()
    assert "Chính là Nguyễn Văn Hòa, chưa ghi năm sinh, Phó phòng, Sở Nội vụ" in page
    assert "chưa rõ là người cũ hay người mới" in confirm(as_staff, kept).content.decode()
    as_staff.post(f"{kept.get_absolute_url()}tra-loi/", {"doi-tuong-r2": f"h{known.pk + 99}"})
    assert AwardImport.objects.get().answers == {}
    as_staff.post(f"{kept.get_absolute_url()}tra-loi/", {"doi-tuong-r2": f"h{known.pk}"})
    confirm(as_staff, kept)
    assert Honouree.objects.get() == known
    assert known.records.count() == 2


def test_doubtful_ones_may_all_be_new(as_staff, province, unit):
    make_honouree("Nguyễn Văn Hòa", unit)
    kept = upload(as_staff, province, {})
    as_staff.post(f"{kept.get_absolute_url()}tra-loi/", {"tat-ca-moi": "1"})
    confirm(as_staff, kept)
    assert Honouree.objects.filter(name="Nguyễn Văn Hòa").count() == 2


def test_somebody_added_meanwhile_is_asked_about_before_anything_is_saved(as_staff, province, unit):
    kept = upload(as_staff, province, {})
    make_honouree("Nguyễn Văn Hòa", unit)
    page = confirm(as_staff, kept).content.decode()
    assert "Dữ liệu của tỉnh vừa thay đổi nên có dòng phải xem lại." in page
    assert not AwardRecord.objects.exists()
    kept.refresh_from_db()
    assert (kept.status, kept.question_count) == (ImportStatus.PREVIEW, 1)


def test_long_list_goes_to_a_worker_and_shows_progress(
    as_staff, province, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(services, "AT_ONCE", 1)
    sent: list[int] = []
    monkeypatch.setattr(services, "send", sent.append)
    kept = upload(as_staff, province, {}, {"year": 2023})
    with django_capture_on_commit_callbacks(execute=True):
        page = confirm(as_staff, kept).content.decode()
    assert sent == [kept.pk]
    assert "Đang nhập 2 dòng." in page
    services.run_import(kept.pk)
    page = as_staff.get(f"{kept.get_absolute_url()}tien-do/").content.decode()
    assert "Đã nhập 2 lần khen thưởng" in page


def test_import_of_a_dead_worker_is_given_back_and_done_once(as_staff, province, monkeypatch, in_2025):
    sent: list[int] = []
    monkeypatch.setattr(services, "send", sent.append)
    kept = upload(as_staff, province, {})
    long_ago = kept.created_at - services.STALE_AFTER * 2
    AwardImport.objects.update(status=ImportStatus.RUNNING, claim="dead", claimed_at=long_ago, confirmed_at=long_ago)
    assert services.requeue_stale_imports() == 1
    assert services.requeue_stale_imports() == 0
    assert sent == [kept.pk]
    services.run_import(kept.pk)
    services.run_import(kept.pk)
    assert AwardRecord.objects.count() == 1


def test_failure_leaves_nothing_half_saved_and_can_be_tried_again(as_staff, province, monkeypatch):
    kept = upload(as_staff, province, {})

    def broken(*_args):
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(services, "_make_records", broken)
        page = confirm(as_staff, kept).content.decode()
    assert "chưa có gì được lưu" in page
    assert not Honouree.objects.exists()
    confirm(as_staff, kept)
    services.run_import(kept.pk)
    assert (Honouree.objects.count(), AwardRecord.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("cu.xls", b"x", "Chỉ nhận tệp .xlsx."),
        ("cu.xlsm", b"x", "Tệp có macro"),
        ("cu.xlsx", b"Ho va ten;Nam", "Không đọc được tệp này."),
        ("cu.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "Excel kiểu cũ"),
        ("cu.xlsx", b"", "Tệp này trống."),
    ],
)
def test_file_that_is_no_list_is_refused_in_words(as_staff, province, name, content, words):
    answer = as_staff.post(URL, {"file": SimpleUploadedFile(name, content), "province": province.pk})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not AwardImport.objects.exists()


def test_list_without_headings_is_told_and_cannot_be_confirmed(as_staff, province):
    workbook = Workbook()
    workbook.active.append(["a", "b"])
    buffer = io.BytesIO()
    workbook.save(buffer)
    answer = as_staff.post(URL, {"file": SimpleUploadedFile("a.xlsx", buffer.getvalue()), "province": province.pk})
    assert "Không tìm thấy dòng tiêu đề." in as_staff.get(answer.url).content.decode()
    assert as_staff.post(f"{answer.url}xac-nhan/").status_code == 302
    assert AwardImport.objects.get().status == ImportStatus.PREVIEW


@pytest.mark.parametrize("count", [1, 3])
def test_preview_costs_the_same_for_any_number_of_rows(as_staff, province, unit, count, django_assert_num_queries):
    names = ["Lò A", "Lò B", "Lò C"][:count]
    for name in names:
        make_honouree(name, unit)
    kept = upload(as_staff, province, *({"name": name} for name in names), {"year": "x"})
    with django_assert_num_queries(6):
        as_staff.get(kept.get_absolute_url())


def test_template_reads_back_as_an_empty_list(as_staff):
    sheet = load_workbook(io.BytesIO(as_staff.get(f"{URL}mau/").content)).active
    assert [cell.value.rstrip(" *") for cell in sheet[1]] == [heading.label for heading in HEADINGS]


def test_people_of_a_province_that_merged_into_this_one_are_asked_about(as_staff, province, other_province, in_2025):
    """Its unit of the same name does not make the name ambiguous."""
    old = OrganizationFactory(code="sonoivu-cu", name="Sở Nội vụ", parent=other_province)
    type(old).objects.filter(pk=other_province.pk).update(successor=province, valid_to=in_2025)
    known = make_honouree("Nguyễn Văn Hòa", old, birth_year=1980)
    kept = upload(as_staff, province, {})
    assert (kept.bad_count, kept.question_count) == (0, 1)
    as_staff.post(f"{kept.get_absolute_url()}tra-loi/", {"doi-tuong-r2": f"h{known.pk}"})
    confirm(as_staff, kept)
    assert known.records.count() == 1
