"""The paper of a registration as it stands now."""

from __future__ import annotations

import pytest

from documents.models import Document
from documents.services import render_document
from registrations.services import registrations
from tests.factories.registrations import filed
from tests.organizations.views.outcomes import outcomes
from tests.pages import let_go

pytestmark = pytest.mark.django_db
URL = "/dang-ky/{}/van-ban/"


def text(answer) -> str:
    return answer.content.decode()


def test_the_paper_is_read_by_the_province_and_the_leader_of_the_bloc(request, client, registration, head, member):
    for url in (URL, f"{URL}xem/"):
        url = url.format(registration.code)
        assert outcomes(request, url) == ["login", 200, 200, 200, 404, 404, 200]
        for user, status in ((head, 200), (member, 404)):
            client.force_login(user)
            assert client.get(url).status_code == status


def test_a_draft_says_so_and_carries_its_watermark(client, registration, head):
    client.force_login(head)
    assert "Bản này chưa nộp nên in ra có chữ “DỰ THẢO”." in text(client.get(URL.format(registration.code)))
    assert '<div class="watermark" aria-hidden="true">DỰ THẢO</div>' in text(
        client.get(f"{URL.format(registration.code)}xem/")
    )


def test_what_was_submitted_carries_none(client, registration, head):
    filed(registration, by=head)
    client.force_login(head)
    assert "Đây là nội dung của <a" in text(client.get(URL.format(registration.code)))
    sheets = text(client.get(f"{URL.format(registration.code)}xem/"))
    assert "watermark" not in sheets
    assert "05 cá nhân đạt danh hiệu Chiến sĩ thi đua cấp tỉnh" in sheets


def test_a_withdrawn_registration_says_so_on_every_sheet(client, registration, head):
    registrations.withdraw(registration, reason="Khối giải thể", by=head)
    client.force_login(head)
    assert "ĐÃ RÚT</div>" in text(client.get(f"{URL.format(registration.code)}xem/"))


@pytest.mark.parametrize("fmt", ["pdf", "docx", "xlsx"])
def test_the_leader_has_the_paper_made_and_takes_it_away(client, registration, head, member, fmt):
    filed(registration, by=head)
    client.force_login(head)
    asked = f"/van-ban/registrations.registration/{registration.pk}/tao/"
    assert client.post(asked, {"format": fmt}).status_code == 302
    document = Document.objects.get()
    assert render_document(document.pk)
    got = client.get(f"/van-ban/tep/{document.pk}/tai-ve/")
    assert (got.status_code, got["Content-Disposition"]) == (
        200, f'attachment; filename="dang-ky-{registration.code}.{fmt}"',
    )  # fmt: skip
    let_go(got)
    client.force_login(member)
    assert client.get(f"/van-ban/tep/{document.pk}/tai-ve/").status_code == 404
    assert client.post(asked, {"format": fmt}).status_code == 404
