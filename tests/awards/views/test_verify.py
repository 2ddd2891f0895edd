"""The public check: everybody may look, nothing but the decision's public words is shown, nothing is written."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from awards import visits
from awards.enums import DecisionKind
from awards.models import Certificate
from awards.services import certificates as services
from tests.factories.awards import make_decision
from tests.organizations.views.outcomes import outcomes


@pytest.fixture(autouse=True)
def fresh_minute():
    cache.clear()


@pytest.fixture
def url(province, staff) -> str:
    decision = make_decision(province, "Giàng A Chứ")
    services.prepare_certificates(decision, by=staff)
    return f"/xac-thuc/{Certificate.objects.get().token}/"


def test_verify_outcomes(request, url):
    assert outcomes(request, url) == [200] * 7


def test_verify_shows_what_the_decision_makes_public(client, url):
    page = client.get(url).content.decode()
    for words in ("Bằng này có thật", "Giàng A Chứ", "125/QĐ-UBND", "20/01/2026", "tỉnh Lào Cai", "2025"):
        assert words in page


def test_verify_shows_nothing_else(client, url):
    page = client.get(url).content.decode()
    for words in ("Chuyên viên Sở Nội vụ", "Trịnh Xuân Trường", "thành tích xuất sắc", "CCCD", "sổ vàng"):
        assert words not in page


def test_verify_of_a_revoked_award_names_the_decision(client, url):
    decision = Certificate.objects.get().line.decision
    values = {"kind": DecisionKind.REVOKE, "reason": "Kê khai sai", "number": 300, "issued_on": "2026-03-02"}
    make_decision(decision.issuer, amends=decision, **values)
    page = client.get(url).content.decode()
    assert "đã bị hủy bỏ</b> theo Quyết định số 300/QĐ-UBND ngày 02/03/2026" in page
    assert "có thật" not in page
    assert "Kê khai sai" not in page


@pytest.mark.parametrize("token", ["khong-co", "' OR 1=1 --", "<script>alert(1)</script>", "a" * 500])
def test_verify_of_an_unknown_code_says_so(client, db, token):
    from urllib.parse import quote

    answer = client.get(f"/xac-thuc/{quote(token, safe='')}/")
    assert answer.status_code in (200, 404)
    if answer.status_code == 200:
        assert "Không tìm thấy bằng nào ứng với mã này" in answer.content.decode()
    assert "<script>alert" not in answer.content.decode()


def test_verify_is_kept_out_of_search_and_caches(client, url):
    answer = client.get(url)
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer["Cache-Control"]
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert answer.cookies == {}


def test_verify_answers_no_post(client, url):
    assert client.post(url).status_code == 405


def test_verify_too_often_from_one_address_is_asked_to_wait(client, url):
    for _ in range(visits.MOST):
        assert client.get(url).status_code == 200
    answer = client.get(url)
    assert answer.status_code == 429
    assert "quá nhiều lần" in answer.content.decode()
    assert client.get(url, REMOTE_ADDR="10.0.0.2").status_code == 200


def test_verify_behind_the_proxy_counts_the_address_it_noted(client, url, settings):
    settings.HTTPS = True
    for _ in range(visits.MOST + 1):
        client.get(url, headers={"X-Forwarded-For": "203.0.113.7"})
    assert client.get(url, headers={"X-Forwarded-For": "203.0.113.7"}).status_code == 429
    assert client.get(url, headers={"X-Forwarded-For": "203.0.113.8"}).status_code == 200
    # What a visitor claims stands before what the proxy noted.
    assert client.get(url, headers={"X-Forwarded-For": "203.0.113.9, 203.0.113.7"}).status_code == 429


@pytest.mark.parametrize("kind", ["genuine", "unknown"])
def test_verify_takes_few_queries(client, url, kind, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        client.get(url if kind == "genuine" else "/xac-thuc/khong-co/")
