"""The letter: its fields, its paragraphs, two people on it, and what is refused with the typing kept."""

from __future__ import annotations

import pytest
from django.urls import reverse

from registrations.forms.letter import split_pledges
from registrations.models import HEADER_FIELDS
from registrations.services.registrations import save_letter

pytestmark = pytest.mark.django_db


def at(registration, name: str = "letter") -> str:
    return reverse(f"registrations:{name}", args=[registration.code])


def typed(registration, *pledges: str, base: int = 0, **fields: str) -> dict[str, str]:
    kept = {name: str(getattr(registration, name) or "") for name in HEADER_FIELDS}
    rows = {f"noi-dung-{number}-text": text for number, text in enumerate(pledges)}
    return kept | {"base_revision": str(base)} | rows | fields


def pledges_of(registration) -> list[str]:
    return list(registration.pledges.values_list("text", flat=True))


def test_letter_outcomes(answers, registration):
    assert answers(at(registration)) == ["login", 200, 200, 200, 404, 404, 200, 200, 404, 404]


@pytest.mark.parametrize(("name", "done"), [("letter", 302), ("letter_autosave", 200)])
def test_a_letter_is_written_by_the_leader_alone(answers, registration, name, done):
    got = answers(at(registration, name), typed(registration, "Thi đua."))
    assert got == ["login", 403, 403, 403, 404, 404, 403, done, 404, 404]


def test_letter_keeps_fields_and_paragraphs_in_the_order_of_the_page(client, registration, head):
    client.force_login(head)
    data = typed(registration, "Hai.", "1. Một.", signer_name="Phan Quốc Nghĩa", month="3")
    client.post(at(registration), data)
    registration.refresh_from_db()
    assert (registration.signer_name, registration.month, registration.day) == ("Phan Quốc Nghĩa", 3, None)
    assert pledges_of(registration) == ["Hai.", "Một."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1. Một.\n2. Hai.", ["Một.", "Hai."]),
        ("Một\ntiếp.\n\nHai.", ["Một tiếp.", "Hai."]),
        ("100% đơn vị hưởng ứng.", ["100% đơn vị hưởng ứng."]),
        ("Đến năm\n2030 đạt 3.5 điểm.", ["Đến năm 2030 đạt 3.5 điểm."]),
        ("8) Đăng ký.", ["Đăng ký."]),
        (" \n ", []),
    ],
)
def test_pasted_paragraphs_are_cut_at_their_numbers(text, found):
    assert split_pledges(text) == found


@pytest.mark.parametrize(
    ("fields", "pledges", "words"),
    [
        ({"day": "5"}, (), "Có ngày thì phải ghi tháng."),
        ({"month": "13"}, (), "Tháng"),
        ({}, ("Giống nhau.", "Giống nhau."), "Nội dung 2 giống hệt nội dung 1. Hãy bỏ một."),
        ({}, ("a" * 6001,), "Nội dung 1 dài quá 6000 chữ cái."),
        ({"base_revision": ""}, (), "base_revision"),
    ],
)
def test_a_refused_letter_keeps_what_was_typed(client, registration, head, fields, pledges, words):
    client.force_login(head)
    answer = client.post(at(registration), typed(registration, *pledges, place="Sa Pa", **fields))
    page = answer.content.decode()
    assert (answer.status_code, pledges_of(registration)) == (422, [])
    assert words in page
    assert "Sa Pa" in page


def test_a_stale_letter_shows_what_the_other_changed(client, registration, units, head):
    save_letter(registration, {"place": "Bắc Hà"}, ["Của người kia."], base_revision=0, by=head)
    client.force_login(head)
    answer = client.post(at(registration), typed(registration, "Của tôi.", place="Sa Pa"))
    assert answer.status_code == 409
    assert [label for label, _ in answer.context["differences"]] == ["Địa danh", "Nội dung đăng ký"]
    assert answer.context["form"]["base_revision"].value() == "1"
    client.post(at(registration), typed(registration, "Của tôi.", place="Sa Pa", base=1))
    assert pledges_of(registration) == ["Của tôi."]


def test_letter_autosave_answers_with_the_numbers_it_found(client, registration, head):
    client.force_login(head)
    data = typed(registration, "100% đơn vị trong khối hưởng ứng.", "Tiết kiệm.")
    answer = client.post(at(registration, "letter_autosave"), data).json()
    assert (answer["revision"], answer["found"]) == (1, [["Tỷ lệ đơn vị trong khối hưởng ứng: 100%"], []])
    assert client.post(at(registration, "letter_autosave"), data).status_code == 409
