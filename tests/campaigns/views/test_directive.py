"""One directive: what each sees, what comes next, why a button is closed."""

from __future__ import annotations

import pytest

from tests.organizations.views.outcomes import outcomes

URL = "/chi-thi/laocai-2024/"


def test_an_unpublished_directive_is_for_its_own_desk(request, draft):
    assert outcomes(request, URL) == ["login", 200, 200, 200, 404, 404, 200]


def test_an_issued_directive_is_for_the_whole_province(request, issued):
    assert outcomes(request, URL) == ["login", 200, 200, 200, 200, 404, 200]


@pytest.mark.parametrize("page", ["to-giay/", "ban-luu/", "xem-truoc/"])
def test_its_pages_are_for_the_same_people(request, draft, page):
    assert outcomes(request, URL + page) == ["login", 200, 200, 200, 404, 404, 200]


def test_the_page_says_what_comes_next_and_whose_work_it_is(as_leader, draft):
    page = as_leader.get(URL).content.decode()
    assert "Việc của cán bộ thi đua" in page
    assert 'aria-disabled="true"' in page


def test_a_missing_part_closes_the_button_and_says_which(as_staff, draft):
    draft.signer_name = ""
    draft.save()
    page = as_staff.get(URL).content.decode()
    assert "Chưa có họ và tên người ký" in page
    assert "/chi-thi/laocai-2024/trinh/" not in page


def test_the_paper_page_is_the_paper(as_staff, issued):
    page = as_staff.get(URL + "to-giay/").content.decode()
    assert "Số: 01/CT-UBND" in page
    assert "DỰ THẢO" not in page


@pytest.mark.parametrize("children", [1, 3])
def test_the_page_takes_the_same_queries_at_any_size(as_staff, issued, children, django_assert_num_queries):
    from tests.factories.campaigns import DirectiveFactory

    for _ in range(children):
        DirectiveFactory(parent=issued, issuer=issued.issuer)
    as_staff.get(URL)
    with django_assert_num_queries(7):
        as_staff.get(URL)
