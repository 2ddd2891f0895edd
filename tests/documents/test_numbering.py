"""The register of numbers: unique per issuer, type and year."""

from __future__ import annotations

from datetime import date

import pytest

from core.errors import ActionBlocked
from documents.enums import DocumentType
from documents.numbering import next_number, number_holder, register_number
from tests.factories.campaigns import DirectiveFactory


def register(subject, number, day, by, document_type=DocumentType.DIRECTIVE):
    return register_number(
        subject, organization=subject.issuer, document_type=document_type, number=number, issued_on=day, by=by
    )


def test_numbers_begin_at_one_and_follow_the_highest_of_the_year(province, clerk):
    assert next_number(province, DocumentType.DIRECTIVE, 2024) == 1
    register(DirectiveFactory(issuer=province), 7, date(2024, 3, 1), clerk)
    assert next_number(province, DocumentType.DIRECTIVE, 2024) == 8
    assert next_number(province, DocumentType.DIRECTIVE, 2025) == 1
    assert next_number(province, DocumentType.DECISION, 2024) == 1


def test_a_used_number_is_refused_with_the_document_that_has_it_and_the_next_free_one(province, clerk, issued):
    with pytest.raises(ActionBlocked) as refusal:
        register(DirectiveFactory(issuer=province), 1, date(2024, 5, 2), clerk)
    (reason,) = refusal.value.reasons
    assert reason == (
        "Số 01 năm 2024 đã dùng cho chỉ thị 01/CT-UBND ngày 19/01/2024 (Về phát động phong trào thi đua năm 2024). "
        "Số tiếp theo chưa dùng là 02."
    )
    assert number_holder(province, DocumentType.DIRECTIVE, 2024, 1).subject == issued


@pytest.mark.parametrize(("day", "document_type"), [(date(2025, 1, 5), "CT"), (date(2024, 5, 2), "QĐ")])
def test_the_same_number_is_free_in_another_year_or_type(province, clerk, issued, day, document_type):
    entry = register(DirectiveFactory(issuer=province), 1, day, clerk, document_type)
    assert entry.number == 1


def test_another_issuer_has_its_own_numbers(other_province, clerk, issued):
    assert register(DirectiveFactory(issuer=other_province), 1, date(2024, 1, 19), clerk).number == 1


def test_one_document_has_one_number(clerk, issued):
    with pytest.raises(ActionBlocked, match="đã có số"):
        register(issued, 2, date(2024, 1, 20), clerk)
