"""The demonstration: what it holds, and that loading it again adds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import StringIO

import pytest
import time_machine
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.management import call_command

from campaigns.demo import ACCOUNTS, load_demo
from campaigns.models import TYPED_FIELDS, Directive
from core.log import history_of
from documents.models import RegisteredNumber
from organizations.enums import Role
from organizations.models import User
from tests.campaigns.gold import NAMES, fixture

pytestmark = pytest.mark.django_db
PASSWORD = "mat-khau-trinh-dien"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """The demonstration is shown years after its directives."""
    with time_machine.travel("2026-11-21T09:00:00+07:00", tick=False):
        yield


@pytest.fixture
def demo() -> None:
    """This room's part of it; the command puts the parts together."""
    load_demo(PASSWORD)


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("demo", *arguments, stdout=out)
    return out.getvalue()


def rows() -> dict[str, int]:
    ours = ("core", "organizations", "documents", "campaigns")
    return {
        model._meta.label: model._default_manager.count()
        for app in ours
        for model in apps.get_app_config(app).get_models()
    }


def test_the_directives_stand_where_they_should(demo):
    assert {d.code: (d.status, d.symbol, d.issued_on) for d in Directive.objects.all()} == {
        "laocai-2024": ("issued", "01/CT-UBND", date(2024, 1, 19)),
        "langson-2024": ("approved", "…/CT-UBND", None),
        "sonla-2024": ("issued", "02/CT-UBND", date(2024, 1, 22)),
        "thuanchau-2024": ("issued", "03/CT-UBND", date(2024, 2, 5)),
        "laocai-2025": ("draft", "…/CT-UBND", None),
        "langson-2025": ("returned", "…/CT-UBND", None),
    }


@pytest.mark.parametrize("name", NAMES)
def test_the_real_directives_have_their_exact_content(demo, name):
    data = fixture(name)
    content = Directive.objects.get(code=name).content
    assert {field: content[field] for field in TYPED_FIELDS} == {field: data[field] for field in TYPED_FIELDS}


def test_they_came_through_the_real_steps(demo):
    laocai = Directive.objects.get(code="laocai-2024")
    assert [(e.actor.username, e.verb) for e in history_of(laocai)] == [
        ("vanthu.laocai", "ban hành số 01/CT-UBND ngày 19/01/2024"),
        ("lanhdao.laocai", "duyệt ngày 18/01/2024"),
        ("chuyenvien.laocai", "trình duyệt"),
        ("chuyenvien.laocai", "tạo bản thảo"),
    ]
    assert RegisteredNumber.objects.filter(organization=laocai.issuer, number=1, year=2024).exists()
    assert laocai.versions.count() == 1


def test_a_district_answers_to_its_province_and_next_year_is_copied(demo):
    district = Directive.objects.get(code="thuanchau-2024")
    assert (district.parent.code, district.issuer.parent.code) == ("sonla-2024", "sonla")
    assert "(Văn bản minh họa" in district.body
    draft = Directive.objects.get(code="laocai-2025")
    assert (draft.copied_from.code, draft.year) == ("laocai-2024", 2025)


def test_each_account_enters_with_the_password_and_has_its_role(demo):
    for account in ACCOUNTS:
        user = authenticate(username=account.username, password="mat-khau-trinh-dien")
        assert user is not None, account.username
        held = {(m.organization.code, m.role) for m in user.memberships.all()}
        assert (account.organization, account.role) in held
        assert {role for _, role in held} == {account.role}


def test_lao_cai_and_lang_son_have_every_role_of_the_desk():
    for province in ("laocai", "langson"):
        roles = {account.role for account in ACCOUNTS if account.organization == province}
        assert roles == {Role.STAFF, Role.LEADER, Role.CLERK, Role.ADMIN, Role.COUNCIL}


def test_loading_it_again_adds_nothing(demo):
    before = rows()
    load_demo(PASSWORD)
    assert rows() == before


def test_what_people_did_with_it_is_left_alone(demo):
    Directive.objects.filter(code="laocai-2025").update(body="Của tôi")
    load_demo(PASSWORD)
    assert Directive.objects.get(code="laocai-2025").body == "Của tôi"


def test_the_accounts_are_printed_without_loading_anything(settings):
    settings.DEMO_PASSWORD = "mat-khau-trinh-dien"
    printed = run("--accounts")
    assert not User.objects.exists()
    assert "mat-khau-trinh-dien" in printed
    assert all(account.username in printed for account in ACCOUNTS)


def test_the_password_of_the_demonstration_would_pass_as_a_password(settings):
    from django.contrib.auth.password_validation import validate_password

    validate_password(settings.DEMO_PASSWORD)
