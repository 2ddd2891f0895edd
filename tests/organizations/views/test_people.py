import csv
import io

import pytest

from organizations.models import User
from tests.factories.organizations import MembershipFactory, UserFactory
from tests.organizations.views.outcomes import outcomes


def usernames(answer) -> list[str]:
    return [person.username for person in answer.context["listing"].page]


def test_people_outcomes(request):
    assert outcomes(request, "/nguoi-dung/") == ["login", 403, 403, 403, 403, 403, 200]


def test_people_of_other_provinces_are_not_listed_nor_exported(as_admin, clerk, outsider):
    assert set(usernames(as_admin.get("/nguoi-dung/"))) == {"admin", "clerk"}
    assert "outsider" not in as_admin.get("/nguoi-dung/?export=csv").content.decode("utf-8-sig")


def test_people_with_two_roles_are_listed_once(as_admin, admin, province):
    for role in ("staff", "clerk"):
        MembershipFactory(user=admin, organization=province, role=role)
    assert usernames(as_admin.get("/nguoi-dung/")) == ["admin"]


@pytest.mark.parametrize("words", ["lo thi mai", "LÒ THỊ", "mai.lo"])
def test_people_are_found_without_accents(as_admin, province, words):
    user = UserFactory(username="mai.lo", full_name="Lò Thị Mai", search_text="lo thi mai mai.lo")
    MembershipFactory(user=user, organization=province)
    assert usernames(as_admin.get("/nguoi-dung/", {"q": words})) == ["mai.lo"]


def test_people_filters(as_admin, province, clerk, staff):
    User.objects.filter(pk=clerk.pk).update(is_active=False)
    MembershipFactory(user=staff, organization=province, role="leader", valid_to="2024-01-01")
    assert usernames(as_admin.get("/nguoi-dung/?role=clerk")) == ["clerk"]
    assert usernames(as_admin.get("/nguoi-dung/?role=leader")) == []
    assert usernames(as_admin.get("/nguoi-dung/?active=0")) == ["clerk"]
    assert set(usernames(as_admin.get("/nguoi-dung/?active=1"))) == {"admin", "staff"}


def test_people_export_has_the_roles_and_no_secret(as_admin, clerk):
    rows = list(csv.DictReader(io.StringIO(as_admin.get("/nguoi-dung/?export=csv").content.decode("utf-8-sig"))))
    [row] = [row for row in rows if row["Tên đăng nhập"] == "clerk"]
    assert row["Vai trò"] == "Văn thư – Ủy ban nhân dân tỉnh Lào Cai"
    assert clerk.password not in str(rows)


@pytest.mark.parametrize("count", [1, 3])
def test_people_take_the_same_queries_at_any_size(as_admin, province, count, django_assert_num_queries):
    for _ in range(count):
        MembershipFactory(organization=province)
    with django_assert_num_queries(6):
        as_admin.get("/nguoi-dung/")
