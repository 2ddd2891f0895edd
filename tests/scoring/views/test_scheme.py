import pytest

from scoring.enums import SchemeStatus
from scoring.models import Criterion, Scheme
from tests.factories.scoring import make_scheme
from tests.scoring.views.cast import outcomes


def page(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def draft(province, staff, bloc) -> Scheme:
    return make_scheme(province, by=staff, publish=False)


def address(scheme, *more) -> str:
    return "/".join(["/cham-diem/bang-tieu-chi", str(scheme.pk), *more, ""])


def typed(scheme, *rows: tuple[str, str, str], **more) -> dict[str, object]:
    data: dict[str, object] = {"base_revision": scheme.revision, "name": "Bảng mới", "scale": "100", "rows": len(rows)}
    for number, (level, name, maximum) in enumerate(rows):
        data |= {f"r-{number}-level": level, f"r-{number}-name": name, f"r-{number}-maximum": maximum}
    return data | more


def test_scheme_outcomes_of_a_draft(request, draft):
    assert outcomes(request, address(draft)) == ["login", 200, 200, 404, 404, 404, 404, 404, 404]
    assert outcomes(request, address(draft, "chep")) == ["login", 200, 200, 404, 404, 404, 404, 404, 404]
    assert outcomes(request, address(draft, "cong-bo")) == ["login", 200, 200, 404, 404, 404, 404, 404, 404]


def test_scheme_outcomes_once_published(request, scheme, bloc):
    assert outcomes(request, address(scheme)) == ["login", 200, 200, 200, 200, 200, 200, 200, 404]
    assert outcomes(request, address(scheme), post={}) == ["login", 302, 302, 403, 403, 403, 403, 403, 404]


def test_list_and_creation_outcomes(request, scheme, bloc):
    assert outcomes(request, "/cham-diem/bang-tieu-chi/") == ["login", 200, 200, 200, 403, 200, 200, 200, 200]
    assert outcomes(request, "/cham-diem/bang-tieu-chi/lap/") == ["login", 200, 200, 403, 403, 403, 403, 403, 200]


def test_scheme_create_then_rows_then_published(client, staff, province):
    client.force_login(staff)
    form = {"organizer": province.pk, "bloc": "", "year": "2024", "name": "Bảng tiêu chí", "scale": "100"}
    assert client.post("/cham-diem/bang-tieu-chi/lap/", form).status_code == 302
    made = Scheme.objects.get()
    rows = (("ordinary", "Nhiệm vụ", "100"), ("item", "Chỉ tiêu", "60,5"), ("item", "Báo cáo", "39,5"))
    assert client.post(address(made), typed(made, *rows)).status_code == 302
    assert [(one.name, one.maximum, one.step) for one in Criterion.objects.order_by("position")] == [
        ("Chỉ tiêu", 60.5, 0.5),
        ("Báo cáo", 39.5, 0.5),
    ]
    assert client.post(address(made, "cong-bo"), {"word": "ừ"}).status_code == 422
    assert client.post(address(made, "cong-bo"), {"word": "CÔNG BỐ"}).status_code == 302
    assert Scheme.objects.get().status == SchemeStatus.PUBLISHED


def test_scheme_with_faults_keeps_what_was_typed(client, staff, draft):
    client.force_login(staff)
    rows = (("ordinary", "Nhiệm vụ", "50"), ("item", "Chỉ tiêu", "60"), ("item", "", "nhiều"))
    answer = client.post(address(draft), typed(draft, *rows))
    assert answer.status_code == 422
    assert 'value="nhiều"' in page(answer)
    answer = client.post(address(draft), typed(draft, *rows[:2]))
    assert "cộng lại 60 điểm, vượt 50 điểm của nhóm" in page(answer)
    assert Scheme.objects.get().revision == 0


def test_scheme_rows_follow_their_place_and_grow(client, staff, draft):
    client.force_login(staff)
    rows = (("ordinary", "Nhiệm vụ", "100"), ("item", "Hai", "50"), ("item", "Một", "50"))
    places = {"r-0-place": "1", "r-1-place": "3", "r-2-place": "2"}
    longer = client.post(address(draft), typed(draft, *rows, them="1", **places))
    assert longer.status_code == 200
    assert len(longer.context["grid"].forms) == 8
    assert 'value="50"' in page(longer)
    client.post(address(draft), typed(draft, *rows, **places))
    assert [one.name for one in Criterion.objects.order_by("position")] == ["Một", "Hai"]


def test_scheme_saved_by_somebody_else_meanwhile(client, staff, draft):
    client.force_login(staff)
    rows = (("ordinary", "Nhiệm vụ", "100"), ("item", "Một", "100"))
    old = typed(draft, *rows)
    client.post(address(draft), old)
    answer = client.post(address(draft), old)
    assert "Vừa có người khác lưu bảng này" in page(answer)
    assert 'name="base_revision" value="1"' in page(answer)


def test_scheme_copied_as_the_next_version(client, staff, scheme):
    client.force_login(staff)
    client.post(address(scheme, "chep"), {"bloc": "", "year": "2024"})
    assert list(Scheme.objects.order_by("version").values_list("version", "status")) == [(1, "published"), (2, "draft")]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_at_any_size(client, province, staff, count, django_assert_num_queries):
    from scoring.services.schemes import create_scheme

    for number in range(count):
        create_scheme(province, bloc=None, year=2020 + number, by=staff, name="Bảng")
    client.force_login(staff)
    with django_assert_num_queries(5):
        assert client.get("/cham-diem/bang-tieu-chi/").status_code == 200
