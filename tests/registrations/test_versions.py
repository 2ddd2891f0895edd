"""What became of every version, and the file that was signed for it."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile

from core.errors import ActionBlocked
from registrations.models import SignedFile
from registrations.selectors.versions import compare_versions, version_rows
from registrations.services import registrations
from registrations.services.signing import keep_signed_file
from tests.factories.registrations import LETTER, filed

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 signed"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def signed(version, by, content: bytes = PDF, name: str = "ban-ky.pdf") -> SignedFile:
    return keep_signed_file(version, file=ContentFile(content, name), by=by)


def test_every_version_says_what_became_of_it(registration, head, staff):
    filed(registration, by=head)
    registrations.give_back(registration, reason="Thiếu số lượng", by=staff)
    registrations.submit(registration, by=head)
    registrations.recall(registration, by=head)
    registrations.submit(registration, by=head)
    assert next((row.outcome, row.step) for row in version_rows(registration)) == ("Chờ tiếp nhận", None)
    accepted = registrations.accept(registration, by=staff)
    rows = [(row.version.number, row.outcome, row.step.comment, row.in_force) for row in version_rows(accepted)]
    assert rows == [
        (3, "Đã tiếp nhận", "", True),
        (2, "Khối thu hồi", "", False),
        (1, "Bị trả lại", "Thiếu số lượng", False),
    ]


def test_two_versions_are_compared_by_words(registration, head):
    filed(registration, by=head)
    registrations.recall(registration, by=head)
    registration.refresh_from_db()
    letter = LETTER | {"signer_name": "Trần Văn An"}
    registrations.save_letter(registration, letter, ["90% đơn vị hưởng ứng."], base_revision=1, by=head)
    registrations.submit(registration, by=head)
    new, old = registration.versions.all()
    found = compare_versions(old, new)
    assert [text.label for text in (*found.letter, *found.pledges)] == ["Họ tên người ký", "Nội dung 1"]
    assert [(change.kind, change.text) for change in found.pledges[0].changes] == [
        ("removed", "100%"), ("added", "90%"), ("same", " đơn vị hưởng ứng."),
    ]  # fmt: skip
    assert not compare_versions(old, old).found


def test_a_signed_file_is_kept_and_logged(registration, head):
    version = filed(registration, by=head).versions.get()
    kept = signed(version, head, name="../Bản ký.pdf")
    assert (kept.name, kept.file.name.endswith(".pdf"), len(kept.sha256)) == ("Bản ký.pdf", True, 64)
    row = version_rows(registration)[0]
    assert row.signed == 1


def test_the_same_file_twice_is_refused_by_the_name_it_has(registration, head):
    version = filed(registration, by=head).versions.get()
    signed(version, head)
    with pytest.raises(ActionBlocked, match="Tệp này đã có ở bản 1 với tên “ban-ky"):
        signed(version, head, name="khac.pdf")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html>", "Chỉ nhận tệp PDF"),
        (b"", "Tệp trống"),
        (b"%PDF-" + b"x" * 10 * 1024 * 1024, "mỗi tệp tối đa 10 MB"),
    ],
)
def test_what_is_no_scan_is_refused_in_words(registration, head, content, words):
    version = filed(registration, by=head).versions.get()
    with pytest.raises(ActionBlocked, match=words):
        signed(version, head, content)
    assert not SignedFile.objects.exists()


def test_a_version_that_was_replaced_takes_no_more_signatures(registration, head):
    version = filed(registration, by=head).versions.get()
    registrations.recall(registration, by=head)
    registrations.submit(registration, by=head)
    with pytest.raises(ActionBlocked, match="đã có bản mới thay thế"):
        signed(version, head)
