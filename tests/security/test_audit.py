"""What was kept of acts and changes is edited by nobody: not through models, not in SQL, not in the technical pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib import admin
from django.db import DatabaseError, transaction

from core.acting import acting
from core.log import record
from core.models import Change, LogEntry
from tests.factories.campaigns import CampaignFactory

KEPT = (Change, LogEntry)


@pytest.fixture
def kept(province, staff) -> None:
    """An act on a record, with its changes."""
    with acting(staff):
        made = CampaignFactory(organization=province)
        record(made, verb="tạo phong trào", by=staff)


def _saved(model) -> None:
    row = model.objects.order_by("pk")[0]
    row.act = "x"
    row.save()


ATTEMPTS: dict[str, Callable[[type], object]] = {
    "update": lambda model: model.objects.update(act="x"),
    "save": _saved,
    "delete": lambda model: model.objects.order_by("pk")[0].delete(),
    "delete all": lambda model: model.objects.all().delete(),
    "delete in one statement": lambda model: model.objects.all()._raw_delete("default"),
    "bulk": lambda model: model.objects.bulk_update([model.objects.order_by("pk")[0]], ["act"]),
    "replace": lambda model: model.objects.bulk_create(
        model.objects.all()[:1], update_conflicts=True, unique_fields=["id"], update_fields=["act"]
    ),
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
@pytest.mark.parametrize("model", KEPT)
def test_the_database_refuses_to_change_what_was_kept(kept, model, attempt):
    before = list(model.objects.order_by("pk").values())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        ATTEMPTS[attempt](model)
    assert list(model.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("model", KEPT)
def test_the_technical_pages_do_not_have_it(model):
    assert not admin.site.is_registered(model)


def test_nobody_without_the_right_reads_it_by_its_address(client, kept, unit_officer):
    act = Change.objects.order_by("-pk")[0].act
    client.force_login(unit_officer)
    for url in ("/nhat-ky/?export=csv", f"/nhat-ky/thay-doi/?lan={act}", "/nhat-ky/thay-doi/?export=xlsx"):
        assert client.get(url).status_code == 403


def test_the_person_comes_from_the_session_and_not_from_what_was_sent(client, clerk, staff, province):
    client.force_login(clerk)
    sent = {"year": 2024, "kind": "regular", "name": "Của người khác", "actor": staff.pk, "act": "x"}
    client.post("/phong-trao/tao-moi/", sent, headers={"X-Actor": str(staff.pk)})
    assert not Change.objects.filter(actor=staff).exists()
    client.force_login(staff)
    client.post("/phong-trao/tao-moi/", sent | {"organization": province.pk})
    made = Change.objects.get(model_table="campaigns_campaign")
    assert (made.actor, made.act == "x") == (staff, False)
