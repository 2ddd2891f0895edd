"""Evidence that is not what it says, forged requests, and headers made of names."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core.models import OutboxMail
from targets.models import Actual, Indicator
from targets.services.assignments import assign_many
from targets.urls import urlpatterns
from tests.factories.targets import make_target
from tests.targets.conftest import (
    approved,
    draft,
    given,
    growth,
    in_july,
    in_review,
    issued,
    money,
    period,
    today,
    towns,
)
from tests.targets.reporting import department, report

__all__ = [
    "approved",
    "department",
    "draft",
    "given",
    "growth",
    "in_july",
    "in_review",
    "issued",
    "money",
    "period",
    "report",
    "today",
    "towns",
]
#: Both a PDF by its first bytes and a page with a script.
POLYGLOT = b"%PDF-1.4\n<html><script>alert(1)</script>"
NAMES = [
    "a.html",
    "../../../etc/x.pdf",
    "a\r\nSet-Cookie: x=1.pdf",
    "a\u202efdp.exe",
    'a";filename="b.html',
    "a.p\\d/f",
    "." * 300,
    "x" * 100 + "." + "y" * 300,
    "đ" * 300 + ".pdf",
    "a\x00.pdf",
]


def sent(client: Client, report, target, file: SimpleUploadedFile):
    typed = {"base_revision": 0, f"ct-{target.pk}-value": "5", f"ct-{target.pk}-as_of": "30/06/2024"}
    return client.post(report.get_absolute_url(), typed | {f"ct-{target.pk}-evidence": file})


@pytest.mark.parametrize("number", range(len(NAMES)))
def test_evidence_leaves_as_a_file_of_its_kind_under_any_name(client, report, money, unit_officer, number):
    client.force_login(unit_officer)
    assert sent(client, report, money, SimpleUploadedFile(NAMES[number], POLYGLOT)).status_code == 302
    kept = Actual.objects.get()
    folder = settings.MEDIA_ROOT / "evidence" / str(report.pk)
    assert kept.evidence.path.startswith(f"{folder}/{money.pk}-")
    assert kept.evidence_name.isprintable()
    answer = client.get(f"{report.get_absolute_url()}minh-chung/{money.pk}/")
    answer.close()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert not {"\r", "\n"} & set(answer["Content-Disposition"])
    assert answer["Content-Security-Policy"]


@pytest.mark.parametrize("content", [b"<svg onload=alert(1)>", b"<html>", b"PK\x03\x04junk", b"", b"MZ\x90"])
def test_what_is_no_evidence_is_refused_whatever_its_name(client, report, money, unit_officer, content):
    client.force_login(unit_officer)
    assert sent(client, report, money, SimpleUploadedFile("a.pdf", content)).status_code == 422
    assert not Actual.objects.exists()


@pytest.mark.parametrize("name", sorted(one.name for one in urlpatterns))
def test_no_post_is_taken_without_the_token_of_the_page(money, staff, name):
    client = Client(enforce_csrf_checks=True)
    client.force_login(staff)
    pattern = next(one for one in urlpatterns if one.name == name)
    known = {key: money.directive.code if key == "code" else money.pk for key in pattern.pattern.converters}
    assert client.post(reverse(f"targets:{name}", kwargs=known)).status_code == 403


def test_no_name_writes_a_header_of_a_message(given, issued, department, staff):
    department.name = "Sở\nBcc: a@example.vn"
    department.save()
    assign_many([make_target(issued, "Số xã", "12 xã")], [department], by=staff)
    assert not any({"\r", "\n"} & set(subject) for subject in OutboxMail.objects.values_list("subject", flat=True))
    assert OutboxMail.objects.filter(subject__contains="Sở Bcc: a@example.vn").exists()


def test_a_name_too_long_with_its_whole_is_not_put_into_the_register(client, given, issued, staff):
    whole = make_target(issued, "P" * 290)
    part = make_target(issued, "Q" * 290, "5%", parent=whole)
    client.force_login(staff)
    page = client.post(reverse("targets:target_indicator", args=[given.code, part.pk]), follow=True)
    assert "dài quá 300 chữ" in page.content.decode()
    assert not Indicator.objects.exists()
