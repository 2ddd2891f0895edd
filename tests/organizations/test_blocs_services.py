"""Setting up, composing and copying blocs, with what the log keeps."""

from datetime import date

import pytest

from core.errors import ActionBlocked, Conflict
from core.log import history_of
from organizations.models import Bloc, BlocMembership, Organization
from organizations.policies.blocs import Seat
from organizations.selectors.blocs import copy_plan, heir_of
from organizations.services import Decided, compose_bloc, copy_blocs, create_bloc, update_bloc
from tests.organizations.blocs import DEPUTY, HEAD, MEMBER, compose, department, make_bloc, seated

DECIDED = {"document": "Quyết định số 125/QĐ-UBND", "decided_on": date(2024, 2, 1)}


@pytest.fixture
def bloc(province) -> Bloc:
    return make_bloc(province)


@pytest.fixture
def health(province):
    return department("soyte", "Sở Y tế", province)


@pytest.fixture
def finance(province):
    return department("sotc", "Sở Tài chính", province)


def latest(bloc: Bloc):
    return history_of(bloc).first()


def test_a_new_bloc_is_found_without_accents_and_logged(province, staff):
    made = create_bloc(code="tmth", name="Khối Tham mưu Tổng hợp", kind="khoi", organizer=province, by=staff)
    assert list(Bloc.objects.matching("tham MƯU")) == [made]
    assert (latest(made).verb, latest(made).actor) == ("lập khối, cụm", staff)


@pytest.mark.parametrize("code", ["them", "Tổng hợp", "tmth"])
def test_a_reserved_unfit_or_taken_code_is_refused(bloc, province, code):
    with pytest.raises(ActionBlocked):
        make_bloc(province, code, "Khối khác")
    assert Bloc.objects.count() == 1


def test_a_unit_below_the_province_sets_up_no_bloc(health):
    with pytest.raises(ActionBlocked, match="không lập khối"):
        make_bloc(health)


def test_changes_of_a_bloc_are_told_with_what_was_before(bloc, staff):
    update_bloc(bloc, by=staff, name="Khối Nội chính")
    assert latest(bloc).comment == "tên khối, cụm: “Khối Tham mưu Tổng hợp” → “Khối Nội chính”"
    assert list(Bloc.objects.matching("noi chinh")) == [bloc]
    update_bloc(bloc, by=staff, name="Khối Nội chính")
    assert history_of(bloc).count() == 2


def test_a_bloc_is_not_ended_before_years_it_has_units_in(bloc, health, staff):
    compose(bloc, 2024, health)
    with pytest.raises(ActionBlocked, match="đã có thành viên năm 2024"):
        update_bloc(bloc, by=staff, valid_to=date(2024, 1, 1))
    with pytest.raises(TypeError, match="code"):
        update_bloc(bloc, by=staff, code="khac")


def test_a_year_is_composed_in_order_by_a_decision(bloc, health, finance, staff):
    composition = compose(bloc, 2024, (finance, MEMBER), (health, HEAD), by=staff, **DECIDED)
    assert seated(bloc, 2024) == [("sotc", "member"), ("soyte", "head")]
    assert (composition.document, composition.decided_on, composition.revision) == (*DECIDED.values(), 1)
    entry = latest(bloc)
    assert (entry.verb, entry.actor) == ("ghi thành phần năm 2024", staff)
    assert entry.comment == (
        "Thêm: Sở Tài chính, thành viên; Sở Y tế, trưởng khối. Quyết định: Quyết định số 125/QĐ-UBND ngày 01/02/2024."
    )


def test_a_recut_keeps_before_and_after(bloc, health, finance, province, staff):
    interior = department("snv", "Sở Nội vụ", province)
    compose(bloc, 2024, health, finance, by=staff)
    kept = BlocMembership.objects.get(organization=finance).pk
    compose(bloc, 2024, (finance, HEAD), (interior, DEPUTY), by=staff)
    assert seated(bloc, 2024) == [("sotc", "head"), ("snv", "deputy")]
    assert BlocMembership.objects.get(organization=finance).pk == kept
    entry = latest(bloc)
    assert entry.comment == (
        "Thêm: Sở Nội vụ, phó trưởng khối. Bỏ: Sở Y tế. Đổi vai trò: Sở Tài chính: thành viên → trưởng khối."
    )
    assert [seat["code"] for seat in entry.data["before"]["seats"]] == ["soyte", "sotc"]
    assert entry.data["after"]["seats"] == [
        {"code": "sotc", "name": "Sở Tài chính", "role": "Trưởng khối"},
        {"code": "snv", "name": "Sở Nội vụ", "role": "Phó trưởng khối"},
    ]
    assert entry.data["year"] == 2024


def test_leaders_change_places_without_ever_being_two(bloc, health, finance):
    compose(bloc, 2024, (health, HEAD), (finance, MEMBER))
    compose(bloc, 2024, (health, MEMBER), (finance, HEAD))
    assert seated(bloc, 2024) == [("soyte", "member"), ("sotc", "head")]


def test_an_heir_of_the_same_name_is_told_apart_in_the_log(bloc, health, province):
    heir = department("soyte-moi", "Sở Y tế", province)
    compose(bloc, 2024, health)
    compose(bloc, 2024, heir)
    assert latest(bloc).comment == "Thêm: Sở Y tế (mã soyte-moi), trưởng khối. Bỏ: Sở Y tế (mã soyte)."


def test_another_order_is_told(bloc, health, finance):
    compose(bloc, 2024, (health, MEMBER), (finance, MEMBER))
    compose(bloc, 2024, (finance, MEMBER), (health, MEMBER))
    assert latest(bloc).comment == "Đổi thứ tự."


def test_saving_the_same_again_writes_nothing(bloc, health):
    compose(bloc, 2024, health, **DECIDED)
    again = compose(bloc, 2024, health, **DECIDED)
    assert again.revision == 1
    assert history_of(bloc).count() == 2


def test_who_came_first_is_kept_with_the_minutes(bloc, health, finance):
    compose(bloc, 2024, health, finance)
    first = compose(bloc, 2024, health, finance, front_runner=finance, vote_minutes="3/BB-KTMTH")
    assert (first.front_runner, first.vote_minutes) == (finance, "3/BB-KTMTH")
    assert latest(bloc).comment == "Dẫn đầu: Sở Tài chính (biên bản số 3/BB-KTMTH)."


def test_half_a_decision_is_refused_in_words(bloc, health):
    with pytest.raises(ActionBlocked, match="Ghi đủ cả quyết định và ngày quyết định"):
        compose(bloc, 2024, health, document="Quyết định số 1")
    assert seated(bloc, 2024) == []


def test_a_refused_composition_changes_nothing(bloc, health, finance):
    compose(bloc, 2024, health)
    with pytest.raises(ActionBlocked, match="một trưởng khối"):
        compose(bloc, 2024, (health, HEAD), (finance, HEAD))
    assert seated(bloc, 2024) == [("soyte", "head")]
    assert history_of(bloc).count() == 2


def test_of_two_who_save_the_second_is_told(bloc, health, finance, staff):
    compose(bloc, 2024, health)
    with pytest.raises(Conflict, match="Vừa có người khác lưu"):
        compose_bloc(bloc, year=2024, seats=[Seat(finance)], decided=Decided(), revision=0, by=staff)
    assert seated(bloc, 2024) == [("soyte", "head")]


def test_a_year_may_be_emptied_and_the_log_keeps_it(bloc, health):
    compose(bloc, 2024, health)
    compose(bloc, 2024)
    assert seated(bloc, 2024) == []
    assert latest(bloc).comment == "Bỏ: Sở Y tế."


def test_copied_units_keep_their_order_and_lose_their_roles(bloc, province, health, finance, staff):
    compose(bloc, 2024, (finance, DEPUTY), (health, HEAD), **DECIDED)
    plan = copy_blocs(province, from_year=2024, to_year=2025, on=date(2025, 1, 1), by=staff)
    assert seated(bloc, 2025) == [("sotc", "member"), ("soyte", "member")]
    assert seated(bloc, 2024) == [("sotc", "deputy"), ("soyte", "head")]
    assert bloc.compositions.get(year=2025).document == ""
    assert [(copied.bloc, copied.notices) for copied in plan.blocs] == [(bloc, [])]
    assert latest(bloc).verb == "chép thành phần năm 2024 sang năm 2025"


def test_copied_ended_units_give_way_to_their_heirs_or_leave(bloc, province, health, finance, staff):
    heir = department("sotc-moi", "Sở Tài chính mới", province)
    gone = department("sokhdt", "Sở Kế hoạch", province)
    left = department("bandt", "Ban Dân tộc", province)
    compose(bloc, 2024, health, finance, gone, left)
    for unit, successor in ((finance, heir), (gone, heir), (left, None)):
        Organization.objects.filter(pk=unit.pk).update(valid_to=date(2025, 3, 1), successor=successor)
    plan = copy_blocs(province, from_year=2024, to_year=2025, on=date(2025, 4, 1), by=staff)
    assert seated(bloc, 2025) == [("soyte", "member"), ("sotc-moi", "member")]
    assert plan.blocs[0].notices == [
        "“Sở Tài chính (đến 28/02/2025)” được thay bằng cơ quan kế tục “Sở Tài chính mới”: hãy kiểm tra lại.",
        "“Sở Kế hoạch (đến 28/02/2025)”: “Sở Tài chính mới” đã có trong khối, không thêm lần nữa.",
        "“Ban Dân tộc (đến 28/02/2025)” đã kết thúc hoạt động, không có cơ quan kế tục trong tỉnh: bỏ ra.",
    ]
    assert plan.blocs[0].notices[2] in latest(bloc).comment


def test_copied_blocs_leave_what_is_there(bloc, province, health, finance, staff):
    other = make_bloc(province, "kt", "Khối Kinh tế", valid_to=date(2025, 1, 1))
    compose(bloc, 2024, health)
    compose(other, 2024, finance)
    compose(bloc, 2025, finance)
    plan = copy_blocs(province, from_year=2024, to_year=2025, on=date(2025, 1, 1), by=staff)
    assert plan.blocs == []
    assert plan.left_out == [
        "Khối Kinh tế không còn hoạt động trong năm 2025.",
        "Khối Tham mưu Tổng hợp năm 2025 đã có thành viên, được giữ nguyên.",
    ]
    assert seated(bloc, 2025) == [("sotc", "head")]


def test_a_unit_that_moved_to_another_bloc_is_not_copied_into_the_old_one(bloc, province, health, finance, staff):
    other = make_bloc(province, "kt", "Khối Kinh tế")
    compose(bloc, 2024, health, finance)
    compose(other, 2025, finance)
    plan = copy_blocs(province, from_year=2024, to_year=2025, on=date(2025, 1, 1), by=staff)
    assert seated(bloc, 2025) == [("soyte", "member")]
    assert plan.blocs[0].notices == [
        "“Sở Tài chính”: “Sở Tài chính” đã thuộc Khối Kinh tế năm 2025, không thêm lần nữa."
    ]


def test_copying_twice_copies_once(bloc, province, health, staff):
    compose(bloc, 2024, health)
    for _ in range(2):
        copy_blocs(province, from_year=2024, to_year=2025, on=date(2025, 1, 1), by=staff)
    assert seated(bloc, 2025) == [("soyte", "member")]
    assert history_of(bloc).count() == 3


def test_looking_at_a_copy_writes_nothing(bloc, province, health, django_assert_num_queries):
    compose(bloc, 2024, health)
    with django_assert_num_queries(2):
        copy_plan(province, from_year=2024, to_year=2025, on=date(2025, 1, 1))
    assert seated(bloc, 2025) == []


def test_heirs_are_followed_through_mergers_and_never_round(province):
    first, second, third = (department(f"so{n}", f"Sở {n}", province) for n in range(3))
    first.valid_to, first.successor = date(2025, 1, 1), second
    second.valid_to, second.successor = date(2025, 7, 1), third
    assert heir_of(first, date(2024, 12, 31)) == first
    assert heir_of(first, date(2025, 1, 1)) == second
    assert heir_of(first, date(2025, 7, 1)) == third
    second.successor = first
    assert heir_of(first, date(2025, 7, 1)) is None
