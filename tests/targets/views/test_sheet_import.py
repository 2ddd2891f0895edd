"""Uploading a list of targets: honest files are kept for a look, others are refused in words."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from targets.models import TargetImport
from tests.organizations.views.outcomes import outcomes
from tests.targets.views.sheets import workbook

URL = "/chi-thi/laocai-2024/chi-tieu/nhap/"
HEAD = ["Chỉ tiêu", "Mức cần đạt"]


@pytest.fixture
def as_staff(client, staff):
    client.force_login(staff)
    return client


def upload(client, content: bytes, name: str = "chi-tieu.xlsx"):
    return client.post(URL, {"file": SimpleUploadedFile(name, content)})


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, part)
    return buffer.getvalue()


def test_only_staff_of_the_issuer_import(request, draft):
    assert outcomes(request, URL) == ["login", 200, 403, 403, 404, 404, 403]
    assert outcomes(request, URL, post={}) == ["login", 422, 403, 403, 404, 404, 403]


def test_the_list_is_kept_and_no_target_is_saved(as_staff, staff, draft):
    answer = upload(as_staff, workbook(HEAD, ["Tỷ lệ đô thị hóa", "33,5%"]), "Biểu chỉ tiêu.XLSX")
    kept = TargetImport.objects.get()
    assert answer.url == f"{URL}{kept.pk}/"
    assert (kept.owner, kept.directive, kept.file_name, kept.sheet_name) == (
        staff,
        draft,
        "Biểu chỉ tiêu.XLSX",
        "Chỉ tiêu",
    )
    assert kept.table == [HEAD, ["Tỷ lệ đô thị hóa", "33,5%"]]
    assert not draft.targets.exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xls", b"x", "Chỉ nhận tệp .xlsx."),
        ("a.csv", "Chỉ tiêu;Mức".encode(), "Chỉ nhận tệp .xlsx."),
        ("a.xlsm", b"x", "Tệp có macro nên không được nhận."),
        ("a.xlsx", b"", "Tệp này trống."),
        ("a.xlsx", "Chỉ tiêu;Mức".encode(), "Không đọc được tệp này."),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "Đây là tệp Excel kiểu cũ (.xls)"),
        ("a.xlsx", b"x" * (5 * 1024 * 1024 + 1), "Tệp lớn hơn 5 MB."),
        ("a.xlsx", b"x" * (50 * 1024 * 1024), "Tệp lớn hơn 5 MB."),
    ],
)
def test_other_files_are_refused_in_words(as_staff, draft, name, content, words):
    answer = upload(as_staff, content, name)
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"][0].startswith(words)
    assert not TargetImport.objects.exists()


def test_macros_under_another_name_are_refused(as_staff, draft):
    content = with_part(workbook(HEAD, ["A", "5%"]), "xl/vbaProject.bin", b"macro")
    assert upload(as_staff, content).context["form"].errors["file"][0].startswith("Tệp có macro")


def test_a_wrong_sheet_is_told_with_the_names_of_all(as_staff, draft):
    text = upload(as_staff, workbook(["Mã", "Tên"], ["a", "b"], title="Đơn vị")).context["form"].errors["file"][0]
    assert text.startswith("Không thấy dòng tiêu đề. Phải có cột “Chỉ tiêu”")
    assert text.endswith("Tệp có 1 trang tính: “Đơn vị”.")


def test_without_a_file(as_staff, draft):
    assert as_staff.post(URL, {}).context["form"].errors["file"] == ["Chưa chọn tệp."]


def test_a_directive_in_review_takes_no_list(as_staff, in_review):
    answer = upload(as_staff, workbook(HEAD, ["A", "5%"]))
    assert (answer.status_code, answer.url) == (302, "/chi-thi/laocai-2024/chi-tieu/")
    assert not TargetImport.objects.exists()
