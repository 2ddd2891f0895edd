"""The tables of steps: total, as decided, and as documented."""

from pathlib import Path

import pytest
from django.apps import apps

from awards.models import AwardImport, CertificateBatch, CertificateChunk, Decision, Dossier, Session
from campaigns.models import Directive
from core.states import states_document
from documents.models import Document
from registrations.models import Registration, UnitLine
from scoring.models import Ballot, Scheme, ScoreSheet
from targets.models import ProgressReport, UnitReport

MODELS = [model for model in apps.get_models() if hasattr(model, "TRANSITIONS")]

MADE_BY_WORKERS = {
    ("queued", "rendering"),
    ("rendering", "ready"),
    ("rendering", "failed"),
    ("rendering", "queued"),
    ("failed", "queued"),
}
IMPORT_STEPS = {
    ("preview", "queued"),
    ("queued", "running"),
    ("queued", "preview"),
    ("running", "done"),
    ("running", "failed"),
    ("running", "queued"),
    ("running", "preview"),
    ("failed", "queued"),
}
#: Written by hand, so that a slip in a table is caught.
STEPS = {
    Directive: {
        ("draft", "in_review"),
        ("in_review", "returned"),
        ("in_review", "approved"),
        ("returned", "in_review"),
        ("approved", "issued"),
        ("approved", "returned"),
        ("issued", "closed"),
        ("issued", "revoked"),
        ("closed", "revoked"),
    },
    Document: MADE_BY_WORKERS,
    UnitReport: {
        ("draft", "submitted"),
        ("submitted", "returned"),
        ("submitted", "verified"),
        ("returned", "submitted"),
        ("verified", "returned"),
    },
    ProgressReport: {("draft", "issued")},
    Registration: {
        ("draft", "submitted"),
        ("draft", "withdrawn"),
        ("submitted", "draft"),
        ("submitted", "returned"),
        ("submitted", "accepted"),
        ("returned", "submitted"),
        ("returned", "withdrawn"),
        ("accepted", "draft"),
        ("accepted", "withdrawn"),
        ("withdrawn", "draft"),
    },
    UnitLine: {
        ("not_started", "draft"),
        ("not_started", "not_registering"),
        ("draft", "sent"),
        ("draft", "accepted"),
        ("draft", "not_registering"),
        ("sent", "draft"),
        ("sent", "returned"),
        ("sent", "accepted"),
        ("returned", "sent"),
        ("returned", "accepted"),
        ("returned", "not_registering"),
        ("accepted", "returned"),
        ("not_registering", "draft"),
    },
    Dossier: {
        ("draft", "submitted"),
        ("draft", "withdrawn"),
        ("submitted", "supplement"),
        ("submitted", "checked"),
        ("submitted", "withdrawn"),
        ("supplement", "submitted"),
        ("supplement", "withdrawn"),
        ("checked", "to_council"),
        ("checked", "decided"),
        ("checked", "supplement"),
        ("checked", "rejected"),
        ("to_council", "checked"),
        ("to_council", "decided"),
        ("to_council", "rejected"),
    },
    Session: {
        ("planned", "open"),
        ("planned", "cancelled"),
        ("open", "voting"),
        ("open", "cancelled"),
        ("voting", "closed"),
        ("voting", "cancelled"),
    },
    Scheme: {("draft", "published"), ("published", "superseded")},
    ScoreSheet: {
        ("draft", "self_scored"),
        ("self_scored", "cross_checked"),
        ("self_scored", "draft"),
        ("cross_checked", "bloc_scored"),
        ("cross_checked", "self_scored"),
        ("bloc_scored", "checked"),
        ("bloc_scored", "cross_checked"),
        ("checked", "bloc_scored"),
    },
    Ballot: {("open", "counted"), ("counted", "concluded")},
    Decision: {("draft", "issued")},
    CertificateBatch: MADE_BY_WORKERS,
    CertificateChunk: MADE_BY_WORKERS,
    AwardImport: IMPORT_STEPS,
}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_the_table_has_every_status_and_the_decided_steps(model):
    assert set(model.TRANSITIONS) == set(dict(model._meta.get_field("status").choices))
    assert {(start, end) for start, ends in model.TRANSITIONS.items() for end in ends} == STEPS[model]


def test_the_document_of_states_is_current():
    path = Path(__file__).resolve().parents[2] / "docs" / "states.md"
    assert path.read_text(encoding="utf-8") == states_document(), "run: manage.py statemachines"
