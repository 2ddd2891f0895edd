"""Building the list: found, made, pasted, changed, moved, taken out."""

from __future__ import annotations

import pytest
from django.test import Client

from awards.enums import SubjectKind
from awards.models import DossierLine, Honouree
from tests.awards.dossiers import delivered, make_draft, make_line, submitted
from tests.factories.awards import make_honouree, make_title
from tests.factories.organizations import OrganizationFactory
from tests.organizations.views.outcomes import outcomes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_2025")]


@pytest.fixture
def dossier(unit):
    return make_draft(unit)


@pytest.fixture
def title():
    return make_title("GK", is_yearly=False)


@pytest.fixture
def officer(client, unit_officer) -> Client:
    client.force_login(unit_officer)
    return client


def url(dossier, page: str = "danh-sach/") -> str:
    return f"/ho-so-khen-thuong/{dossier.pk}/{page}"


def found(answer) -> list[str]:
    return [one.name for one in answer.context["found"]]


def test_list_is_built_by_who_writes_it(request, dossier, title):
    one = make_honouree("Lý A Sử", dossier.organization)
    assert outcomes(request, url(dossier)) == ["login", 200, 404, 404, 200, 404, 404]
    post = {"base_revision": 0, "honourees": one.pk, "title": title.pk}
    assert outcomes(request, url(dossier), post=post) == ["login", 302, 404, 404, 302, 404, 404]


@pytest.mark.parametrize("page", ["danh-sach/", "danh-sach/moi/", "danh-sach/dan/"])
def test_sent_dossier_is_closed_to_every_way_of_adding(request, dossier, page):
    submitted(dossier)
    assert outcomes(request, url(dossier, page)) == ["login", 302, 403, 403, 302, 404, 403]


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_any_number_of_lines(officer, dossier, count, django_assert_num_queries):
    for _ in range(count):
        make_line(dossier, delivered("LDTT"))
    officer.get(url(dossier))  # content types are read once a process
    with django_assert_num_queries(16):
        assert officer.get(url(dossier)).status_code == 200


def test_search_needs_no_accents_and_stays_in_what_the_person_may_see(officer, dossier, province):
    make_honouree("Lý A Sử", dossier.organization)
    make_honouree("Lý A Sử", OrganizationFactory(code="soyte", name="Sở Y tế", parent=province))
    assert found(officer.get(f"{url(dossier)}?q=ly+a+su")) == ["Lý A Sử"]
    assert found(officer.get(f"{url(dossier)}?q=vang")) == []


def test_staff_find_people_of_every_unit(client, staff, dossier, province):
    make_honouree("Lý A Sử", OrganizationFactory(code="soyte", name="Sở Y tế", parent=province))
    client.force_login(staff)
    assert found(client.get(f"{url(dossier)}?q=ly")) == ["Lý A Sử"]
    assert found(client.get(url(dossier))) == []


def test_one_whom_the_person_may_not_see_is_not_added(officer, dossier, title, province):
    other = make_honouree("Lý A Sử", OrganizationFactory(code="soyte", name="Sở Y tế", parent=province))
    answer = officer.post(url(dossier), {"base_revision": 0, "honourees": other.pk, "title": title.pk})
    assert (answer.status_code, dossier.lines.count()) == (422, 0)


def test_nothing_marked_is_said_in_words_and_the_choice_stays(officer, dossier, title):
    answer = officer.post(url(dossier), {"base_revision": 0, "title": title.pk})
    assert "Đánh dấu ít nhất một cá nhân" in answer.content.decode()
    assert answer.context["form"]["title"].value() == str(title.pk)


def test_overtaken_page_is_refused_in_words(officer, dossier, title):
    one = make_honouree("Lý A Sử", dossier.organization)
    type(dossier).objects.update(revision=4)
    answer = officer.post(url(dossier), {"base_revision": 3, "honourees": one.pk, "title": title.pk})
    assert answer.status_code == 422
    assert "sau khi anh/chị mở trang" in answer.content.decode()
    assert answer.context["chosen"] == [str(one.pk)]


def test_counters_follow_the_list(officer, dossier, title):
    make_line(dossier, title, holds_leading_post=True)
    first = officer.get(url(dossier)).context["counters"].gauges[0]
    make_line(dossier, title)
    second = officer.get(url(dossier)).context["counters"].gauges[0]
    assert (first.tone, second.tone) == ("warning", "success")


def test_ceiling_of_the_catalogue_shows_its_note(officer, dossier):
    make_line(dossier, delivered("CSTDCS"))
    gauge = officer.get(url(dossier)).context["counters"].gauges[1]
    assert gauge.label == "Chiến sĩ thi đua cơ sở"
    assert "Chưa đối chiếu được với văn bản gốc" in gauge.note


# A new subject.


def test_new_subject_is_made_by_who_writes_the_dossier(request, dossier, title):
    page = url(dossier, "danh-sach/moi/")
    assert outcomes(request, page) == ["login", 200, 404, 404, 200, 404, 404]
    post = {"base_revision": 0, "kind": "individual", "name": "Lý A Sử", "title": title.pk, "is_head": "on"}
    assert outcomes(request, page, post=post) == ["login", 302, 404, 404, 302, 404, 404]


def test_new_head_holds_a_leading_post(officer, dossier, title):
    post = {
        "base_revision": 0,
        "kind": "individual",
        "name": "Lý A Sử",
        "title": title.pk,
        "is_head": "on",
        "post": "Giám đốc",
    }
    officer.post(url(dossier, "danh-sach/moi/"), post)
    made = Honouree.objects.get()
    assert (made.is_head, made.holds_leading_post, made.organization) == (True, True, dossier.organization)
    assert dossier.lines.get().post == "Giám đốc"


def test_post_of_a_collective_is_refused_at_its_field(officer, dossier, title):
    post = {"base_revision": 0, "kind": "collective", "name": "Phòng A", "title": title.pk, "post": "Giám đốc"}
    answer = officer.post(url(dossier, "danh-sach/moi/"), post)
    assert answer.context["form"].errors["post"] == ["Mục này chỉ ghi cho cá nhân."]


# A pasted block.

BLOCK = (
    "1. Ông Lý A Sử, Phó Giám đốc, Sở Nội vụ\n2. Bà Vàng Thị Mỷ, Chuyên viên\n3. Ông Giàng A Páo, Bác sĩ, Sở Y tế\n4."
)


@pytest.fixture
def known(dossier, province):
    health = OrganizationFactory(code="soyte2", name="Sở Lao động", parent=dossier.organization)
    return [
        make_honouree("Lý A Sử", dossier.organization, post="Chuyên viên"),
        make_honouree("Giàng A Páo", health),
    ]


def test_pasted_block_is_read_before_anything_is_kept(request, dossier, title):
    page = url(dossier, "danh-sach/dan/")
    assert outcomes(request, page) == ["login", 200, 404, 404, 200, 404, 404]
    post = {"block": BLOCK, "title": title.pk}
    assert outcomes(request, page, post=post) == ["login", 200, 404, 404, 200, 404, 404]
    assert dossier.lines.count() == 0


def test_sure_new_doubtful_and_wrong_lines_are_told_apart(officer, dossier, title, known):
    answer = officer.post(url(dossier, "danh-sach/dan/"), {"block": BLOCK, "title": title.pk})
    rows = answer.context["rows"]
    assert [row.choice for row in rows] == [str(known[0].pk), "new", "", "skip"]
    assert rows[2].words == "Trùng tên nhưng khác đơn vị; chọn đúng người."
    assert rows[3].pasted.fault == "Dòng này không có tên."


def test_doubtful_line_is_answered_before_the_list_takes_any(officer, dossier, title, known):
    page, post = url(dossier, "danh-sach/dan/"), {"block": BLOCK, "title": title.pk, "base_revision": 0, "confirm": "1"}
    refused = officer.post(page, post)
    assert (refused.status_code, dossier.lines.count()) == (422, 0)
    assert "Còn 1 dòng chưa chọn" in refused.content.decode()
    assert officer.post(page, post | {"row-3": str(known[1].pk)}).status_code == 302
    lines = [(line.honouree.name, line.post, line.office) for line in dossier.lines.select_related("honouree")]
    assert lines == [
        ("Lý A Sử", "Phó Giám đốc", "Sở Nội vụ"),
        ("Vàng Thị Mỷ", "Chuyên viên", "Sở Nội vụ"),
        ("Giàng A Páo", "Bác sĩ", "Sở Y tế"),
    ]
    assert Honouree.objects.get(name="Vàng Thị Mỷ").is_woman


def test_line_that_is_there_or_stands_twice_is_left_out(officer, dossier, title, known):
    make_line(dossier, title, known[0])
    block = "Ông Lý A Sử\nBà Vàng Thị Mỷ\nBà Vàng Thị Mỷ"
    rows = officer.post(url(dossier, "danh-sach/dan/"), {"block": block, "title": title.pk}).context["rows"]
    assert [row.choice for row in rows] == ["skip", "new", "skip"]
    assert [row.words for row in rows][::2] == [
        "Đã có trong danh sách với danh hiệu này.",
        "Trùng với một dòng ở trên.",
    ]


def test_block_that_is_too_long_is_refused(officer, dossier, title):
    block = "\n".join(f"Ông Nguyễn Văn A{number}" for number in range(301))
    answer = officer.post(url(dossier, "danh-sach/dan/"), {"block": block, "title": title.pk})
    assert answer.status_code == 422
    assert "mỗi lần dán tối đa 300 dòng" in answer.content.decode()


# One line.


def test_line_is_edited_by_who_writes_the_dossier(request, dossier):
    line = make_line(dossier, delivered("LDTT"))
    page = url(dossier, f"dong/{line.pk}/sua/")
    assert outcomes(request, page) == ["login", 200, 404, 404, 200, 404, 404]
    post = {
        "base_revision": 0,
        "title": line.title.pk,
        "rating": "good",
        "rating_proof": "3/TB",
        "confirm_spirit": "yes",
    }
    assert outcomes(request, page, post=post) == ["login", 302, 404, 404, 302, 404, 404]


def test_what_is_declared_changes_what_is_found(officer, dossier):
    line = make_line(dossier, delivered("LDTT"))
    post = {
        "base_revision": 0, "title": line.title.pk, "rating": "good", "rating_proof": "3/TB", "confirm_spirit": "yes",
        "is_clear": "on", "achievement": "Tham mưu 12 đề án",
    }  # fmt: skip
    officer.post(url(dossier, f"dong/{line.pk}/sua/"), post)
    line.refresh_from_db()
    assert line.details == {
        "rating": "good", "rating_proof": "3/TB", "is_clear": True, "confirmations": {"spirit": True}
    }  # fmt: skip
    (row,) = officer.get(url(dossier, "")).context["rows"]
    found = {finding["rule"]: finding["answer"] for finding in row.explained.findings}
    assert (found["rating_at_least"], found["spirit"], found["nothing_pending"]) == ("met", "met", "met")


def test_form_follows_the_subject(officer, dossier):
    room = make_honouree("Phòng Ngân sách", dossier.organization, kind=SubjectKind.COLLECTIVE)
    line = make_line(dossier, delivered("TTLDTT"), room)
    form = officer.get(url(dossier, f"dong/{line.pk}/sua/")).context["form"]
    assert "members_advanced" in form.fields
    assert "initiative" not in form.fields
    answer = officer.post(
        url(dossier, f"dong/{line.pk}/sua/"),
        {"base_revision": 0, "title": line.title.pk, "members": 10, "members_advanced": 11},
    )
    assert answer.context["form"].errors["members_advanced"] == ["“Đạt LĐTT, CSTT” lớn hơn tổng số 10 người."]


def test_saved_values_stand_in_the_form_again(officer, dossier):
    details = {"initiative": "Số hóa", "initiative_on": "2024-10-01", "confirmations": {"spirit": False}}
    line = make_line(dossier, delivered("LDTT"), details=details)
    form = officer.get(url(dossier, f"dong/{line.pk}/sua/")).context["form"]
    assert form["initiative_on"].value().isoformat() == "2024-10-01"
    assert form["confirm_spirit"].value() == "no"


@pytest.mark.parametrize("act", ["chuyen", "bo", "dua-lai"])
def test_lines_are_moved_and_taken_out_by_who_writes_the_dossier(request, dossier, title, act):
    line = make_line(dossier, title)
    page = url(dossier, f"dong/{line.pk}/{act}/")
    assert outcomes(request, page, post={"base_revision": 0}) == ["login", 302, 404, 404, 302, 404, 404]


def test_line_is_moved_and_removed(officer, dossier, title):
    first, second = make_line(dossier, title), make_line(dossier, title)
    officer.post(url(dossier, f"dong/{second.pk}/chuyen/"), {"base_revision": 0, "step": "up"})
    assert list(dossier.lines.all()) == [second, first]
    officer.post(url(dossier, f"dong/{second.pk}/bo/"), {"base_revision": 1})
    assert list(dossier.lines.all()) == [first]


def test_act_without_its_revision_changes_nothing(officer, dossier, title):
    line = make_line(dossier, title)
    answer = officer.post(url(dossier, f"dong/{line.pk}/bo/"), follow=True)
    assert "Tải lại trang rồi làm lại" in answer.content.decode()
    assert DossierLine.objects.filter(pk=line.pk).exists()


def test_line_of_another_dossier_is_not_found(officer, dossier, title, unit):
    line = make_line(make_draft(unit, name="Kia"), title)
    assert officer.get(url(dossier, f"dong/{line.pk}/sua/")).status_code == 404
