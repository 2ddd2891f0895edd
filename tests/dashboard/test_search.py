"""What the search finds, in which order, and what it never shows."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from awards.enums import DossierStatus
from campaigns.models import Directive
from core.search import best, find, find_everywhere, read, register, sources, sources_for
from core.vietnamese import searchable
from organizations.enums import Role
from organizations.models import Bloc, Organization
from tests.conftest import person
from tests.factories.awards import make_decision, make_dossier, make_honouree, make_title
from tests.factories.campaigns import CampaignFactory, DirectiveFactory
from tests.factories.organizations import OrganizationFactory
from tests.factories.registrations import make_registration, make_round, seat_units
from tests.factories.targets import make_target

WORD = "Mường Hoa"


def named(row, text):
    """The row with this text kept for the search, as its service would."""
    type(row).objects.filter(pk=row.pk).update(search_text=searchable(text))
    return row


def directive(issuer, subject, **fields):
    return named(DirectiveFactory(issuer=issuer, subject_line=subject, **fields), subject)


@pytest.fixture
def world(province, unit_officer):
    """One record of each kind with the same words in it; the paper ones as drafts."""
    draft = directive(province, f"Chỉ thị {WORD}")
    make_target(draft, f"Chỉ tiêu {WORD}", "1.200 tỷ đồng")
    named(CampaignFactory(organization=province, name=f"Phong trào {WORD}"), f"Phong trào {WORD}")
    unit = OrganizationFactory(code="muonghoa", name=f"Xã {WORD}", parent=province)
    Bloc.objects.create(code="khoi", name=f"Khối {WORD}", organizer=province, search_text=searchable(f"Khối {WORD}"))
    named(person("muonghoa", unit, Role.CLERK), WORD)
    bloc = Bloc.objects.get(code="khoi")
    round_ = make_round(province, name=f"Đợt {WORD}")
    seat_units(bloc, [unit], year=2024)
    make_registration(round_, bloc)
    make_honouree(f"Tập thể {WORD}", unit, kind="collective")
    named(make_dossier(province, unit, name=f"Hồ sơ {WORD}", status=DossierStatus.DRAFT), f"Hồ sơ {WORD}")
    named(make_decision(province, issued=False), f"Quyết định {WORD}")
    named(make_title("BKT", name=f"Bằng khen {WORD}"), f"Bằng khen {WORD}")
    return draft


ROOMS = {"chi-thi", "chi-tieu", "phong-trao", "don-vi", "khoi-cum", "khen-thuong", "ho-so", "quyet-dinh", "danh-hieu"}
ALL = ROOMS | {"dang-ky", "dot-dang-ky"}
COMMON = {"phong-trao", "don-vi", "khoi-cum", "danh-hieu"}


@pytest.mark.parametrize(
    ("who", "kinds"),
    [
        ("staff", ALL),
        ("leader", ALL - {"ho-so"}),
        ("clerk", ALL - {"ho-so"}),
        ("admin", (ALL - {"ho-so"}) | {"nguoi-dung"}),
        ("council", COMMON | {"khen-thuong", "quyet-dinh", "dang-ky", "dot-dang-ky"}),
        ("unit_officer", COMMON),
        ("outsider", {"danh-hieu"}),
    ],
)
def test_each_role_finds_what_it_may_see(request, world, province, who, kinds):
    user = person("council", province, Role.COUNCIL) if who == "council" else request.getfixturevalue(who)
    assert {one.source.code for one in find_everywhere(read(WORD), user)} == kinds


def test_nobody_finds_anything_without_a_login(world):
    assert find_everywhere(read(WORD), AnonymousUser()) == []


@pytest.mark.parametrize("code", [source.code for source in sources()])
@pytest.mark.parametrize("who", ["staff", "leader", "clerk", "admin", "unit_officer", "outsider"])
def test_nothing_is_found_that_the_person_may_not_see(request, world, who, code):
    user = request.getfixturevalue(who)
    source = next(one for one in sources() if one.code == code)
    model = source.rows(user).model
    visible = {row.get_absolute_url() for row in model.objects.visible_to(user)}
    hits = find(source, read(WORD), user, size=50).hits
    assert {hit.url for hit in hits} <= visible


def test_a_kind_that_is_not_for_the_person_is_not_asked(staff, world, django_assert_num_queries):
    people = next(one for one in sources() if one.code == "nguoi-dung")
    assert "nguoi-dung" not in {one.code for one in sources_for(staff)}
    assert find(people, read(WORD), staff).hits == []


def titles(words, user, code):
    source = next(one for one in sources() if one.code == code)
    return ["".join(piece.text for piece in hit.title) for hit in find(source, read(words), user, size=50).hits]


def test_ranking_is_beginning_then_starts_of_words_then_anywhere(staff, province):
    for name in ("Khối chuthanh", "Khối Thanh", "Thanh Hóa"):
        Bloc.objects.create(
            code=searchable(name).replace(" ", "-"), name=name, organizer=province, search_text=searchable(name)
        )
    assert titles("thanh", staff, "khoi-cum") == ["Thanh Hóa", "Khối Thanh", "Khối chuthanh"]


def test_the_exact_code_comes_first(staff, province):
    for code, name in (("tmth-a", "TMTH khác"), ("tmth", "Khối Thương mại")):
        Bloc.objects.create(code=code, name=name, organizer=province, search_text=searchable(f"{name} {code}"))
    assert titles("tmth", staff, "khoi-cum") == ["Khối Thương mại", "TMTH khác"]


@pytest.mark.parametrize("words", ["125/QĐ-UBND", "125/qđ-ubnd", "số 125", "so 125", "125"])
def test_a_decision_is_found_by_its_number(staff, province, words):
    named(make_decision(province, number=125, subject_line="Về khen thưởng"), "Về khen thưởng 2024 125/QĐ-UBND")
    named(make_decision(province, number=1125, subject_line="Khác"), "Khác 2024 1125/QĐ-UBND")
    assert titles(words, staff, "quyet-dinh") == ["125/QĐ-UBND Về khen thưởng"]


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        ("Ủy ban nhân dân xã Lào Cai", "lao cai"),
        ("Ủy ban nhân dân xã Lào Cai", "UBND xã Lào Cai"),
        ("UBND xã Lào Cai", "ủy ban nhân dân xã"),
        ("Hội Chiến sỹ thi đua cơ sở", "CSTĐCS"),
        ("Phòng TĐKT", "thi đua khen thưởng"),
        ("Ban Thi đua, khen thưởng", "tđkt"),
        ("Hợp tác xã Hoá chất", "hóa chất"),
        ("Hợp tác xã Hóa chất", "HOÁ CHẤT"),
        ("Xã Lý Sơn", "lí sơn"),
    ],
)
def test_units_are_found_however_they_are_written(staff, province, kept, words):
    OrganizationFactory(code="tim", name=kept, parent=province)
    assert kept in titles(words, staff, "don-vi")


@pytest.mark.parametrize("words", ["%", "_", "100%", "'; drop table", "\\", "“”"])
def test_signs_are_only_signs(staff, world, words):
    assert [one.source.code for one in find_everywhere(read(words), staff)] == []


def test_newer_comes_first_among_equals(staff, province):
    for year in (2022, 2024, 2023):
        directive(
            province, "Về phát động thi đua", year=year, campaign=CampaignFactory(organization=province, year=year)
        )
    source = next(one for one in sources() if one.code == "chi-thi")
    hits = find(source, read("phát động"), staff).hits
    years = [Directive.objects.get(code=hit.url.rstrip("/").rsplit("/", 1)[1]).year for hit in hits]
    assert years == [2024, 2023, 2022]


def test_pages_hold_each_hit_once(staff, province):
    for number in range(7):
        OrganizationFactory(code=f"xa-{number}", name="Xã Bản Mù", parent=province)
    source = next(one for one in sources() if one.code == "don-vi")
    pages = [find(source, read("ban mu"), staff, start=start, size=3) for start in (0, 3, 6)]
    urls = [hit.url for page in pages for hit in page.hits]
    assert (len(urls), len(set(urls)), [page.total for page in pages]) == (7, 7, [7, 7, 7])


@pytest.mark.parametrize("rows", [1, 3])
def test_two_queries_a_kind_however_many_hits(staff, province, rows, django_assert_num_queries):
    for number in range(rows):
        OrganizationFactory(code=f"xa-{number}", name="Xã Bản Mù", parent=province)
    source = next(one for one in sources() if one.code == "don-vi")
    staff.root_codes  # noqa: B018  # read once for the whole request
    with django_assert_num_queries(2):
        assert len(find(source, read("ban mu"), staff).hits) == rows


def test_two_sources_cannot_have_one_code(province):
    with pytest.raises(ValueError, match="don-vi is registered twice"):
        register(next(one for one in sources() if one.code == "don-vi"))
    assert Organization.objects.count() == 1


def test_the_quick_results_put_what_is_named_so_before_what_only_belongs_to_it(staff, province):
    named(DirectiveFactory(issuer=province, subject_line="Về thi đua"), "về thi đua ủy ban nhân dân tỉnh lào cai")
    found = best(find_everywhere(read("lao cai"), staff), 8)
    assert [hit.source.code for hit in found] == ["don-vi", "chi-thi"]
