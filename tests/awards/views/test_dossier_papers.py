"""Papers and opinions of a dossier."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from awards.models import DossierPaper, OpinionRequest
from awards.services.dossier_papers import upload_paper
from tests.awards.dossiers import PDF, delivered, make_draft, make_line, submitted
from tests.factories.organizations import OrganizationFactory
from tests.organizations.views.outcomes import outcomes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_2025")]


@pytest.fixture
def dossier(unit):
    made = make_draft(unit)
    make_line(made, delivered("LDTT"))
    return made


@pytest.fixture
def paper(dossier, unit_officer) -> DossierPaper:
    file = SimpleUploadedFile("tờ trình.pdf", PDF)
    made = upload_paper(dossier, kind="to_trinh", file=file, base_revision=0, by=unit_officer)
    made.file.close()
    return made


@pytest.fixture
def agency(province):
    return OrganizationFactory(code="congan", name="Công an tỉnh", parent=province)


def url(dossier, page: str) -> str:
    return f"/ho-so-khen-thuong/{dossier.pk}/{page}"


def test_papers_are_uploaded_by_who_writes_the_dossier(request, dossier):
    assert outcomes(request, url(dossier, "giay-to/tai-len/")) == ["login", 200, 404, 404, 200, 404, 404]


def test_upload_fills_its_slot(client, unit_officer, dossier):
    client.force_login(unit_officer)
    page = url(dossier, "giay-to/tai-len/")
    form = client.get(f"{page}?loai=minutes").context["form"]
    assert form["kind"].value() == "minutes"
    post = {"base_revision": 0, "kind": "minutes", "file": SimpleUploadedFile("a.pdf", PDF)}
    assert client.post(page, post).status_code == 302
    slots = client.get(url(dossier, "")).context["slots"]
    assert {slot.code: slot.is_missing for slot in slots} == {"to_trinh": True, "list": True, "minutes": False}


@pytest.mark.parametrize(
    ("content", "words"), [(b"MZ abc", "Chỉ nhận tệp PDF"), (b"", "Tệp trống"), (None, "Chưa chọn tệp.")]
)
def test_unfit_file_is_refused_at_the_form(client, unit_officer, dossier, content, words):
    client.force_login(unit_officer)
    file = {} if content is None else {"file": SimpleUploadedFile("a.pdf", content)}
    answer = client.post(url(dossier, "giay-to/tai-len/"), {"base_revision": 0, "kind": "minutes", **file})
    assert answer.status_code == 422
    assert words in answer.content.decode()


@pytest.mark.parametrize(
    ("who", "of_a_draft", "of_a_sent_one"),
    [
        ("staff", 200, 200),
        ("leader", 404, 200),
        ("clerk", 404, 200),
        ("unit_officer", 200, 200),
        ("outsider", 404, 404),
        ("admin", 404, 200),
    ],
)
def test_file_is_for_those_who_see_the_dossier(request, client, dossier, paper, who, of_a_draft, of_a_sent_one):
    page = url(dossier, f"giay-to/{paper.pk}/")
    assert client.get(page).url.startswith("/dang-nhap/")
    client.force_login(request.getfixturevalue(who))
    assert status_of(client, page) == of_a_draft
    submitted(dossier)
    assert status_of(client, page) == of_a_sent_one


def status_of(client, page: str) -> int:
    answer = client.get(page)
    if answer.streaming:
        list(answer.streaming_content)  # read to its end, the file is let go; `close` would end the test's connection
    return answer.status_code


def test_file_comes_as_a_download_with_its_own_type(client, unit_officer, dossier, paper):
    client.force_login(unit_officer)
    answer = client.get(url(dossier, f"giay-to/{paper.pk}/"))
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_file_of_another_dossier_is_not_found(client, unit_officer, unit, paper):
    client.force_login(unit_officer)
    assert client.get(url(make_draft(unit, name="Kia"), f"giay-to/{paper.pk}/")).status_code == 404


def test_paper_is_removed_by_who_writes_the_dossier(request, dossier, paper):
    page = url(dossier, f"giay-to/{paper.pk}/bo/")
    assert outcomes(request, page, post={"base_revision": 1}) == ["login", 302, 404, 404, 302, 404, 404]


def test_opinions_are_asked_by_staff(request, dossier, agency):
    submitted(dossier)
    page = url(dossier, "hiep-y/")
    assert outcomes(request, page) == ["login", 200, 403, 403, 403, 404, 403]
    post = {"organizations": agency.pk, "due_on": "20/01/2025"}
    assert outcomes(request, page, post=post) == ["login", 302, 403, 403, 403, 404, 403]


def test_answer_is_recorded_by_staff(request, dossier, agency, staff):
    submitted(dossier)
    asked = OpinionRequest.objects.create(dossier=dossier, organization=agency, due_on=date(2025, 1, 9), asked_by=staff)
    page = url(dossier, f"hiep-y/{asked.pk}/")
    assert outcomes(request, page) == ["login", 200, 403, 403, 403, 404, 403]
    post = {"answer": "agree", "document": "12/CV", "answered_on": "10/01/2025"}
    assert outcomes(request, page, post=post) == ["login", 302, 403, 403, 403, 404, 403]


def test_overdue_answer_is_shown(client, dossier, agency, staff):
    submitted(dossier)
    OpinionRequest.objects.create(dossier=dossier, organization=agency, due_on=date(2025, 1, 9), asked_by=staff)
    client.force_login(staff)
    answer = client.get(url(dossier, ""))
    assert "Quá hạn" in answer.content.decode()
    assert answer.context["step"].until == "1 cơ quan chưa trả lời hiệp y, 1 đã quá hạn"


def test_opinion_without_reason_against_is_refused_with_what_was_typed(client, dossier, agency, staff):
    submitted(dossier)
    asked = OpinionRequest.objects.create(dossier=dossier, organization=agency, due_on=date(2025, 1, 9), asked_by=staff)
    client.force_login(staff)
    post = {"answer": "disagree", "document": "12/CV", "answered_on": "10/01/2025"}
    answer = client.post(url(dossier, f"hiep-y/{asked.pk}/"), post)
    assert answer.status_code == 422
    assert "không nhất trí thì phải ghi ý kiến" in answer.content.decode()
    assert answer.context["form"]["document"].value() == "12/CV"
