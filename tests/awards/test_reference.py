"""The delivered catalogue in its tables."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from awards.catalogue import load_catalogue
from awards.enums import LegalVersion
from awards.models import AwardTitle, BaseSalary
from awards.reference import load_catalogue_rows
from awards.selectors.dossier_review import entry_of

pytestmark = pytest.mark.django_db
SHIPPED = len(load_catalogue().entries)


def test_every_entry_of_both_laws_becomes_a_row():
    assert load_catalogue_rows() == SHIPPED + 2
    found = {(title.code, title.legal_version) for title in AwardTitle.objects.all()}
    assert found == {(entry.code, entry.legal_version.value) for entry in load_catalogue().entries}
    title = AwardTitle.objects.get(code="CSTDT", legal_version=LegalVersion.L2022)
    assert (title.name, title.vote_threshold, title.coefficient) == (
        "Chiến sĩ thi đua cấp tỉnh",
        Decimal("80.00"),
        Decimal("3.00"),
    )
    assert title.citation("name") == {
        "article": "Điều 22 Luật 06/2022/QH15",
        "verified": True,
        "note": "",
        "source": "law",
    }
    assert "vote_threshold" in title.unverified


def test_rows_read_back_as_the_entries_they_came_from():
    load_catalogue_rows()
    for title in AwardTitle.objects.all():
        entry = load_catalogue().entry(title.code, LegalVersion(title.legal_version))
        assert entry_of(title).conditions == entry.conditions


def test_base_salaries_are_the_known_ones():
    load_catalogue_rows()
    assert list(BaseSalary.objects.values_list("valid_from", "amount", "is_verified")) == [
        (date(2026, 7, 1), Decimal(2530000), True),
        (date(2024, 7, 1), Decimal(2340000), False),
    ]


def test_second_load_changes_nothing():
    load_catalogue_rows()
    assert load_catalogue_rows() == 0
    assert AwardTitle.objects.count() == SHIPPED


def test_row_an_administrator_edited_is_left_alone_and_an_untouched_one_is_brought_up():
    load_catalogue_rows()
    AwardTitle.objects.filter(code="LDTT", legal_version="L2022").update(name="Của tỉnh", revision=1)
    AwardTitle.objects.filter(code="CSTDCS", legal_version="L2022").update(name="Cũ")
    assert load_catalogue_rows() == 1
    names = dict(AwardTitle.objects.filter(legal_version="L2022").values_list("code", "name"))
    assert (names["LDTT"], names["CSTDCS"]) == ("Của tỉnh", "Chiến sĩ thi đua cơ sở")


def test_titles_are_found_without_accents_and_by_abbreviation():
    load_catalogue_rows()
    rows = AwardTitle.objects.filter(legal_version="L2022")
    assert set(rows.matching("cstđcs").values_list("code", flat=True)) == {"CSTDCS"}
    assert "CSTDT" in rows.matching("chien sy thi dua").values_list("code", flat=True)
