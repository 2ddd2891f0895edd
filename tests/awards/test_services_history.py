"""The register by hand and by list: who is refused, what is filled in, whom the answers lead to."""

from __future__ import annotations

from datetime import date

import pytest

from awards.matching import Identity, Relation
from awards.models import AwardImport, AwardRecord, Honouree, Obstacle
from awards.reference import load_catalogue_rows
from awards.selectors.history import Wanted, like, shown_number, understood
from awards.selectors.history_import import packed, roots_of, unpacked
from awards.services import history_import
from awards.services.history import DoubtfulError, create_honouree, end_obstacle, save_honouree
from core.errors import ActionBlocked
from core.log import history_of
from tests.factories.awards import make_honouree
from tests.factories.organizations import OrganizationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_2025")]
HEAD = ["Họ và tên", "Năm sinh", "CCCD", "Đơn vị", "Danh hiệu", "Năm", "Số quyết định"]


@pytest.fixture(autouse=True)
def _files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    load_catalogue_rows()


def person(unit, **values) -> dict:
    return {"kind": "individual", "name": "Giàng A Chứ", "organization": unit, "citizen_id": "", **values}


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("", Wanted()),
        ("CSTĐCS 2023", Wanted(codes=frozenset({"CSTDCS"}), year=2023)),
        ("Chiến sỹ thi đua cấp tỉnh", Wanted(codes=frozenset({"CSTDT"}))),
        ("CSTĐ cấp tỉnh Giàng A Chứ", Wanted("giang a chu", codes=frozenset({"CSTDT"}))),
        ("lđtt", Wanted(codes=frozenset({"LDTT"}))),
        ("010080000001", Wanted(number="010080000001")),
        ("Phòng 2", Wanted("phong 2")),
        ("1890", Wanted("1890")),
    ],
)
def test_search_is_understood(words, wanted):
    assert understood(words) == wanted


def test_household_has_nothing_that_only_people_have(province, unit, staff):
    made = create_honouree(province, person(unit, kind="household", post="Chủ hộ", is_head=True), by=staff)
    assert (made.post, made.is_head, made.kind) == ("", False, "household")


def test_collectives_of_one_name_in_two_units_are_two(province, unit, staff):
    other = OrganizationFactory(code="soyte", name="Sở Y tế", parent=province)
    for where in (unit, other):
        create_honouree(province, person(where, kind="collective", name="Văn phòng"), by=staff)
    with pytest.raises(ActionBlocked, match="đã có trong danh sách của Sở Y tế"):
        create_honouree(province, person(other, kind="collective", name="văn phòng"), by=staff)


def test_doubt_names_who_it_may_be_and_gives_way_to_a_person(province, unit, staff):
    known = create_honouree(province, person(unit, birth_year=1980), by=staff)
    with pytest.raises(DoubtfulError) as doubt:
        create_honouree(province, person(unit), by=staff)
    assert [one.key for one in doubt.value.match.found] == [f"h{known.pk}"]
    create_honouree(province, person(unit), by=staff, is_other=True)
    assert Honouree.objects.count() == 2


def test_one_is_not_like_oneself(province, unit, staff):
    known = create_honouree(province, person(unit, birth_year=1980), by=staff)
    assert save_honouree(province, known, {"birth_year": 1981}, by=staff)[0].sentence == "Năm sinh: 1980 → 1981."
    assert save_honouree(province, known, {"birth_year": 1981}, by=staff) == []
    assert [entry.verb for entry in history_of(known)] == ["sửa thông tin", "thêm vào danh sách"]


def test_obstacle_cannot_end_before_it_began(unit, staff):
    obstacle = Obstacle.objects.create(
        honouree=make_honouree(organization=unit), kind="press", since=date(2024, 5, 2), document="Báo A"
    )
    with pytest.raises(ActionBlocked, match="từ 02/05/2024 trở đi"):
        end_obstacle(obstacle, ended_on=date(2024, 5, 1), by=staff)
    end_obstacle(obstacle, ended_on=date(2024, 5, 2), by=staff)
    obstacle.refresh_from_db()
    assert obstacle.ended_on == date(2024, 5, 2)


def test_number_is_masked_but_for_its_end(unit):
    one = make_honouree(organization=unit, citizen_id="010080000001")
    assert (shown_number(one, whole=True), shown_number(one, whole=False)) == ("010080000001", "•••••••••001")
    assert shown_number(make_honouree(organization=unit), whole=False) == ""


def test_answers_lead_through_another_line_of_the_file_to_one_person(province, unit, staff):
    """Line 3 is the person of line 2, who is somebody known."""
    other = OrganizationFactory(code="soyte", name="Sở Y tế", parent=province)
    third = OrganizationFactory(code="soxd", name="Sở Xây dựng", parent=province)
    known = make_honouree("Giàng A Chứ", third, birth_year=1980)
    table = [
        HEAD,
        ["Giàng A Chứ", "1980", "", unit.name, "LĐTT", "2022", "1/QĐ"],
        ["Giàng A Chứ", "1980", "", other.name, "LĐTT", "2023", "2/QĐ"],
    ]
    kept = history_import.keep_import(province, table, file_name="cu.xlsx", by=staff)
    assert [one["candidates"] for one in unpacked(kept.checked)["questions"]] == [
        [f"h{known.pk}"],
        [f"h{known.pk}", "r2"],
    ]
    left = history_import.answer_questions(kept, {"r3": "r2", "r2": f"h{known.pk}"}, by=staff)
    assert left == 0
    assert history_import.confirm_import(kept, leave_out_bad=False, by=staff)
    assert sorted(known.records.values_list("year", "office_then")) == [(2022, "Sở Nội vụ"), (2023, "Sở Y tế")]
    assert Honouree.objects.count() == 1


def test_award_the_chosen_person_has_already_is_not_given_twice(province, unit, staff):
    known = make_honouree("Giàng A Chứ", unit)
    AwardRecord.objects.create(
        honouree=known, title_code="LDTT", title_name="Lao động tiên tiến", year=2022, decision_number="1/QĐ"
    )
    table = [HEAD, ["Giàng A Chứ", "1980", "", unit.name, "LĐTT", "2022", "1/QĐ"]]
    kept = history_import.keep_import(province, table, file_name="cu.xlsx", by=staff)
    history_import.answer_questions(kept, {"r2": f"h{known.pk}"}, by=staff)
    assert history_import.confirm_import(kept, leave_out_bad=False, by=staff)
    kept.refresh_from_db()
    assert (kept.record_count, AwardRecord.objects.count()) == (0, 1)


def test_old_lists_go_with_their_files(province, unit, staff):
    table = [HEAD, ["Giàng A Chứ", "1980", "", unit.name, "LĐTT", "2022", "1/QĐ"]]
    old = history_import.keep_import(province, table, file_name="cu.xlsx", by=staff)
    AwardImport.objects.update(created_at=old.created_at - AwardImport.KEPT_FOR)
    files = old.table.storage
    history_import.keep_import(province, table, file_name="moi.xlsx", by=staff)
    assert list(AwardImport.objects.values_list("file_name", flat=True)) == ["moi.xlsx"]
    assert not files.exists(old.table.name)
    assert not files.exists(old.checked.name)


def test_registers_of_a_province_are_its_own_and_of_those_that_merged_into_it(province, other_province, in_2025):
    type(province).objects.filter(pk=other_province.pk).update(successor=province, valid_to=in_2025)
    assert roots_of(province) == {"laocai", "langson"}
    assert roots_of(other_province) == {"langson"}


def test_like_looks_in_the_own_province_only(province, other_province, unit, staff):
    make_honouree("Giàng A Chứ", other_province, birth_year=1980)
    assert like(province, Identity("h0", "individual", "Giàng A Chứ", unit.pk, "", 1980)).relation == Relation.OTHER


def test_what_is_packed_is_unpacked(tmp_path):
    values = {"rows": [["Sở Nội vụ", 1]]}
    assert unpacked(packed(values)) == values
