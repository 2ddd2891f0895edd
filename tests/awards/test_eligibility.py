"""What the findings come to: the answer, the summary, switches of a province; never a bare yes or no."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from awards.catalogue import Entry, load_catalogue
from awards.eligibility import Finding, Switch, assess
from awards.enums import LegalVersion, Mode
from awards.facts import Facts
from tests.awards.judging import MET, NOT_MET, ON, UNKNOWN, VERSIONS, YEAR, collective, judge, person

EXAMPLES = Path(__file__).parent.parent / "data" / "awards"


def example(name: str) -> Facts:
    return Facts.from_json((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))


READY = example("cstdt-du-dieu-kien")
HEAD = example("cstdt-nguoi-dung-dau-khong-dat-chi-tieu")


@pytest.mark.parametrize("version", VERSIONS)
def test_everything_met_is_met(version):
    result = judge("CSTDT", READY, version=version)
    assert (result.answer, result.blocking, result.warnings) == (MET, (), ())
    assert result.legal_version == version


def test_the_summary_says_more_than_yes():
    assert judge("CSTDT", READY).summary == (
        "Nguyễn Thị Hòa, “Chiến sĩ thi đua cấp tỉnh” năm 2024: đạt cả 8 điều kiện bắt buộc. "
        "Chưa đối chiếu được với văn bản gốc: 4/8 điều kiện."
    )


def test_the_summary_names_what_is_not_met():
    assert judge("CSTDT", HEAD).summary == (
        "Trần Văn Bình, “Chiến sĩ thi đua cấp tỉnh” năm 2024: đạt 3/8 điều kiện bắt buộc. "
        "Không đạt: Ba lần liên tục “Chiến sĩ thi đua cơ sở”; Sáng kiến có phạm vi ảnh hưởng cấp tỉnh; "
        "Đăng ký thi đua trước; Người đứng đầu: đơn vị hoàn thành chỉ tiêu được giao; "
        "Không có vụ việc đang được xem xét. Chưa đối chiếu được với văn bản gốc: 4/8 điều kiện."
    )


def test_one_condition_not_met_is_not_met_even_where_others_are_not_known():
    assert judge("CSTDT", person(awards=())).answer == NOT_MET


@pytest.mark.parametrize("entry", load_catalogue().entries, ids=lambda entry: f"{entry.code}-{entry.legal_version}")
def test_nothing_known_is_unknown_and_every_condition_says_what_is_missing(entry):
    blank = person(is_head=None)
    facts = replace(blank, subject=replace(blank.subject, kind=entry.subject))
    result = assess(entry, facts, year=YEAR, on=ON)
    assert result.answer == UNKNOWN
    for found in result.findings:
        assert found.answer == UNKNOWN
        assert found.sentence.endswith(".")
        assert found.missing
        assert found.article


def test_another_kind_of_subject_is_refused_in_words():
    with pytest.raises(
        ValueError, match=r"“Chiến sĩ thi đua cấp tỉnh” dành cho cá nhân, còn Phòng Nghiệp vụ 1 là tập thể\."
    ):
        judge("CSTDT", collective())


def found(result, name: str) -> Finding:
    return next(one for one in result.findings if one.rule == name)


def test_a_switched_rule_warns_and_no_longer_decides():
    facts = replace(READY, registrations=())
    assert judge("CSTDT", facts).answer == NOT_MET
    result = judge("CSTDT", facts, switches={"registered": Switch(Mode.WARN, "Tỉnh bỏ đăng ký năm 2024")})
    assert result.answer == MET
    warned = found(result, "registered")
    assert (warned.answer, warned.mode, warned.mode_reason) == (NOT_MET, Mode.WARN, "Tỉnh bỏ đăng ký năm 2024")
    assert result.warnings == (warned,)
    assert "đạt cả 7 điều kiện bắt buộc. Cảnh báo: Đăng ký thi đua trước." in result.summary


def test_a_warning_may_be_switched_to_block():
    facts = example("ttldxs")
    how = {"year": 2026, "on": date(2026, 12, 20), "version": LegalVersion.L2026}
    assert judge("TTLDXS", facts, **how).answer == MET
    assert judge("TTLDXS", facts, switches={"movement": Switch(Mode.BLOCK)}, **how).answer == UNKNOWN


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_rule_that_only_warns_needs_a_reason(reason):
    with pytest.raises(ValueError, match="phải ghi lý do"):
        Switch(Mode.WARN, reason)


def test_an_entry_all_of_whose_conditions_warn_judges_nothing():
    entry = load_catalogue().entry("CSTDT", LegalVersion.L2022)
    warning = replace(entry, conditions=tuple(replace(one, mode=Mode.WARN) for one in entry.conditions))
    assert assess(warning, READY, year=YEAR, on=ON).answer == UNKNOWN


def test_an_entry_edited_by_an_administrator_is_judged_by_its_own_numbers():
    values = load_catalogue().entry("CSTDT", LegalVersion.L2022).to_plain()
    values["conditions"][0]["params"]["count"] = 4
    result = assess(Entry.from_plain(values), READY, year=YEAR, on=ON)
    assert found(result, "consecutive_titles").sentence.startswith("Có 3/4 năm liên tục được tặng CSTĐCS")


def test_the_order_of_findings_is_that_of_the_catalogue():
    assert [one.rule for one in judge("CSTDT", READY).findings] == [
        "consecutive_titles",
        "initiative",
        "sudden_not_counted",
        "registered",
        "unit_targets_met",
        "nothing_pending",
        "discipline_over",
        "not_already_granted",
    ]


@pytest.mark.parametrize(
    ("name", "code", "year", "answer"),
    [
        ("ttldxs", "TTLDXS", 2026, MET),
        ("co-chinh-phu", "COTD_CP", 2025, MET),
        ("chua-biet-gi", "CSTDT", 2026, UNKNOWN),
        ("cstdt-du-dieu-kien", "CSTDTQ", 2024, NOT_MET),
    ],
)
def test_the_examples(name, code, year, answer):
    assert judge(code, example(name), year=year, on=date(year, 12, 20)).answer == answer


def test_what_blocks_and_what_warns_leave_out_what_is_met():
    facts = replace(example("ttldxs"), registrations=())
    result = judge("TTLDXS", facts, year=2026, on=date(2026, 12, 20))
    assert [one.rule for one in result.blocking] == ["registered"]
    assert [one.rule for one in result.warnings] == ["movement"]
    assert result.summary == (
        "Phòng Thi đua - Khen thưởng, “Tập thể lao động xuất sắc” năm 2026: đạt 7/8 điều kiện bắt buộc. "
        "Không đạt: Đăng ký thi đua trước. Cảnh báo: Phong trào thi đua thường xuyên. "
        "Chưa đối chiếu được với văn bản gốc: 3/10 điều kiện."
    )
