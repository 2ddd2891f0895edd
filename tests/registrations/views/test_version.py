"""One version: the same paper again, and the files that were signed."""

from __future__ import annotations

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from documents.rendering import render
from registrations.models import SignedFile
from registrations.papers import version_paper
from registrations.services import registrations
from tests.factories.registrations import filed
from tests.organizations.views.outcomes import outcomes

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 signed"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def version(registration, head):
    return filed(registration, by=head).versions.get()


def url(version) -> str:
    return f"/dang-ky/{version.registration.code}/ban/{version.number}/"


def scan(content: bytes = PDF, name: str = "ban-ky.pdf") -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, content)}


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_a_version_is_read_by_the_province_and_the_leader_of_the_bloc(request, client, version, head, member):
    for page in (url(version), f"{url(version)}xem/"):
        assert outcomes(request, page) == ["login", 200, 200, 200, 404, 404, 200]
        for user, status in ((head, 200), (member, 404)):
            client.force_login(user)
            assert client.get(page).status_code == status


def test_a_version_that_does_not_exist_is_not_found(client, version, head):
    client.force_login(head)
    assert client.get(url(version).replace("/ban/1/", "/ban/2/")).status_code == 404


def test_a_version_prints_the_same_for_ever(client, version, head, staff, units):
    before = render(version_paper(version), "pdf", archival=True).content
    registrations.give_back(version.registration, reason="Sửa", by=staff)
    version.registration.refresh_from_db()
    registrations.save_letter(version.registration, {"signer_name": "Người khác"}, ["Khác."], base_revision=1, by=head)
    units[0].name = "Sở Tên Mới"
    units[0].save()
    version.refresh_from_db()
    assert render(version_paper(version), "pdf", archival=True).content == before
    client.force_login(head)
    sheets = text(client.get(f"{url(version)}xem/"))
    assert "Phan Quốc Nghĩa" in sheets
    assert "Sở Tên Mới" not in sheets


def test_a_signed_file_is_sent_by_the_leader_or_staff_alone(request, version):
    assert outcomes(request, url(version), post={}) == ["login", 422, 403, 403, 404, 404, 403]


def test_the_signed_file_is_kept_with_its_sum_and_given_only_as_a_download(client, version, head, member, outsider):
    client.force_login(head)
    assert client.post(url(version), scan(name="../Bản ký số.pdf")).status_code == 302
    kept = SignedFile.objects.get()
    assert (kept.name, kept.size, kept.sha256, kept.by) == (
        "Bản ký số.pdf", len(PDF), hashlib.sha256(PDF).hexdigest(), head,
    )  # fmt: skip
    assert f"SHA-256: {kept.sha256}" in text(client.get(url(version)))
    got = client.get(f"{url(version)}ban-ky/{kept.pk}/")
    assert b"".join(got.streaming_content) == PDF
    assert got["Content-Disposition"].startswith("attachment;")
    assert (got["Content-Type"], got["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    for user in (member, outsider):
        client.force_login(user)
        assert client.get(f"{url(version)}ban-ky/{kept.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"<html><script>alert(1)</script>", "ban-ky.pdf", "Chỉ nhận tệp PDF"),
        (b"MZ\x90", "ban-ky.pdf", "Chỉ nhận tệp PDF"),
        (b"", "ban-ky.pdf", "Tệp trống"),
        (b"%PDF-" + b"x" * (10 * 1024 * 1024), "ban-ky.pdf", "MB lớn quá; mỗi tệp tối đa 10 MB."),
    ],
)
def test_a_file_that_is_none_is_refused_in_words(client, version, head, content, name, words):
    client.force_login(head)
    answer = client.post(url(version), scan(content, name))
    assert answer.status_code == 422
    assert words in text(answer)
    assert not SignedFile.objects.exists()


def test_a_word_file_is_not_a_signed_one(client, version, head):
    client.force_login(head)
    answer = client.post(url(version), scan(render(version_paper(version), "docx", archival=True).content, "a.docx"))
    assert "tệp PDF, ảnh JPG hoặc PNG." in text(answer)


def test_nothing_chosen_is_told(client, version, head):
    client.force_login(head)
    assert "Chưa chọn tệp." in text(client.post(url(version), {}))


def test_the_same_file_twice_is_refused_with_the_name_it_has(client, version, head):
    client.force_login(head)
    client.post(url(version), scan())
    answer = client.post(url(version), scan(name="khac.pdf"))
    assert "Tệp này đã có ở bản 1 với tên “ban-ky.pdf”." in text(answer)
    assert SignedFile.objects.count() == 1


def test_a_version_that_was_replaced_takes_no_more_signatures(client, version, head):
    registrations.recall(version.registration, by=head)
    registrations.submit(version.registration, by=head)
    client.force_login(head)
    assert "Bản này đã có bản mới thay thế." in text(client.get(url(version)))
    answer = client.post(url(version), scan())
    assert answer.status_code == 422
    assert not SignedFile.objects.exists()


def test_a_round_that_asks_for_it_accepts_only_what_is_signed(client, version, head, staff):
    round_ = version.registration.round
    round_.needs_signed_file = True
    round_.save()
    client.force_login(staff)
    client.post(url(version), scan(b"\xff\xd8\xff photo", "anh.JPG"))
    assert registrations.accept(version.registration, by=staff).status == "accepted"
    assert SignedFile.objects.get().name == "anh.JPG"
