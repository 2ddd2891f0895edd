"""People inside a registration who reach for more than is theirs: other units' papers, filed lines, accepted numbers."""

from __future__ import annotations

import time
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from awards.models import Dossier
from core.errors import ActionBlocked
from core.models import OutboxMail
from notices.models import Notice
from organizations.models import BlocMembership, Membership
from registrations import commitments
from registrations.entries import Typed
from registrations.models import Commitment, Registration, UnitLine
from registrations.services import registrations
from registrations.services.lines import return_line, save_line, send_line
from registrations.services.names import add_names, make_dossier
from registrations.services.signing import keep_signed_file
from targets.errors import FaultyRows
from tests.factories.awards import make_title
from tests.factories.registrations import LETTER, TITLES, filed, fill, make_units
from tests.registrations.conftest import *  # noqa: F403  # a bloc of three units with a round that is open

pytestmark = pytest.mark.django_db
LONG_DIGITS = "1" * 6000


@pytest.fixture
def accepted(registration, head, staff) -> Registration:
    filed(registration, by=head)
    return registrations.accept(registration, by=staff)


@pytest.fixture
def entry(accepted, line):
    """Five places of the member's unit, in the version in force."""
    return line.entries.get(title__code="CSTDT")


def test_the_leader_of_a_bloc_does_not_propose_for_another_unit(client, entry, line, head, units):
    add_names(entry, "Giàng A Chứ", as_of=date(2024, 12, 1), by=head)
    client.force_login(head)
    assert client.post(f"/dang-ky/don-vi/{line.pk}/lap-ho-so/").status_code == 403
    assert not Dossier.objects.exists()
    assert "lap-ho-so" not in client.get(f"/dang-ky/don-vi/{line.pk}/ten/").content.decode()


def test_a_filed_registration_gets_no_new_lines(client, registration, head, province, bloc):
    filed(registration, by=head)
    (late,) = make_units(province, 1, "muon")
    BlocMembership.objects.create(bloc=bloc, organization=late, year=2024, role="member", position=9)
    client.force_login(head)
    client.post(f"/dang-ky/{registration.code}/thanh-phan/")
    assert not registration.lines.filter(organization=late).exists()


def test_a_line_that_its_unit_writes_meanwhile_is_not_taken_out(registration, line, units, member, head, monkeypatch):
    BlocMembership.objects.filter(organization=units[1]).delete()
    stale = Registration.objects.prefetch_related("lines").get(pk=registration.pk)
    assert stale.lines.all()  # read before the unit wrote
    fill(line, by=member)
    registrations.align_lines(stale, by=head)
    assert UnitLine.objects.get(pk=line.pk).entries.count() == 2


def test_names_do_not_outgrow_what_was_accepted(accepted, entry, line, head, member):
    registrations.amend(accepted, reason="Bổ sung", by=head)
    line.refresh_from_db()
    own = line.entries.get(column="own")
    rows = [Typed(str(own.pk), "own", "COTD_T"), Typed(str(entry.pk), "inner", "CSTDT", count="50")]
    save_line(line, rows, base_revision=line.revision, by=head)
    entry.refresh_from_db()
    names = "\n".join(f"Giàng A {letter}" for letter in "ABCDEG")
    with pytest.raises(ActionBlocked, match="quá số đã được tiếp nhận"):
        add_names(entry, names, as_of=date(2024, 12, 1), by=member)
    assert not entry.nominees.exists()


def test_a_title_that_was_not_accepted_is_neither_named_nor_proposed(accepted, entry, line, head, member):
    add_names(entry, "Giàng A Chứ", as_of=date(2024, 12, 1), by=member)
    registrations.amend(accepted, reason="Bổ sung", by=head)
    line.refresh_from_db()
    kept = [Typed(str(one.pk), one.column, one.title.code, count=str(one.count or "")) for one in line.entries.all()]
    rows = [*kept, Typed("new-1", "inner", "TTLDXS", count="2"), Typed("new-2", "own", "COTD_CP")]
    save_line(line, rows, base_revision=line.revision, by=head)
    new = line.entries.get(title__code="TTLDXS")
    with pytest.raises(ActionBlocked, match="chưa được tiếp nhận"):
        add_names(new, "Phòng Tổng hợp", as_of=date(2024, 12, 1), by=member)
    for code, (name, subject) in TITLES.items():
        make_title(code, name=name, subject=subject, legal_version="L2026")
    dossier = make_dossier(line, by=member)
    assert sorted(dossier.lines.values_list("title__code", flat=True)) == ["COTD_T", "CSTDT"]


def test_a_number_does_not_sink_below_its_names(accepted, entry, line, head, member):
    add_names(entry, "Giàng A Chứ\nLê Thị Nở", as_of=date(2024, 12, 1), by=member)
    registrations.amend(accepted, reason="Giảm", by=head)
    line.refresh_from_db()
    with pytest.raises(FaultyRows) as refusal:
        save_line(line, [Typed(str(entry.pk), "inner", "CSTDT", count="1")], base_revision=line.revision, by=head)
    assert [(one.key, one.field) for one in refusal.value.faults] == [(str(entry.pk), "count")]


def test_what_the_province_judged_is_not_written_over(accepted, head, staff):
    judged = Commitment.objects.get()
    Commitment.objects.update(result=100, result_note="Báo cáo 12", judged_by=staff, judged_at=timezone.now())
    current = registrations.amend(accepted, reason="Bổ sung", by=head)
    with pytest.raises(ActionBlocked, match="đã có kết quả"):
        registrations.save_letter(current, LETTER, ["50% đơn vị hưởng ứng."], base_revision=current.revision, by=head)
    assert Commitment.objects.get(pk=judged.pk).result == 100


def test_who_filed_and_left_is_not_told_why_it_came_back(registration, head, staff):
    filed(registration, by=head)
    Membership.objects.filter(user=head).update(valid_from=date(2020, 1, 1), valid_to=date(2021, 1, 1))
    Notice.objects.all().delete()
    OutboxMail.objects.all().delete()
    registrations.give_back(registration, reason="Chuyện nội bộ", by=staff)
    assert not Notice.objects.filter(person=head).exists()
    assert not OutboxMail.objects.exists()


def test_who_sent_a_line_and_left_is_not_told_why_it_came_back(line, member, head):
    send_line(fill(line, by=member), by=member)
    Membership.objects.filter(user=member).update(valid_from=date(2020, 1, 1), valid_to=date(2021, 1, 1))
    Notice.objects.all().delete()
    return_line(UnitLine.objects.get(pk=line.pk), reason="Chuyện nội bộ", by=head)
    assert not Notice.objects.filter(person=member).exists()


@pytest.mark.parametrize(
    "address", ["tiep-nhan/?ban={0}", "ban/?cu={0}&moi=1", "ban/?cu=1&moi={0}", "ban/{0}/", "ket-qua/?page={0}"]
)
def test_a_number_of_thousands_of_digits_does_not_stop_a_page(client, registration, head, staff, address):
    filed(registration, by=head)
    client.force_login(staff)
    answer = client.get(f"/dang-ky/{registration.code}/" + address.format(LONG_DIGITS))
    assert answer.status_code in (200, 404)


def test_a_campaign_of_thousands_of_digits_is_not_found(client, registration, staff):
    client.force_login(staff)
    assert client.get(f"/dang-ky/dot/mo/?phong-trao={LONG_DIGITS}").status_code == 404


@pytest.mark.parametrize("text", [LONG_DIGITS, "1 " * 3000, "100% " * 1200, "đạt 100% " * 600, "1.000." * 1000])
def test_a_paragraph_made_to_be_slow_is_read_at_once(text):
    start = time.process_time()
    commitments.read(text)
    assert time.process_time() - start < 0.3


def test_signed_files_do_not_fill_the_disk(settings, tmp_path, registration, head):
    settings.MEDIA_ROOT = tmp_path
    version = filed(registration, by=head).versions.get()
    for number in range(20):
        keep_signed_file(version, file=SimpleUploadedFile("ban-ky.pdf", b"%%PDF-%d" % number), by=head)
    with pytest.raises(ActionBlocked, match="nhiều nhất 20 tệp"):
        keep_signed_file(version, file=SimpleUploadedFile("ban-ky.pdf", b"%PDF-more"), by=head)
    assert version.signed_files.count() == len(list(tmp_path.rglob("*.pdf"))) == 20


def test_a_letter_is_never_a_program(client, registration, head):
    words = dict.fromkeys(LETTER, "<script>alert(1)</script>")
    registrations.save_letter(registration, words, ["<img src=x onerror=alert(1)>"], base_revision=0, by=head)
    client.force_login(head)
    for page in ("", "cong-van/", "van-ban/", "van-ban/xem/"):
        html = client.get(f"/dang-ky/{registration.code}/{page}").content.decode()
        assert "<script>alert" not in html
        assert "<img src=x" not in html
