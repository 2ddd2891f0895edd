"""A table of criteria as it is typed."""

from decimal import Decimal

import pytest

from scoring.enums import GroupKind
from scoring.outline import Row, group_faults, publishing_faults, read


def group(key: str, maximum: str, kind: GroupKind = GroupKind.ORDINARY) -> Row:
    return Row(key, True, f"Nhóm {key}", Decimal(maximum), kind)


def item(key: str, maximum: str, **more) -> Row:
    return Row(key, False, more.pop("name", f"Tiêu chí {key}"), Decimal(maximum), **more)


SOUND = [group("g1", "60"), item("a", "40"), item("b", "20"), group("g2", "40"), item("c", "40")]
BONUS = [group("g3", "5", GroupKind.BONUS), item("d", "5"), item("e", "5")]


def test_read_puts_criteria_under_their_groups():
    groups, faults = read(SOUND + BONUS)
    assert faults == []
    assert [(one.row.key, [row.key for row in one.criteria]) for one in groups] == [
        ("g1", ["a", "b"]),
        ("g2", ["c"]),
        ("g3", ["d", "e"]),
    ]
    assert group_faults(groups) == []
    assert publishing_faults(groups, scale=100) == []


@pytest.mark.parametrize(
    ("row", "cell", "words"),
    [
        (Row("x", False, "", Decimal(1)), "name", "Chưa ghi tên"),
        (Row("x", False, "n" * 501, Decimal(1)), "name", "Dài quá"),
        (Row("x", False, "Tên", None), "maximum", "Chưa ghi điểm tối đa"),
        (item("x", "0"), "maximum", "lớn hơn 0"),
        (item("x", "-3"), "maximum", "lớn hơn 0"),
        (item("x", "1000.5"), "maximum", "không quá 1000"),
        (item("x", "1.005"), "maximum", "2 số lẻ"),
        (item("x", "5", step=Decimal(0)), "step", "Bước điểm"),
        (item("x", "5", step=Decimal(6)), "step", "lớn hơn điểm tối đa"),
        (item("x", "5", step=Decimal(2)), "step", "chia hết"),
    ],
)
def test_read_refuses_a_row(row, cell, words):
    _, faults = read([group("g", "60"), row])
    assert [(one.key, one.cell) for one in faults] == [("x", cell)]
    assert words in faults[0].text


def test_read_refuses_a_criterion_without_a_group():
    _, faults = read([item("a", "40"), group("g", "60")])
    assert [(one.key, one.cell) for one in faults] == [("a", "level")]


def test_read_refuses_a_paste_without_end():
    _, faults = read([group("g", "60"), *(item(f"i{number}", "1") for number in range(300))])
    assert [one.text for one in faults] == ["Bảng có 301 dòng; nhiều nhất 300 dòng."]


def test_group_faults_criteria_above_their_group():
    groups, _ = read([group("g1", "60"), item("a", "40"), item("b", "20.5")])
    assert [one.text for one in group_faults(groups)] == ["Các tiêu chí cộng lại 60,5 điểm, vượt 60 điểm của nhóm."]


def test_group_faults_let_a_cap_be_less_than_what_it_caps():
    groups, _ = read([group("g1", "60"), item("a", "60"), *BONUS])
    assert group_faults(groups) == []


def test_group_faults_name_a_criterion_twice():
    groups, _ = read([group("g1", "60"), item("a", "10", name="Đóng góp"), item("b", "10", name="đóng  GÓP")])
    assert [(one.key, one.cell) for one in group_faults(groups)] == [("b", "name")]


@pytest.mark.parametrize(
    ("rows", "scale", "words"),
    [
        ([], 100, "chưa có nhóm"),
        (SOUND, 1000, "còn thiếu 900"),
        ([*SOUND, group("g9", "1"), item("z", "1")], 100, "thừa 1"),
        ([*SOUND, group("g9", "5", GroupKind.BONUS)], 100, "“Nhóm g9” chưa có tiêu chí"),
        ([group("g1", "100"), item("a", "90")], 100, "chưa đủ 100 điểm của nhóm"),
    ],
)
def test_publishing_faults(rows, scale, words):
    groups, _ = read(rows)
    found = publishing_faults(groups, scale=scale)
    assert len(found) == 1
    assert words in found[0]
