"""The demonstration's registrations: the real one by the command, and one to be tried."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from core.log import history_of
from registrations.models import Registration, Round, TitleEntry, UnitLine
from registrations.papers import present_paper, version_paper
from registrations.policies.lines import blockers_to_write
from tests.registrations.test_export import EXPECTED
from tests.registrations.test_papers import PAPER

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """The demonstration is shown years after the registration."""
    with time_machine.travel("2026-11-21T09:00:00+07:00", tick=False):
        yield


@pytest.fixture
def demo(settings) -> None:
    settings.DEMO_PASSWORD = "mat-khau-trinh-dien"
    call_command("demo", stdout=StringIO())


def printed(*arguments: str) -> str:
    out = StringIO()
    call_command("registrations", *arguments, stdout=out)
    return out.getvalue()


def test_the_real_registration_prints_as_it_was_signed_and_as_published(demo):
    registration = Registration.objects.get(code="laocai-tmth-2024")
    assert (registration.status, registration.versions.count()) == ("accepted", 1)
    assert present_paper(registration) == version_paper(registration.accepted_version) == PAPER
    for arguments in ((), ("--version", "1")):
        found = json.loads(printed("laocai-tmth-2024", "--json", *arguments))
        assert {name: found[name] for name in EXPECTED if name != "pledges"} == {
            name: value for name, value in EXPECTED.items() if name != "pledges"
        }
    assert printed("laocai-tmth-2024").splitlines()[:2] == [
        "laocai-tmth-2024: Khối Tham mưu Tổng hợp, năm 2024",
        "1. Văn phòng Đoàn ĐBQH và HĐND tỉnh",
    ]


def test_the_command_helps_with_what_is_not_there(demo):
    with pytest.raises(CommandError, match=r"no registration 'laocai'; near it: laocai-tmth-2024"):
        printed("laocai")
    with pytest.raises(CommandError, match=r"laocai-tmth-2024 has no version 7; there is: 1"):
        printed("laocai-tmth-2024", "--version", "7")


def test_every_line_was_written_by_its_own_officer_and_settled_by_the_leader(demo):
    lines = UnitLine.objects.filter(registration__code="laocai-tmth-2024").select_related("sent_by")
    people = ["vpdoan", "vanphong", "ngoaivu", "kehoach", "donvi", "thongke", "dantoc"]
    assert [line.sent_by.username for line in lines] == [f"{name}.laocai" for name in people]
    assert {line.status for line in lines} == {"accepted"}
    assert [(entry.actor.username, entry.verb) for entry in history_of(lines[2])] == [
        ("vanphong.laocai", "chốt phần đăng ký"),
        ("ngoaivu.laocai", "gửi trưởng khối"),
        ("ngoaivu.laocai", "ghi đăng ký"),
    ]


def test_the_round_to_try_is_open_and_half_filled(demo):
    lines = UnitLine.objects.filter(registration__round__code="langson-minh-hoa").select_related("registration__round")
    assert [line.status for line in lines] == ["accepted", "sent", "draft", "not_started"]
    assert blockers_to_write(lines[3], lines[1].sent_by, on=date(2026, 11, 21)) == []


def test_loading_it_again_adds_nothing(demo):
    models = (Round, Registration, UnitLine, TitleEntry)
    before = [model.objects.count() for model in models]
    call_command("demo", stdout=StringIO())
    assert [model.objects.count() for model in models] == before
