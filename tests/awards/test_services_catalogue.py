"""Changes of the catalogue and of the switches: kept, logged in words, refused when overtaken or unreadable."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from awards.enums import Mode
from awards.forms.catalogue import TitleForm
from awards.models import AwardTitle, BaseSalary, RuleSwitch
from awards.reference import load_catalogue_rows
from awards.selectors.catalogue import (
    conditions_of,
    rule_rows,
    switch_history,
    unverified_count,
    values_of,
    verified_by,
)
from awards.services.catalogue import add_salary, clear_rule_switch, save_title, set_rule_switch
from core.errors import ActionBlocked, Conflict
from core.log import history_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def title() -> AwardTitle:
    load_catalogue_rows()
    return AwardTitle.objects.get(code="CSTDT", legal_version="L2022")


def save(title: AwardTitle, by, *, values=None, citations=None, conditions=None, base: int = 0):
    return save_title(
        title, values or {}, citations=citations or {}, conditions=conditions or {}, base_revision=base, by=by
    )


def test_changed_columns_are_kept_and_logged_with_before_and_after(title, admin):
    changes = save(title, admin, values={"vote_threshold": Decimal("90.00"), "name": title.name})
    assert [change.sentence for change in changes] == ["Tỷ lệ phiếu (%): 80,00 → 90,00."]
    title.refresh_from_db()
    assert (title.vote_threshold, title.revision) == (Decimal("90.00"), 1)
    (entry,) = history_of(title)
    assert entry.data["changes"] == [
        {"field": "vote_threshold", "label": "Tỷ lệ phiếu (%)", "before": "80,00", "after": "90,00"}
    ]


def test_nothing_changed_is_not_a_revision(title, admin):
    assert save(title, admin, values={"name": title.name}) == []
    title.refresh_from_db()
    assert title.revision == 0
    assert not history_of(title).exists()


def test_overtaken_save_is_refused_with_who_was_faster(title, admin, staff):
    save(title, staff, values={"name": "Tên mới"})
    with pytest.raises(Conflict, match=str(staff)):
        save(title, admin, values={"name": "Tên khác"})
    title.refresh_from_db()
    assert title.name == "Tên mới"


def test_ticking_a_source_says_who_checked_it(title, admin):
    citation = {"article": "Điều 10 Nghị định 152/2025/NĐ-CP", "verified": True, "note": ""}
    before = unverified_count(title)
    save(title, admin, citations={"vote_threshold": citation})
    title.refresh_from_db()
    assert unverified_count(title) == before - 1
    assert title.citation("vote_threshold") == citation | {"source": "decree"}
    assert verified_by(history_of(title))["vote_threshold"].actor == admin
    (value,) = [one for one in values_of(title) if one.key == "vote_threshold"]
    assert (value.article, value.verified) == ("Điều 10 Nghị định 152/2025/NĐ-CP", True)


def test_number_of_a_condition_is_changed_at_its_place(title, admin):
    source = {name: title.conditions[0][name] for name in ("article", "verified", "note")}
    (change,) = save(title, admin, conditions={"0": {**source, "params": {"count": 2}}})
    assert change.sentence == "Điều kiện “Ba lần liên tục “Chiến sĩ thi đua cơ sở””, số lần: 3 → 2."
    title.refresh_from_db()
    assert title.conditions[0]["params"] == {"code": "CSTDCS", "count": 2}
    assert conditions_of(title)[0].params == [("Danh hiệu", "CSTĐCS"), ("Số lần", "2")]


def test_condition_that_cannot_be_judged_is_refused_and_nothing_is_kept(title, admin):
    source = {name: title.conditions[0][name] for name in ("article", "verified", "note")}
    with pytest.raises(ActionBlocked):
        save(title, admin, conditions={"0": {**source, "params": {"count": -1}}})
    title.refresh_from_db()
    assert (title.revision, title.conditions[0]["params"]["count"]) == (0, 3)


def test_every_title_passes_through_its_form_unchanged(admin):
    load_catalogue_rows()
    for title in AwardTitle.objects.all():
        blank = TitleForm(title=title)
        data = {
            name: value for name in blank.fields if (value := blank[name].value()) is not None and value is not False
        }  # as a browser sends it
        data |= {name: str(data[name]).replace(".", ",") for name in ("vote_threshold", "coefficient") if name in data}
        form = TitleForm(data, title=title)
        assert form.is_valid(), (title.code, form.errors)
        changes = save(title, admin, values=form.columns, citations=form.sources(), conditions=form.condition_values())
        assert changes == [], title.code


def test_unverified_needs_a_note(title):
    blank = TitleForm(title=title)
    data = {name: value for name in blank.fields if (value := blank[name].value()) is not None and value is not False}
    data.pop("cite-vote_threshold-note")
    form = TitleForm(data, title=title)
    assert list(form.errors) == ["cite-vote_threshold-note"]


def test_switch_needs_a_reason_and_a_known_rule(title, province, admin):
    with pytest.raises(ActionBlocked, match="Phải ghi lý do"):
        set_rule_switch(province, "registered", mode=Mode.WARN, reason=" ", by=admin)
    with pytest.raises(ActionBlocked, match="không có điều kiện này"):
        set_rule_switch(province, "nonsense", mode=Mode.WARN, reason="x", by=admin)
    assert not RuleSwitch.objects.exists()


def test_switch_and_its_end_stay_in_the_log_of_the_province(title, province, other_province, admin):
    set_rule_switch(province, "registered", mode=Mode.WARN, reason="Công văn 10/SNV", by=admin)
    row = next(one for one in rule_rows(province) if one.name == "registered")
    assert (row.mode, row.switch.reason, row.switch.set_by) == (Mode.WARN, "Công văn 10/SNV", admin)
    clear_rule_switch(province, "registered", by=admin)
    clear_rule_switch(province, "registered", by=admin)
    assert not RuleSwitch.objects.exists()
    assert [(entry.verb, entry.comment) for entry in switch_history(province)] == [
        ("bỏ điều chỉnh “Đăng ký thi đua trước”", "Trước đó: Cảnh báo. Công văn 10/SNV"),
        ("chuyển “Đăng ký thi đua trước”", "Chặn → Cảnh báo. Lý do: Công văn 10/SNV"),
    ]
    assert switch_history(other_province) == []


def test_same_switch_twice_is_logged_once(title, province, admin):
    for _ in range(2):
        set_rule_switch(province, "registered", mode=Mode.WARN, reason="Công văn 10/SNV", by=admin)
    assert len(switch_history(province)) == 1


def test_base_salary_is_added_once_for_a_day(admin):
    values = {
        "valid_from": date(2027, 7, 1),
        "amount": Decimal(2700000),
        "document": "Nghị định số 1/2027/NĐ-CP",
        "is_verified": True,
        "note": "",
    }
    add_salary(values, by=admin)
    with pytest.raises(ActionBlocked, match="01/07/2027"):
        add_salary(values, by=admin)
    assert BaseSalary.objects.count() == 1
