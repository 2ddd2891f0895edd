"""Golden book, line breaks, batches: given once, made once, gone on with after a kill."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from awards import tasks
from awards.enums import BatchStatus, DecisionKind
from awards.models import (
    Certificate,
    CertificateBatch,
    CertificateChunk,
    CertificateLayout,
    DecisionLine,
    GoldenBook,
    PrinterOffset,
)
from awards.selectors import certificates as selectors
from awards.services import certificate_batches as batches
from awards.services import certificates as services
from core.errors import ActionBlocked, Conflict
from core.log import history_of
from tests.documents.measure import lines_of
from tests.factories.awards import make_certificate_layout, make_decision, make_title

NAMES = ("Giàng A Chứ", "Lý Thị Mẩy", "Tẩn Láo Lở", "Vàng Seo Páo", "Đặng Thị Ửng")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    """Two sheets a part: five names make three."""
    monkeypatch.setattr(services, "CHUNK_SIZE", 2)


@pytest.fixture
def sent(monkeypatch) -> list[int]:
    """The messages to the workers, kept here instead of in a queue."""
    messages: list[int] = []
    monkeypatch.setattr(tasks.work_on_batch, "delay", messages.append)
    return messages


@pytest.fixture
def decision(province):
    return make_decision(province, *NAMES)


@pytest.fixture
def layout(province):
    return make_certificate_layout(province)


def requested(decision, layout, staff, printer=None) -> CertificateBatch:
    services.prepare_certificates(decision, by=staff)
    return services.request_batch(decision, layout, printer, by=staff)


def numbers(decision) -> list[int | None]:
    return list(decision.lines.order_by("position").values_list("golden_book_number", flat=True))


def kept(file: FieldFile) -> bytes:
    return Path(file.path).read_bytes()


def names_on(content: bytes) -> list[str]:
    """The name line of each page: the one in capitals and 29.0 points."""
    return [line.text for line in lines_of(content) if round(line.size, 1) == 29.0]


# --- Golden book ------------------------------------------------------------------------------------------


def test_numbers_are_given_in_the_order_of_the_list(decision, staff):
    assert services.prepare_certificates(decision, by=staff) == 5
    assert numbers(decision) == [1, 2, 3, 4, 5]
    assert GoldenBook.objects.get().last_number == 5
    assert [entry.verb for entry in history_of(decision)] == ["lập bằng, giấy khen"]


def test_numbers_run_on_in_the_year_without_a_gap(decision, province, staff):
    services.prepare_certificates(decision, by=staff)
    later = make_decision(province, "Sùng A Páo", "Hầu Thị Dín", number=126, issued_on=date(2026, 12, 31))
    services.prepare_certificates(later, by=staff)
    assert numbers(later) == [6, 7]


def test_numbers_begin_anew_in_another_year_and_another_body(decision, province, other_province, staff):
    services.prepare_certificates(decision, by=staff)
    for other in (
        make_decision(province, "Sùng A Páo", number=1, issued_on=date(2027, 1, 4)),
        make_decision(other_province, "Hoàng Văn Thụ", number=1),
    ):
        services.prepare_certificates(other, by=staff)
        assert numbers(other) == [1]


def test_preparing_twice_gives_nothing_twice(decision, staff):
    services.prepare_certificates(decision, by=staff)
    tokens = set(Certificate.objects.values_list("token", flat=True))
    assert services.prepare_certificates(decision, by=staff) == 0
    assert numbers(decision) == [1, 2, 3, 4, 5]
    assert set(Certificate.objects.values_list("token", flat=True)) == tokens
    assert len(tokens) == 5


def revoke(line: DecisionLine, *, kind: str = DecisionKind.REVOKE, name: str = "", **values: object):
    """An issued decision that revokes (or corrects) this line."""
    issuer = line.decision.issuer
    values = {"number": 300, "issued_on": date(2026, 3, 2)} | values
    other = make_decision(issuer, amends=line.decision, kind=kind, reason="Kê khai không đúng", **values)
    DecisionLine.objects.create(
        decision=other, position=1, name=name or line.name, post=line.post, achievement=line.achievement,
        honouree=line.honouree, title=line.title, amends=line,
    )  # fmt: skip
    return other


def test_revoked_line_gets_none_and_leaves_no_gap(decision, staff):
    revoke(decision.lines.get(position=2))
    assert services.prepare_certificates(decision, by=staff) == 4
    assert numbers(decision) == [1, None, 2, 3, 4]


def test_draft_of_a_revocation_revokes_nothing(decision, staff):
    line = decision.lines.get(position=2)
    draft = make_decision(decision.issuer, amends=decision, kind=DecisionKind.REVOKE, reason="Sai", issued=False)
    DecisionLine.objects.create(
        decision=draft, position=1, name=line.name, honouree=line.honouree, title=line.title, amends=line
    )
    assert services.prepare_certificates(decision, by=staff) == 5


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"issued": False}, "Quyết định còn là dự thảo"),
        ({"is_submission": True}, "Chỉ quyết định khen thưởng"),
    ],
)
def test_paper_that_grants_nothing_yet_has_no_certificates(province, staff, values, reason):
    paper = make_decision(province, "Giàng A Chứ", **values)
    with pytest.raises(ActionBlocked, match=reason):
        services.prepare_certificates(paper, by=staff)
    assert not Certificate.objects.exists()


def test_decision_revoked_as_a_whole_has_no_certificates(decision, staff):
    make_decision(
        decision.issuer, amends=decision, kind=DecisionKind.REVOKE, reason="Ban hành sai", number=300,
        issued_on=date(2026, 3, 2),
    )  # fmt: skip
    with pytest.raises(ActionBlocked, match="không còn ai được khen"):
        services.prepare_certificates(decision, by=staff)


# --- Line breaks ------------------------------------------------------------------------------------------


def test_own_line_breaks_are_kept_and_logged(decision, staff):
    services.prepare_certificates(decision, by=staff)
    certificate = Certificate.objects.get(line__position=1)
    services.break_name(certificate, "Giàng A \n\n Chứ", by=staff)
    certificate.refresh_from_db()
    assert certificate.name_lines == "Giàng A\nChứ"


def test_line_breaks_may_not_change_the_name(decision, staff):
    services.prepare_certificates(decision, by=staff)
    certificate = Certificate.objects.get(line__position=1)
    with pytest.raises(ActionBlocked, match="không được đổi chữ: tên trên quyết định là “Giàng A Chứ”"):
        services.break_name(certificate, "Giàng A\nChu", by=staff)


def test_name_of_a_revoked_line_is_not_broken(decision, staff):
    services.prepare_certificates(decision, by=staff)
    revoke(decision.lines.get(position=1))
    with pytest.raises(ActionBlocked, match="đã bị hủy bỏ"):
        services.break_name(Certificate.objects.get(line__position=1), "Giàng A\nChứ", by=staff)


# --- Requests ---------------------------------------------------------------------------------------------


def test_request_freezes_the_content_in_parts_and_tells_the_workers(
    decision, layout, staff, sent, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        batch = requested(decision, layout, staff)
    assert (batch.total, batch.done, batch.status) == (5, 0, BatchStatus.QUEUED)
    assert [(part.number, part.size) for part in batch.chunks.all()] == [(1, 2), (2, 2), (3, 1)]
    assert sent == [batch.pk] * tasks.LANES


def test_same_content_is_requested_once(decision, layout, staff):
    first = requested(decision, layout, staff)
    assert services.request_batch(decision, layout, None, by=staff) == first
    assert CertificateChunk.objects.count() == 3


@pytest.mark.parametrize("change", ["printer", "layout", "name"])
def test_changed_content_is_another_batch(decision, layout, staff, change):
    first = requested(decision, layout, staff)
    printer = None
    if change == "printer":
        printer = PrinterOffset.objects.create(organization=decision.issuer, name="Canon", right_mm=1)
    elif change == "layout":
        CertificateLayout.objects.filter(pk=layout.pk).update(lines=layout.lines[:-1])
        layout.refresh_from_db()
    else:
        services.break_name(Certificate.objects.get(line__position=1), "Giàng A\nChứ", by=staff)
    assert services.request_batch(decision, layout, printer, by=staff) != first


def test_revoked_line_is_not_printed(decision, layout, staff):
    services.prepare_certificates(decision, by=staff)
    revoke(decision.lines.get(position=3))
    batch = services.request_batch(decision, layout, None, by=staff)
    assert batch.total == 4
    assert "Tẩn Láo Lở" not in str([part.context["sheets"] for part in batch.chunks.all()])


def test_corrected_name_is_printed(decision, layout, staff):
    services.prepare_certificates(decision, by=staff)
    revoke(decision.lines.get(position=1), kind=DecisionKind.CORRECT, name="Giàng A Chớ")
    batch = services.request_batch(decision, layout, None, by=staff)
    assert batch.chunks.get(number=1).context["sheets"][0]["values"]["name"] == "Giàng A Chớ"


def test_corrected_name_is_printed_without_the_breaks_of_the_wrong_one(decision, layout, staff):
    services.prepare_certificates(decision, by=staff)
    services.break_name(Certificate.objects.get(line__position=1), "Giàng A\nChứ", by=staff)
    revoke(decision.lines.get(position=1), kind=DecisionKind.CORRECT, name="Giàng A Chớ")
    batch = services.request_batch(decision, layout, None, by=staff)
    assert batch.chunks.get(number=1).context["sheets"][0]["values"]["name"] == "Giàng A Chớ"


def test_unprepared_certificates_are_not_printed(decision, layout, staff):
    with pytest.raises(ActionBlocked, match="Còn người chưa được lập bằng"):
        services.request_batch(decision, layout, None, by=staff)


def test_layout_of_another_body_or_title_is_refused(decision, province, other_province, staff):
    services.prepare_certificates(decision, by=staff)
    with pytest.raises(ActionBlocked, match="không phải mẫu đang dùng của cơ quan ban hành"):
        services.request_batch(decision, make_certificate_layout(other_province), None, by=staff)
    with pytest.raises(ActionBlocked, match="không tặng hình thức mà mẫu này in"):
        services.request_batch(decision, make_certificate_layout(province, "GK-CN"), None, by=staff)


def test_printer_of_another_body_is_refused(decision, layout, other_province, staff):
    services.prepare_certificates(decision, by=staff)
    printer = PrinterOffset.objects.create(organization=other_province, name="Canon")
    with pytest.raises(ActionBlocked, match="Máy in này không phải của cơ quan ban hành"):
        services.request_batch(decision, layout, printer, by=staff)


def test_name_too_long_is_refused_with_its_number(province, layout, staff):
    decision = make_decision(province, "Giàng A Chứ", "Nguyễn Thị " * 18)
    services.prepare_certificates(decision, by=staff)
    with pytest.raises(ActionBlocked) as refused:
        services.request_batch(decision, layout, None, by=staff)
    assert refused.value.reasons[0].startswith("2. Tên người, tập thể được khen: “NGUYỄN THỊ")
    assert not CertificateBatch.objects.exists()


def test_only_the_titles_of_the_layout_are_printed(decision, province, layout, staff):
    line = decision.lines.get(position=5)
    line.title = make_title("GK-CN")
    line.save()
    assert requested(decision, layout, staff).total == 4


# --- The work ---------------------------------------------------------------------------------------------


def test_batch_is_made_as_one_press_file_and_single_files(decision, layout, staff):
    batch = requested(decision, layout, staff)
    assert batches.work_on(batch.pk) is False
    batch.refresh_from_db()
    assert (batch.status, batch.done) == (BatchStatus.READY, 5)
    press = kept(batch.press_file)
    assert names_on(press) == [name.upper() for name in NAMES]
    with zipfile.ZipFile(batch.single_files.path) as archive:
        assert archive.namelist() == [
            "00001-giang-a-chu.pdf",
            "00002-ly-thi-may.pdf",
            "00003-tan-lao-lo.pdf",
            "00004-vang-seo-pao.pdf",
            "00005-dang-thi-ung.pdf",
        ]
        for name, member in zip(NAMES, archive.namelist(), strict=True):
            single = archive.read(member)
            assert names_on(single) == [name.upper()]
            with pikepdf.open(io.BytesIO(single)) as file:
                assert str(file.docinfo["/Title"]).endswith(f"– {name}")


def test_press_file_embeds_its_faces_once(decision, layout, staff):
    batch = requested(decision, layout, staff)
    batches.work_on(batch.pk)
    batch.refresh_from_db()
    with pikepdf.open(batch.press_file.path) as file:
        assert len(file.pages) == 5
        programs = [one for one in file.objects if isinstance(one, pikepdf.Stream) and "/Length1" in one]
        assert len(programs) == 3
        assert file.check_pdf_syntax() == []


def test_printer_offset_is_taken_off_the_print(decision, layout, staff):
    printer = PrinterOffset.objects.create(organization=decision.issuer, name="Canon", right_mm=2, down_mm=-1)
    plain, moved = (requested(decision, layout, staff, each) for each in (None, printer))
    found = []
    for batch in (plain, moved):
        batches.work_on(batch.pk)
        batch.refresh_from_db()
        found.append(next(line for line in lines_of(kept(batch.press_file)) if line.text == "GIÀNG A CHỨ"))
    assert found[1].left - found[0].left == pytest.approx(-2, abs=0.05)
    assert found[1].top - found[0].top == pytest.approx(1, abs=0.05)


def test_parts_leave_no_files_behind(decision, layout, staff, media):
    batch = requested(decision, layout, staff)
    batches.work_on(batch.pk)
    assert sorted(path.suffix for path in media.rglob("*") if path.is_file()) == [".pdf", ".zip"]


def test_equal_batches_give_equal_bytes(decision, layout, staff):
    contents = []
    for _ in range(2):
        batch = requested(decision, layout, staff)
        batches.work_on(batch.pk)
        batch.refresh_from_db()
        contents.append((kept(batch.press_file), kept(batch.single_files)))
        CertificateChunk.objects.all().delete()
        CertificateBatch.objects.all().delete()
    assert contents[0] == contents[1]


def test_message_delivered_again_makes_nothing_again(decision, layout, staff, media):
    batch = requested(decision, layout, staff)
    batches.work_on(batch.pk)
    before = sorted(media.rglob("*"))
    assert batches.work_on(batch.pk) is False
    assert batches.join(batch.pk) is False
    assert sorted(media.rglob("*")) == before


def claim_as_dead_worker(batch: CertificateBatch, *, seconds: int, attempts: int = 1) -> CertificateChunk:
    """The first free part, claimed by a worker whose last sign of life is so old."""
    part = batches._claimed_chunk(batch.pk)
    assert part is not None
    ago = timezone.now() - timedelta(seconds=seconds)
    CertificateChunk.objects.filter(pk=part.pk).update(claimed_at=ago, attempts=attempts)
    return part


def test_part_of_a_killed_worker_is_made_by_another(decision, layout, staff, sent, django_capture_on_commit_callbacks):
    batch = requested(decision, layout, staff)
    dead = claim_as_dead_worker(batch, seconds=16)
    batches.work_on(batch.pk)
    batch.refresh_from_db()
    assert (batch.status, batch.done) == (BatchStatus.RENDERING, 3)
    with django_capture_on_commit_callbacks(execute=True):
        assert batches.requeue_stale_batches() == 1
    assert sent == [batch.pk] * tasks.LANES
    made = set(batch.chunks.filter(status=BatchStatus.READY).values_list("pk", "attempts"))
    batches.work_on(batch.pk)
    batch.refresh_from_db()
    assert (batch.status, batch.done) == (BatchStatus.READY, 5)
    assert names_on(kept(batch.press_file)) == [name.upper() for name in NAMES]
    assert made <= set(batch.chunks.values_list("pk", "attempts"))
    assert CertificateChunk.objects.get(pk=dead.pk).attempts == 2


def test_living_worker_keeps_its_part(decision, layout, staff, sent):
    batch = requested(decision, layout, staff)
    claim_as_dead_worker(batch, seconds=14)
    assert batches.requeue_stale_batches() == 0
    assert batches._claimed_chunk(batch.pk).number == 2


def test_worker_thought_dead_adds_nothing(decision, layout, staff, media):
    """It comes back after its part was given to another: its file is not kept."""
    batch = requested(decision, layout, staff)
    part = claim_as_dead_worker(batch, seconds=16)
    batches.requeue_stale_batches()
    batches.work_on(batch.pk)
    before = sorted(media.rglob("*"))
    batches._make(part)
    assert sorted(media.rglob("*")) == before
    batch.refresh_from_db()
    assert batch.status == BatchStatus.READY


def test_part_that_kills_its_workers_fails_the_batch_in_words(decision, layout, staff, sent):
    batch = requested(decision, layout, staff)
    claim_as_dead_worker(batch, seconds=16, attempts=batches.MOST_ATTEMPTS)
    batches.requeue_stale_batches()
    batch.refresh_from_db()
    assert batch.status == BatchStatus.FAILED
    assert batch.error.startswith("Đã thử nhiều lần mà chưa xong.")
    assert batches._claimed_chunk(batch.pk) is None


def test_failed_batch_goes_on_where_it_was(decision, layout, staff):
    batch = requested(decision, layout, staff)
    second = batch.chunks.get(number=2)
    context, second.context = second.context, {**second.context, "offset": None}
    second.save()
    batches.work_on(batch.pk)
    batch.refresh_from_db()
    assert (batch.status, batch.done) == (BatchStatus.FAILED, 2)
    assert batch.error.startswith("Lỗi khi tạo tệp (TypeError).")
    CertificateChunk.objects.filter(pk=second.pk).update(context=context)
    services.retry_batch(batch, by=staff)
    batches.work_on(batch.pk)
    batch.refresh_from_db()
    assert (batch.status, batch.done, batch.error) == (BatchStatus.READY, 5, "")
    assert list(batch.chunks.values_list("attempts", flat=True)) == [1, 1, 1]


def test_part_whose_file_has_gone_is_made_again(decision, layout, staff, media):
    batch = requested(decision, layout, staff)
    part = batches._claimed_chunk(batch.pk)
    batches._make(part)
    CertificateBatch.objects.filter(pk=batch.pk).update(status=BatchStatus.FAILED, error="Đĩa hỏng.")
    for path in media.rglob("*.zip"):
        path.unlink()
    batch.refresh_from_db()
    services.retry_batch(batch, by=staff)
    batches.work_on(batch.pk)
    batch.refresh_from_db()
    assert batch.status == BatchStatus.READY


def test_batch_that_did_not_fail_is_not_retried(decision, layout, staff):
    with pytest.raises(ActionBlocked, match="không ở tình trạng lỗi"):
        services.retry_batch(requested(decision, layout, staff), by=staff)


def test_joining_worker_killed_is_followed_by_another(decision, layout, staff, sent):
    batch = requested(decision, layout, staff)
    while part := batches._claimed_chunk(batch.pk):
        batches._make(part)
    ago = timezone.now() - timedelta(seconds=16)
    CertificateBatch.objects.filter(pk=batch.pk).update(claim="dead", claimed_at=ago)
    assert batches.join(batch.pk) is False
    assert batches.requeue_stale_batches() == 1
    assert batches.join(batch.pk) is True


def test_forgotten_batch_is_sent_again_but_not_at_every_round(
    decision, layout, staff, sent, django_capture_on_commit_callbacks
):
    batch = requested(decision, layout, staff)
    assert batches.requeue_stale_batches() == 0
    CertificateBatch.objects.filter(pk=batch.pk).update(requested_at=timezone.now() - timedelta(seconds=16))
    with django_capture_on_commit_callbacks(execute=True):
        assert batches.requeue_stale_batches() == 1
        assert batches.requeue_stale_batches() == 0
    assert sent == [batch.pk] * tasks.LANES


def test_worker_gives_others_a_turn(decision, layout, staff, sent, monkeypatch):
    monkeypatch.setattr(batches, "TURN_SECONDS", 0.0)
    batch = requested(decision, layout, staff)
    tasks.work_on_batch(batch.pk)
    assert sent == [batch.pk]
    assert batch.chunks.filter(status=BatchStatus.READY).count() == 1


# --- Layouts and printers ---------------------------------------------------------------------------------


def test_shipped_layouts_are_copied_once(province, staff):
    assert services.copy_shipped_layouts(province, by=staff) == 15
    assert services.copy_shipped_layouts(province, by=staff) == 0
    assert set(CertificateLayout.objects.values_list("organization", flat=True)) == {province.pk}


def layout_values(layout: CertificateLayout) -> dict:
    lines = list(selectors.layout_values(layout).lines)
    return {"name": layout.name, "is_preprinted": False, "is_active": True, "lines": lines}


def test_layout_changed_meanwhile_is_not_overwritten(layout, staff):
    services.save_layout(layout, base_revision=0, **layout_values(layout), by=staff)
    with pytest.raises(Conflict, match="vừa được người khác sửa"):
        services.save_layout(layout, base_revision=0, **layout_values(layout), by=staff)


def test_layout_that_cannot_be_printed_is_not_kept(layout, staff):
    values = layout_values(layout)
    values["lines"][0] = type(values["lines"][0])("name", 400, 10, 50)
    with pytest.raises(ActionBlocked, match="Dòng 1"):
        services.save_layout(layout, base_revision=0, **values, by=staff)
    layout.refresh_from_db()
    assert layout.revision == 0


@pytest.mark.parametrize(("right", "kept"), [("50", True), ("-50", True), ("60", False), ("-50.01", False)])
def test_offset_is_at_most_fifty_millimetres(province, staff, right, kept):
    from decimal import Decimal

    values = {"organization": province, "name": "Canon", "right_mm": Decimal(right), "down_mm": Decimal(0), "by": staff}
    if kept:
        services.save_printer(None, **values)
    else:
        with pytest.raises(ActionBlocked, match="-50 đến 50 mm"):
            services.save_printer(None, **values)
    assert PrinterOffset.objects.exists() is kept


# --- The public check -------------------------------------------------------------------------------------


def test_check_says_what_the_decision_makes_public(decision, staff):
    services.prepare_certificates(decision, by=staff)
    found = selectors.check(Certificate.objects.get(line__position=1).token)
    assert found == selectors.Check(
        is_genuine=True,
        title="Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
        name="Giàng A Chứ",
        year=2025,
        decision="125/QĐ-UBND",
        decided_on=date(2026, 1, 20),
        issuer="Ủy ban nhân dân tỉnh Lào Cai",
    )


@pytest.mark.parametrize("whole", [False, True])
def test_check_of_a_revoked_line_names_the_revoking_decision(decision, staff, whole):
    services.prepare_certificates(decision, by=staff)
    line = decision.lines.get(position=1)
    if whole:
        values = {"kind": DecisionKind.REVOKE, "reason": "Sai", "number": 300, "issued_on": date(2026, 3, 2)}
        make_decision(decision.issuer, amends=decision, **values)
    else:
        revoke(line)
    found = selectors.check(line.certificate.token)
    assert (found.is_genuine, found.revoked_by, found.revoked_on) == (False, "300/QĐ-UBND", date(2026, 3, 2))
    other = selectors.check(Certificate.objects.get(line__position=2).token)
    assert other.is_genuine is not whole


def test_check_of_an_unknown_code_knows_nothing(db):
    assert selectors.check("khong-co") == selectors.Check(is_genuine=False)


def test_picture_of_the_press_shows_something(decision, layout, staff):
    batch = requested(decision, layout, staff)
    batches.work_on(batch.pk)
    batch.refresh_from_db()
    page = pypdfium2.PdfDocument(kept(batch.press_file))[0]
    assert [round(side * 25.4 / 72) for side in page.get_size()] == [420, 297]
