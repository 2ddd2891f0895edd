"""How a target is judged, completed after issue."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.factories.targets import make_indicator, make_target
from tests.organizations.views.outcomes import outcomes


@pytest.fixture
def target(issued):
    return make_target(issued, "Tỷ lệ che phủ rừng", "59,2%")


@pytest.fixture
def url(target):
    return f"{target.get_absolute_url()}danh-gia/"


TYPED = {"measure": "level", "polarity": "higher", "opening": "58,5", "note": "Theo kiểm kê rừng"}


def test_staff_of_the_issuer_complete_it(request, url):
    assert outcomes(request, url) == ["login", 200, 403, 403, 403, 404, 403]
    assert outcomes(request, url, post=TYPED) == ["login", 302, 403, 403, 403, 404, 403]


def test_what_is_typed_is_kept_and_the_words_stay(client, staff, target, url):
    indicator = make_indicator("che-phu-rung")
    client.force_login(staff)
    client.post(url, TYPED | {"indicator": indicator.pk, "opening": "1.058,5", "phrase": "1%", "words": "khác"})
    target.refresh_from_db()
    assert (target.indicator, target.opening, target.note) == (indicator, Decimal("1058.5"), "Theo kiểm kê rừng")
    assert (target.phrase, target.words) == ("59,2%", "Tỷ lệ che phủ rừng: 59,2%")
    assert 'value="1.058,5"' in client.get(url).content.decode()


@pytest.mark.parametrize(("opening", "words"), [
    ("5o", "lẫn trong số"), ("12,800", "hai cách"), ("9" * 13, "lớn quá"), ("1,1234567", "quá 6 số lẻ"),
])  # fmt: skip
def test_a_faulty_number_is_named_and_nothing_saved(client, staff, target, url, opening, words):
    client.force_login(staff)
    answer = client.post(url, TYPED | {"opening": opening})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert opening in answer.content.decode()
    target.refresh_from_db()
    assert (target.opening, target.note) == (None, "")
