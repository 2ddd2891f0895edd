"""Every change of a business record is kept by the database, with who and before and after; nobody edits what was kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management.sql import emit_post_migrate_signal
from django.db import DatabaseError, connection, models, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from campaigns.models import Campaign, Directive
from core.acting import acting
from core.audit_triggers import PREFIX, install, known_triggers, triggers, uninstall
from core.auditing import NEVER, audited_models, kept_fields, rooms, scope_sql
from core.changes import label_of, shown
from core.http import methods
from core.log import record
from core.models import Change, LogEntry
from organizations.enums import Role
from organizations.models import Membership, Organization, User
from tests.factories.campaigns import CampaignFactory, DirectiveFactory
from tests.factories.organizations import MembershipFactory, OrganizationFactory, UserFactory


def changes(model: type[models.Model]) -> list[tuple[str, object, object]]:
    rows = Change.objects.filter(model_table=model._meta.db_table).order_by("pk")
    return [(row.operation, row.before, row.after) for row in rows]


def own_models() -> list[type[models.Model]]:
    return [
        model
        for config in apps.get_app_configs()
        if Path(config.path).parent == settings.BASE_DIR
        for model in config.get_models()
    ]


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_a_model_is_audited_or_left_out_for_a_reason(model):
    room = rooms().get(model._meta.app_label)
    assert room, f"{model._meta.app_label}/audited.py says nothing"
    name = model.__name__
    assert (name in room.audited) != (name in room.left_out)
    assert name in room.audited or len(room.left_out[name]) > 20


def test_no_room_speaks_of_models_that_are_not_there():
    known = {model._meta.label for model in own_models()}
    assert {f"{label}.{name}" for label, room in rooms().items() for name in (*room.audited, *room.left_out)} == known


@pytest.mark.parametrize("model", audited_models(), ids=lambda model: model._meta.label)
def test_the_scope_of_a_record_can_be_found_and_its_columns_exist(model, db):
    audited = audited_models()[model]
    assert set(audited.without) <= {field.name for field in model._meta.concrete_fields}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {scope_sql(model, 'x', audited.scope)} FROM {model._meta.db_table} x")  # noqa: S608
    assert list(model._base_manager.select_related(*audited.names)) == []


def test_secrets_and_derived_columns_are_never_kept():
    kept = {field.name for model in audited_models() for field in kept_fields(model)}
    assert not kept & NEVER
    assert {"password", "last_login", "search_text", "token"} <= NEVER


def test_a_new_row_is_kept_whole(province):
    made = CampaignFactory(organization=province, year=2024, name="Thi đua yêu nước")
    [(operation, before, after)] = changes(Campaign)
    assert (operation, before) == ("insert", None)
    assert (after["name"], after["year"], after["organization_id"]) == ("Thi đua yêu nước", 2024, province.pk)
    assert "search_text" not in after
    assert Change.objects.get(model_table="campaigns_campaign").object_id == made.pk


def test_of_a_changed_row_only_what_changed_is_kept(province):
    made = CampaignFactory(organization=province, name="Cũ")
    made.name, made.starts_on = "Mới", date(2024, 1, 5)
    made.save()
    assert changes(Campaign)[1:] == [
        ("update", {"name": "Cũ", "starts_on": None}, {"name": "Mới", "starts_on": "2024-01-05"})
    ]


def test_a_row_saved_as_it_was_is_no_change(province):
    CampaignFactory(organization=province).save()
    Campaign.objects.update(search_text="khac")
    assert len(changes(Campaign)) == 1


def test_changes_past_the_models_are_kept_too(province):
    for _ in range(2):
        CampaignFactory(organization=province, theme="Cũ")
    Campaign.objects.update(theme="Mới")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE campaigns_campaign SET theme = 'Nữa'")
    one = ("update", {"theme": "Cũ"}, {"theme": "Mới"})
    other = ("update", {"theme": "Mới"}, {"theme": "Nữa"})
    assert changes(Campaign)[2:] == [one, one, other, other]


def test_a_deleted_row_is_kept_as_it_was(province):
    made = CampaignFactory(organization=province, name="Bỏ")
    key = made.pk
    made.delete()
    kept = Change.objects.order_by("-pk")[0]
    assert (kept.operation, kept.object_id, kept.before["name"], kept.after) == ("delete", key, "Bỏ", None)


def test_a_password_and_a_login_are_no_changes(staff):
    staff.set_password("mat-khau-rat-bi-mat")
    staff.last_login = "2024-01-01T00:00:00Z"
    staff.save()
    rows = changes(User)
    assert [operation for operation, _, _ in rows] == ["insert"]
    assert "password" not in rows[0][2]


def test_what_is_undone_leaves_no_change(province):
    with transaction.atomic():
        CampaignFactory(organization=province)
        transaction.set_rollback(True)
    assert changes(Campaign) == []


def test_a_change_names_the_person_of_the_request_and_its_act(staff, province):
    @methods(write=("POST",))
    def view(request: HttpRequest) -> HttpResponse:
        made = CampaignFactory(organization=province)
        record(made, verb="lập phong trào", by=request.user)
        return HttpResponse()

    CampaignFactory(organization=province)
    for _ in range(2):
        request = RequestFactory().post("/")
        request.user = staff
        view(request)
    CampaignFactory(organization=province)
    first, one, two, last = Change.objects.filter(model_table="campaigns_campaign").order_by("pk")
    assert (first.actor, one.actor, two.actor, last.actor) == (None, staff, staff, None)
    assert one.act != two.act
    assert list(LogEntry.objects.order_by("pk").values_list("act", flat=True)) == [one.act, two.act]
    assert (first.act[:2], last.act[:2]) == ("tx", "tx")


def test_a_failed_act_is_forgotten(staff, province):
    with pytest.raises(ValueError, match="x"), transaction.atomic(), acting(staff):
        raise ValueError("x")
    with pytest.raises(DatabaseError), transaction.atomic(), acting(staff):
        Campaign.objects.create(organization_id=None, year=2024, name="Hỏng")
    CampaignFactory(organization=province)
    assert Change.objects.get(model_table="campaigns_campaign").actor is None


def test_acts_inside_acts_end_where_they_began(staff, admin, province):
    with acting(staff):
        with acting(admin):
            CampaignFactory(organization=province)
        CampaignFactory(organization=province)
    made = Change.objects.filter(model_table="campaigns_campaign").order_by("pk")
    assert [one.actor for one in made] == [admin, staff]


def test_a_change_and_a_log_entry_know_their_province(province, other_province, staff):
    made = CampaignFactory(organization=other_province)
    entry = record(made, verb="lập", by=staff)
    assert entry.scope == "langson"
    assert Change.objects.get(model_table="campaigns_campaign").scope == "langson"


def test_a_person_belongs_to_the_one_province_of_all_roles(province, other_province):
    user = UserFactory()
    MembershipFactory(user=user, organization=province, role=Role.STAFF)
    user.phone = "1"
    user.save()
    MembershipFactory(user=user, organization=OrganizationFactory(parent=other_province), role=Role.UNIT_OFFICER)
    user.phone = "2"
    user.save()
    rows = Change.objects.filter(model_table="organizations_user", object_id=user.pk).order_by("pk")
    assert [row.scope for row in rows] == ["", "laocai", ""]


@pytest.mark.parametrize("statement", ["UPDATE core_change SET act = 'x'", "DELETE FROM core_change"])
def test_what_was_kept_is_neither_changed_nor_deleted(province, statement):
    CampaignFactory(organization=province)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert len(changes(Campaign)) == 1


@pytest.mark.django_db(transaction=True)
def test_the_triggers_come_back_after_a_migration_that_rebuilds_a_table():
    """On SQLite a table gets a changed column by being made anew, and its triggers go with the old one."""
    before = known_triggers(connection)
    assert len(before) > 100
    uninstall(plan=["a migration"])
    for model, name in ((Campaign, "name"), (LogEntry, "verb")):
        column = model._meta.get_field(name)
        wider = models.CharField(max_length=column.max_length + 1)
        wider.set_attributes_from_name(name)
        for old, new in ((column, wider), (wider, column)):
            with connection.schema_editor() as editor:
                editor.alter_field(model, old, new)
    assert not [trigger for trigger in known_triggers(connection) if trigger.startswith(PREFIX)]
    install()
    assert known_triggers(connection) == before


def test_a_migrate_with_nothing_to_do_takes_no_trigger_away(db):
    with CaptureQueriesContext(connection) as captured:
        uninstall(plan=[])
        install()
    assert not [query["sql"] for query in captured if query["sql"].startswith(("CREATE", "DROP"))]


def test_lost_triggers_come_back_with_the_next_migrate(province):
    name = "audit_campaigns_campaign_insert"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}" + (" ON campaigns_campaign" if connection.vendor == "postgresql" else ""))
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    CampaignFactory(organization=province)
    assert len(changes(Campaign)) == 1


def test_a_partly_migrated_database_gets_the_triggers_of_its_tables(db):
    made = triggers(connection.vendor, ["core_change", "campaigns_campaign"])
    assert {table for table, _ in made.values()} == {"core_change", "campaigns_campaign"}
    assert triggers(connection.vendor, ["campaigns_campaign"]) == {}


def test_a_role_given_is_kept_with_its_names(province, staff):
    [(operation, _, after)] = changes(Membership)
    assert (operation, after["role"], after["user_id"]) == ("insert", "staff", staff.pk)
    assert Organization.objects.get(pk=after["organization_id"]) == province


def words_of(model: type[models.Model]) -> list[list[tuple[str, str, str]]]:
    rows = list(Change.objects.filter(model_table=model._meta.db_table).order_by("pk"))
    return [[(one.label, one.before, one.after) for one in row.fields] for row in shown(rows)]


def test_a_change_is_told_in_words_names_and_dates(province, other_province):
    parent = CampaignFactory(organization=province, year=2024, name="Cả nước chung sức")
    made = CampaignFactory(organization=province, year=2025, name="Thi đua", theme="", starts_on=None)
    made.theme, made.starts_on, made.kind, made.parent = "Đoàn kết", date(2025, 1, 5), "sudden", parent
    made.save()
    assert words_of(Campaign)[2] == [
        ("loại phong trào", str(Campaign(kind="regular").get_kind_display()), "Đột xuất"),
        ("chủ đề", "(trống)", "Đoàn kết"),
        ("bắt đầu", "(trống)", "05/01/2025"),
        ("hưởng ứng phong trào", "(trống)", "Cả nước chung sức"),
    ]


def test_of_a_long_text_the_place_that_changed_is_told(staff):
    directive = DirectiveFactory(body="Mở đầu. " * 100 + "Giữ vững an ninh." + " Hết." * 100)
    directive.body = directive.body.replace("vững an ninh", "vững quốc phòng")
    directive.save()
    [(label, before, after)] = words_of(Directive)[-1]
    assert label == "nội dung"
    assert before.startswith("…")
    assert before.endswith("…")
    assert "Giữ vững an ninh." in before
    assert "Giữ vững quốc phòng." in after
    assert len(before) < 240


def test_a_record_that_is_gone_keeps_the_name_it_had(province):
    made = CampaignFactory(organization=province, name="Bỏ")
    made.delete()
    last = shown(list(Change.objects.order_by("-pk")[:1]))[0]
    assert (last.record.kind, last.record.name, last.record.url) == ("phong trào thi đua", "Bỏ", "")
    assert "tên phong trào: Bỏ" in last.sentence


@pytest.mark.parametrize("model", audited_models(), ids=lambda model: model._meta.label)
def test_every_kept_field_has_a_vietnamese_name(model):
    for field in kept_fields(model):
        assert label_of(field) != field.name.replace("_", " "), field


@pytest.mark.parametrize("count", [1, 3])
def test_changes_are_told_with_the_same_queries_at_any_number(province, count, django_assert_num_queries):
    for _ in range(count):
        CampaignFactory(organization=province)
    rows = list(Change.objects.filter(model_table="campaigns_campaign"))
    with django_assert_num_queries(2):  # the campaigns, and their province
        assert len(shown(rows)) == count
