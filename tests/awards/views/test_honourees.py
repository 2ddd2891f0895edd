"""The register in the browser: the list, one subject, what is entered by hand."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.test import Client
from openpyxl import load_workbook

from awards.models import AwardRecord, Honouree, Initiative, Obstacle, YearRating
from awards.names import search_text_of, sort_name_of
from awards.reference import load_catalogue_rows
from tests.factories.awards import make_honouree
from tests.factories.organizations import OrganizationFactory
from tests.organizations.views.outcomes import outcomes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_2025")]
URL = "/lich-su-khen-thuong/"
NUMBER = "010080000001"


def subject(unit, name: str = "Giàng A Chứ", kind: str = "individual", **values) -> Honouree:
    names = {"sort_name": sort_name_of(name, kind), "search_text": search_text_of(name)}
    return make_honouree(name, unit, kind=kind, **names, **values)


def award(honouree: Honouree, code: str = "CSTDCS", year: int = 2023, **values) -> AwardRecord:
    known = {
        "title_name": "Chiến sĩ thi đua cơ sở",
        "decision_number": f"{year - 2000}/QĐ-SNV",
        "decided_on": date(year, 12, 5),
        "decided_by": "Giám đốc Sở Nội vụ",
        "post_then": "Chuyên viên",
        "office_then": "Sở Nội vụ cũ",
    }
    return AwardRecord.objects.create(honouree=honouree, title_code=code, year=year, **known | values)


@pytest.fixture
def as_staff(client, staff) -> Client:
    client.force_login(staff)
    return client


def names(answer) -> list[str]:
    return [one.name for one in answer.context["listing"].page]


def test_everybody_has_a_list_of_those_they_may_see(request, client, unit, staff, unit_officer, outsider):
    assert outcomes(request, URL) == ["login", 200, 200, 200, 200, 200, 200]
    other = OrganizationFactory(code="soyte", name="Sở Y tế", parent=unit.parent)
    subject(unit, "Của sở nội vụ")
    subject(other, "Của sở y tế")
    seen = {}
    for who in (staff, unit_officer, outsider):
        client.force_login(who)
        seen[who.username] = sorted(names(client.get(URL)))
    assert seen == {"staff": ["Của sở nội vụ", "Của sở y tế"], "officer": ["Của sở nội vụ"], "outsider": []}


def test_register_is_kept_by_staff_and_administrators(request, unit):
    one = subject(unit)
    kept = ["login", 200, 403, 403, 403, 200, 200]
    assert outcomes(request, f"{URL}them/") == kept
    for page in ("sua", "khen-thuong", "xep-loai", "sang-kien", "chua-xet"):
        assert outcomes(request, f"{URL}{one.pk}/{page}/") == ["login", 200, 403, 403, 403, 404, 200], page
    assert outcomes(request, f"{URL}{one.pk}/") == ["login", 200, 200, 200, 200, 404, 200]
    obstacle = Obstacle.objects.create(honouree=one, kind="press", since=date(2024, 5, 1), document="Báo A")
    end = f"{URL}{one.pk}/chua-xet/{obstacle.pk}/"
    assert outcomes(request, end) == ["login", 200, 403, 403, 403, 404, 200]
    assert outcomes(request, end, post={"ended_on": "01/06/2024"}) == ["login", 302, 403, 403, 403, 404, 302]


def test_people_are_sorted_by_given_name(as_staff, unit):
    for name in ("Trần Văn An", "Lê Thị Ánh", "Nguyễn Thị Hà", "Bùi Văn Đức", "Vũ Văn Dũng"):
        subject(unit, name)
    assert names(as_staff.get(URL)) == ["Trần Văn An", "Lê Thị Ánh", "Vũ Văn Dũng", "Bùi Văn Đức", "Nguyễn Thị Hà"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=giang+a+chu", ["Giàng A Chứ"]),
        ("q=CSTĐCS+2023", ["Giàng A Chứ"]),
        ("q=cstdcs+2022", ["Lê Văn Sỹ"]),
        ("q=chiến+sỹ+thi+đua+cơ+sở", ["Giàng A Chứ", "Lê Văn Sỹ"]),
        ("q=van+si+cstdcs", ["Lê Văn Sỹ"]),
        ("q=2023", ["Giàng A Chứ"]),
        (f"q={NUMBER}", ["Giàng A Chứ"]),
        ("q=01008", ["Giàng A Chứ"]),
        ("q=99999", []),
        ("title=CSTDCS&year=2022", ["Lê Văn Sỹ"]),
        ("title=LDTT", []),
        ("kind=collective", ["Phòng Nội vụ 2"]),
        ("q=noi+vu+2", ["Phòng Nội vụ 2"]),
    ],
)
def test_list_is_searched(as_staff, unit, query, found):
    load_catalogue_rows()
    award(subject(unit, citizen_id=NUMBER))
    award(subject(unit, "Lê Văn Sỹ"), year=2022)
    award(subject(unit, "Hủy Bỏ"), year=2023, is_revoked=True, revoked_by="Quyết định số 9/QĐ-UBND")
    subject(unit, "Phòng Nội vụ 2", kind="collective")
    assert names(as_staff.get(f"{URL}?{query}")) == found


def test_number_of_a_citizen_is_found_exported_and_read_only_by_who_keeps_the_register(client, staff, leader, unit):
    one = subject(unit, citizen_id=NUMBER)
    seen = {}
    for who in (staff, leader):
        client.force_login(who)
        page = client.get(f"{URL}{one.pk}/").content.decode()
        sheet = load_workbook(io.BytesIO(client.get(f"{URL}?export=xlsx").content)).active
        seen[who.username] = (
            NUMBER in page,
            "•••••••••001" in page,
            len(names(client.get(f"{URL}?q={NUMBER}"))),
            NUMBER in [cell for row in sheet.values for cell in row],
        )
    assert seen == {"staff": (True, False, 1, True), "leader": (False, True, 0, False)}


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_any_number_of_rows(as_staff, unit, count, django_assert_num_queries):
    for number in range(count):
        award(subject(unit, f"Giàng A {number}"))
    with django_assert_num_queries(9):
        assert len(names(as_staff.get(URL))) == count


def test_page_tells_awards_with_their_decisions_and_the_post_of_then(as_staff, unit):
    one = subject(unit, post="Trưởng phòng")
    award(one)
    award(one, year=2022, is_revoked=True, revoked_by="Quyết định số 9/QĐ-UBND ngày 01/02/2024")
    page = as_staff.get(f"{URL}{one.pk}/").content.decode()
    for words in ("23/QĐ-SNV", "ngày 05/12/2023", "Sở Nội vụ cũ", "Quyết định số 9/QĐ-UBND ngày 01/02/2024"):
        assert words in page
    assert page.count('class="revoked"') == 1


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_any_number_of_awards(as_staff, unit, count, django_assert_num_queries):
    one = subject(unit)
    for year in range(2020, 2020 + count):
        award(one, year=year)
        YearRating.objects.create(honouree=one, year=year, grade="good")
        Obstacle.objects.create(honouree=one, kind="press", since=date(year, 5, 1), document="Báo A")
    as_staff.get(f"{URL}{one.pk}/")  # what every process remembers after its first page
    with django_assert_num_queries(11):
        as_staff.get(f"{URL}{one.pk}/")


def test_title_is_judged_condition_by_condition(as_staff, unit):
    load_catalogue_rows()
    one = subject(unit)
    for year in (2022, 2023):
        award(one, year=year)
    page = as_staff.get(f"{URL}{one.pk}/?title=CSTDT&year=2024&on=10/01/2025").content.decode()
    assert "Ba lần liên tục “Chiến sĩ thi đua cơ sở”" in page
    assert "22/QĐ-SNV" in page
    assert "Chưa xác định" in page
    bad = as_staff.get(f"{URL}{one.pk}/?title=XYZ&year=2024&on=hôm+qua")
    assert bad.status_code == 200
    assert "Ngày phải ghi theo dạng" in bad.content.decode()


def new(unit, **values) -> dict:
    return {"kind": "individual", "name": "Giàng A Chứ", "organization": unit.pk, "birth_year": "1980"} | values


def test_subject_is_added_with_its_name_as_lists_sort_it(as_staff, unit):
    answer = as_staff.post(f"{URL}them/", new(unit, citizen_id=NUMBER, is_woman="False", is_head="on"))
    one = Honouree.objects.get()
    assert answer.url == one.get_absolute_url()
    assert (one.sort_name, one.search_text) == (sort_name_of("Giàng A Chứ", "individual"), "giang a chu")
    assert (one.is_woman, one.is_head, one.holds_leading_post, one.citizen_id) == (False, True, True, NUMBER)


def test_one_who_is_known_is_refused_and_a_doubtful_one_asked(as_staff, unit):
    subject(unit, birth_year=1980)
    same = as_staff.post(f"{URL}them/", new(unit))
    assert same.status_code == 422
    assert "đã có trong danh sách của Sở Nội vụ" in same.content.decode()
    doubtful = as_staff.post(f"{URL}them/", new(unit, birth_year=""))
    page = doubtful.content.decode()
    assert doubtful.status_code == 422
    assert "Gần giống trong danh sách" in page
    assert 'type="checkbox" name="is_other"' in page
    assert as_staff.post(f"{URL}them/", new(unit, birth_year="", is_other="on")).status_code == 302
    assert Honouree.objects.count() == 2


def test_number_of_somebody_else_is_refused_without_a_name_of_another_province(as_staff, unit, other_province):
    subject(other_province, "Người Lạ", citizen_id=NUMBER)
    page = as_staff.post(f"{URL}them/", new(unit, citizen_id=NUMBER)).content.decode()
    assert "Số CCCD này đã ghi cho một người của tỉnh khác." in page
    assert "Người Lạ" not in page


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"name": ""}, "Mục này còn để trống."),
        ({"citizen_id": "123"}, "Số CCCD có 12 chữ số."),
        ({"kind": "collective"}, "Chỉ ghi cho cá nhân."),
    ],
)
def test_bad_value_is_told_at_its_field(as_staff, unit, values, words):
    answer = as_staff.post(f"{URL}them/", new(unit, **values))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Honouree.objects.exists()


def test_unit_of_another_province_cannot_be_chosen(as_staff, unit, other_province):
    assert as_staff.post(f"{URL}them/", new(other_province)).status_code == 422


def test_change_is_logged_without_the_number(as_staff, unit):
    one = subject(unit, birth_year=1980)
    edited = {
        "name": one.name,
        "organization": unit.pk,
        "birth_year": "1981",
        "citizen_id": NUMBER,
        "post": "Phó phòng",
    }
    assert as_staff.post(f"{URL}{one.pk}/sua/", edited).status_code == 302
    page = as_staff.get(f"{URL}{one.pk}/").content.decode()
    assert "Năm sinh: 1980 → 1981." in page
    assert "Số CCCD: (trống) → …001." in page


def test_what_is_on_paper_is_entered(as_staff, unit):
    load_catalogue_rows()
    one = subject(unit)
    at = f"{URL}{one.pk}/"
    posts = {
        "khen-thuong": {
            "title_code": "CSTDCS",
            "year": "2023",
            "nature": "merit",
            "decision_number": "23/QĐ-SNV",
            "decided_on": "05/12/2023",
            "office_then": "Sở Nội vụ",
        },
        "xep-loai": {"year": "2023", "grade": "excellent", "proof": "Quyết định số 3/QĐ-SNV"},
        "sang-kien": {"name": "Số hóa", "level": "base", "recognised_on": "01/11/2023", "document": "Số 4/QĐ-SNV"},
        "chua-xet": {"kind": "press", "since": "01/05/2024", "document": "Báo A"},
    }
    for page, data in posts.items():
        assert as_staff.post(f"{at}{page}/", data).status_code == 302, page
    (record,) = AwardRecord.objects.all()
    assert (record.title_name, record.is_imported) == ("Chiến sĩ thi đua cơ sở", True)
    assert [model.objects.count() for model in (YearRating, Initiative, Obstacle)] == [1, 1, 1]
    again = as_staff.post(f"{at}khen-thuong/", posts["khen-thuong"])
    assert again.status_code == 422
    assert "Lần khen thưởng này đã được ghi." in again.content.decode()


@pytest.mark.parametrize(
    ("page", "data", "words"),
    [
        (
            "khen-thuong",
            {"title_code": "CSTDCS", "year": "2026", "nature": "merit", "decision_number": "1/QĐ"},
            "Năm 2026 chưa tới.",
        ),
        ("xep-loai", {"year": "2026", "grade": "good"}, "Năm 2026 chưa tới."),
        (
            "sang-kien",
            {"name": "A", "level": "base", "recognised_on": "11/01/2025", "document": "B"},
            "Ngày công nhận 11/01/2025 chưa tới.",
        ),
        (
            "chua-xet",
            {"kind": "press", "since": "02/05/2024", "ended_on": "01/05/2024", "document": "B"},
            "Ngày kết thúc phải từ 02/05/2024 trở đi.",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_words(as_staff, unit, page, data, words):
    load_catalogue_rows()
    answer = as_staff.post(f"{URL}{subject(unit).pk}/{page}/", data)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_rating_of_a_year_is_corrected_and_the_log_says_so(as_staff, unit):
    one = subject(unit, "Phòng Một", kind="collective")
    at = f"{URL}{one.pk}/xep-loai/"
    as_staff.post(at, {"year": "2023", "grade": "good", "members": "10", "members_completed": "10"})
    as_staff.post(at, {"year": "2023", "grade": "excellent", "members": "10", "members_completed": "9"})
    assert (
        as_staff.post(at, {"year": "2023", "grade": "good", "members": "10", "members_completed": "11"}).status_code
        == 422
    )
    (rating,) = YearRating.objects.all()
    assert (rating.grade, rating.members_completed) == ("excellent", 9)
    assert "(trước đó: Hoàn thành tốt nhiệm vụ)" in as_staff.get(f"{URL}{one.pk}/").content.decode()
