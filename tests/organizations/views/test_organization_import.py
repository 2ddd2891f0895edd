import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from organizations.models import ImportPreview
from tests.organizations.views.outcomes import outcomes

URL = "/don-vi/nhap/"


def workbook(*rows) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def upload(client, content: bytes, name="danh-sach.xlsx"):
    return client.post(URL, {"file": SimpleUploadedFile(name, content)})


def test_organization_import_outcomes(request, province):
    assert outcomes(request, URL) == ["login", 403, 403, 403, 403, 403, 200]
    assert outcomes(request, URL, post={}) == ["login", 403, 403, 403, 403, 403, 200]


def test_organization_import_keeps_the_list_and_saves_no_unit(as_admin, admin):
    answer = upload(as_admin, workbook(["Mã", "Tên"], ["so", "Sở"]), name="Danh sách sở.XLSX")
    kept = ImportPreview.objects.get()
    assert answer.url == f"/don-vi/nhap/{kept.pk}/"
    assert (kept.owner, kept.file_name, kept.table) == (admin, "Danh sách sở.XLSX", [["Mã", "Tên"], ["so", "Sở"]])


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xls", b"x", "Chỉ nhận tệp .xlsx."),
        ("a.csv", b"x", "Chỉ nhận tệp .xlsx."),
        ("a.xlsx.exe", b"x", "Chỉ nhận tệp .xlsx."),
        ("a.xlsx", b"", "Tệp này trống."),
        ("a.xlsx", b"not a zip", "Không đọc được tệp này."),
        ("a.xlsx", b"x" * (5 * 1024 * 1024 + 1), "Tệp lớn hơn 5 MB."),
    ],
)
def test_organization_import_refuses_other_files_in_words(as_admin, name, content, words):
    form = upload(as_admin, content, name=name).context["form"]
    assert form.errors["file"][0].startswith(words)
    assert not ImportPreview.objects.exists()


def test_organization_import_without_a_file(as_admin):
    assert as_admin.post(URL, {}).context["form"].errors["file"] == ["Chưa chọn tệp."]


def test_organization_import_opens_without_a_complaint(as_admin):
    page = as_admin.get(URL)
    assert not page.context["form"].is_bound
    assert "Chưa chọn tệp." not in page.content.decode()
