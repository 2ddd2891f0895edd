"""Two who prepare or print certificates at the same moment, on a database that lets them."""

from __future__ import annotations

import pytest

from awards.models import Certificate, CertificateBatch, CertificateChunk, DecisionLine, GoldenBook
from awards.services import certificate_batches as batches
from awards.services import certificates as services
from tests.campaigns.test_at_once import at_once
from tests.factories.awards import make_certificate_layout, make_decision

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def test_two_decisions_prepared_at_once_share_the_book_without_a_gap(province, staff):
    first = make_decision(province, *(f"Giàng A {n}" for n in range(20)))
    second = make_decision(province, *(f"Lý Thị {n}" for n in range(20)), number=126)
    assert at_once(*(lambda d=d: services.prepare_certificates(d, by=staff) for d in (first, second))) == [int, int]
    given = sorted(DecisionLine.objects.values_list("golden_book_number", flat=True))
    assert given == list(range(1, 41))
    assert GoldenBook.objects.get().last_number == 40


def test_one_decision_prepared_twice_at_once_has_each_number_once(province, staff):
    decision = make_decision(province, *(f"Giàng A {n}" for n in range(20)))
    at_once(*(lambda: services.prepare_certificates(decision, by=staff) for _ in range(3)))
    assert sorted(DecisionLine.objects.values_list("golden_book_number", flat=True)) == list(range(1, 21))
    assert Certificate.objects.count() == 20


def test_two_requests_at_once_make_one_batch(province, staff):
    decision = make_decision(province, "Giàng A Chứ", "Lý Thị Mẩy")
    layout = make_certificate_layout(province)
    services.prepare_certificates(decision, by=staff)
    found = at_once(*(lambda: services.request_batch(decision, layout, None, by=staff) for _ in range(2)))
    assert found == [CertificateBatch, CertificateBatch]
    assert (CertificateBatch.objects.count(), CertificateChunk.objects.count()) == (1, 1)


def test_workers_at_once_make_each_part_once(province, staff, monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(services, "CHUNK_SIZE", 2)
    decision = make_decision(province, *(f"Giàng A {n}" for n in range(20)))
    services.prepare_certificates(decision, by=staff)
    batch = services.request_batch(decision, make_certificate_layout(province), None, by=staff)
    at_once(*(lambda: batches.work_on(batch.pk) for _ in range(3)))
    batch.refresh_from_db()
    assert (batch.status, batch.done) == ("ready", 20)
    assert set(batch.chunks.values_list("attempts", flat=True)) == {1}
    assert sorted(path.suffix for path in tmp_path.rglob("*") if path.is_file()) == [".pdf", ".zip"]
