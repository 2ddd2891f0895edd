"""Pages of a decision's certificates: what each of the cast gets, and what pressing does."""

from __future__ import annotations

import pytest

from awards.enums import BatchStatus
from awards.models import Certificate, CertificateBatch, DecisionLine, PrinterOffset
from awards.services import certificate_batches as batches
from awards.services import certificates as services
from tests.factories.awards import make_certificate_layout, make_decision
from tests.organizations.views.outcomes import outcomes
from tests.pages import own_text


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def decision(province):
    return make_decision(province, "Giàng A Chứ", "Lý Thị Mẩy")


@pytest.fixture
def prepared(decision, staff):
    services.prepare_certificates(decision, by=staff)
    return decision


@pytest.fixture
def batch(prepared, staff) -> CertificateBatch:
    return services.request_batch(prepared, make_certificate_layout(prepared.issuer), None, by=staff)


@pytest.fixture
def as_staff(client, staff):
    client.force_login(staff)
    return client


def address(decision, more: str = "") -> str:
    return f"/quyet-dinh-khen-thuong/{decision.pk}/bang-khen/{more}"


def test_certificates_outcomes(request, decision):
    assert outcomes(request, address(decision)) == ["login", 200, 403, 403, 403, 404, 403]


def test_certificates_of_a_draft_are_not_made(as_staff, province):
    page = own_text(as_staff.get(address(make_decision(province, "Giàng A Chứ", issued=False))))
    assert "Quyết định còn là dự thảo" in page
    assert "Lập bằng và cấp số sổ vàng" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_certificates_take_the_same_queries_for_any_number(as_staff, province, staff, rows, django_assert_num_queries):
    decision = make_decision(province, *(f"Giàng A {number}" for number in range(rows)))
    services.prepare_certificates(decision, by=staff)
    make_certificate_layout(province)
    with django_assert_num_queries(13):
        as_staff.get(address(decision))


def test_certificates_are_found_by_name_without_accents(as_staff, prepared):
    page = as_staff.get(address(prepared), {"tim": "may"}).content.decode()
    assert "Lý Thị Mẩy" in page
    assert "Giàng A Chứ" not in page


def test_certificate_prepare_outcomes(request, decision):
    assert outcomes(request, address(decision, "lap/"), post={}) == ["login", 302, 403, 403, 403, 404, 403]


def test_certificate_prepare_says_how_many(as_staff, decision):
    page = as_staff.post(address(decision, "lap/"), follow=True).content.decode()
    assert "Đã lập 2 bằng và cấp số sổ vàng." in page


def test_certificate_prepare_of_a_draft_says_why_not(as_staff, province):
    draft = make_decision(province, "Giàng A Chứ", issued=False)
    page = as_staff.post(address(draft, "lap/"), follow=True).content.decode()
    assert "Quyết định còn là dự thảo" in page
    assert not Certificate.objects.exists()


def test_certificate_request_outcomes(request, prepared):
    layout = make_certificate_layout(prepared.issuer)
    found = outcomes(request, address(prepared, "in/"), post={"layout": layout.pk})
    assert found == ["login", 302, 403, 403, 403, 404, 403]


def test_certificate_request_twice_is_one_batch(as_staff, prepared):
    layout = make_certificate_layout(prepared.issuer)
    for _ in range(2):
        as_staff.post(address(prepared, "in/"), {"layout": layout.pk})
    assert CertificateBatch.objects.get().total == 2


def test_certificate_request_with_a_layout_of_others_is_refused(as_staff, prepared, other_province):
    layout = make_certificate_layout(other_province)
    page = as_staff.post(address(prepared, "in/"), {"layout": layout.pk}, follow=True).content.decode()
    assert "Hãy chọn một mẫu trong danh sách" in page
    assert not CertificateBatch.objects.exists()


def test_certificate_batches_outcomes(request, batch):
    assert outcomes(request, address(batch.decision, "luot-in/")) == ["login", 200, 403, 403, 403, 404, 403]


def test_certificate_batches_ask_again_only_while_it_goes_on(as_staff, batch):
    assert "every 1s" in as_staff.get(address(batch.decision, "luot-in/")).content.decode()
    batches.work_on(batch.pk)
    page = as_staff.get(address(batch.decision, "luot-in/")).content.decode()
    assert "every 1s" not in page
    assert "2/2 tờ" in page


def test_certificate_file_outcomes(request, batch):
    # Not found for the staff while it is being made; what they get then is tested below.
    assert outcomes(request, f"/bang-khen/luot-in/{batch.pk}/ban-in/") == ["login", 404, 403, 403, 403, 404, 403]


@pytest.mark.parametrize(("which", "begins"), [("ban-in", b"%PDF"), ("tep-roi", b"PK")])
def test_certificate_file_is_the_file(as_staff, batch, which, begins):
    batches.work_on(batch.pk)
    answer = as_staff.get(f"/bang-khen/luot-in/{batch.pk}/{which}/")
    assert b"".join(answer.streaming_content).startswith(begins)
    assert "attachment" in answer["Content-Disposition"]
    answer.close()


def test_certificate_file_with_a_since_revoked_award_is_not_given_out(as_staff, batch):
    batches.work_on(batch.pk)
    line = batch.decision.lines.get(position=2)
    values = {"kind": "revoke", "reason": "Sai", "number": 300, "issued_on": "2026-03-02"}
    other = make_decision(batch.decision.issuer, amends=batch.decision, **values)
    DecisionLine.objects.create(
        decision=other, position=1, name=line.name, honouree=line.honouree, title=line.title, amends=line
    )
    answer = as_staff.get(f"/bang-khen/luot-in/{batch.pk}/ban-in/")
    assert answer.status_code == 422
    assert "1 khen thưởng trong đó đã bị hủy bỏ" in answer.content.decode()
    page = as_staff.get(address(batch.decision, "luot-in/")).content.decode()
    assert "1 khen thưởng trong đó đã bị hủy bỏ" in page
    assert "Tệp in (PDF)" not in page


def test_certificate_retry_outcomes(request, batch):
    CertificateBatch.objects.update(status=BatchStatus.FAILED, error="Lỗi khi tạo tệp.")
    url = f"/bang-khen/luot-in/{batch.pk}/thu-lai/"
    assert outcomes(request, url, post={}) == ["login", 302, 403, 403, 403, 404, 403]


def test_certificate_retry_of_a_batch_that_did_not_fail_is_refused(as_staff, batch):
    answer = as_staff.post(f"/bang-khen/luot-in/{batch.pk}/thu-lai/")
    assert answer.status_code == 422
    assert "không ở tình trạng lỗi" in answer.content.decode()


def one(decision, more: str = "") -> str:
    return f"/bang-khen/{Certificate.objects.get(line__decision=decision, line__position=1).pk}/{more}"


def test_certificate_outcomes(request, prepared):
    assert outcomes(request, one(prepared)) == ["login", 200, 403, 403, 403, 404, 403]


def test_certificate_shows_the_sheet_and_where_its_code_leads(as_staff, prepared, settings):
    make_certificate_layout(prepared.issuer)
    page = as_staff.get(one(prepared)).content.decode()
    assert ">GIÀNG A CHỨ</text>" in page
    assert f"{settings.PUBLIC_URL}/xac-thuc/" in page


def test_certificate_keeps_line_breaks(as_staff, prepared):
    assert as_staff.post(one(prepared), {"name_lines": "Giàng\r\nA Chứ"}).status_code == 302
    assert Certificate.objects.get(line__position=1).name_lines == "Giàng\nA Chứ"


def test_certificate_with_another_name_is_refused_at_the_field(as_staff, prepared):
    page = as_staff.post(one(prepared), {"name_lines": "Giàng\r\nB Chứ"}).content.decode()
    assert "Chỉ được ngắt dòng, không được đổi chữ" in page
    assert Certificate.objects.get(line__position=1).name_lines == ""


def test_certificate_sheet_outcomes(request, prepared):
    found = outcomes(request, one(prepared, "xem-thu/"), post={"name_lines": ""})
    assert found == ["login", 200, 403, 403, 403, 404, 403]


def test_certificate_sheet_shows_typed_breaks_and_keeps_nothing(as_staff, prepared):
    make_certificate_layout(prepared.issuer)
    page = as_staff.post(one(prepared, "xem-thu/"), {"name_lines": "Giàng\nA Chứ"}).content.decode()
    assert ">GIÀNG</text>" in page
    assert ">A CHỨ</text>" in page
    assert Certificate.objects.get(line__position=1).name_lines == ""


def test_certificate_pdf_outcomes(request, prepared):
    layout = make_certificate_layout(prepared.issuer)
    found = outcomes(request, one(prepared, f"pdf/?layout={layout.pk}"))
    assert found == ["login", 200, 403, 403, 403, 404, 403]


def test_certificate_pdf_is_one_page_for_this_printer(as_staff, prepared):
    from tests.documents.measure import lines_of

    layout = make_certificate_layout(prepared.issuer)
    printer = PrinterOffset.objects.create(organization=prepared.issuer, name="Canon", down_mm=3)
    heights = []
    for chosen in ("", printer.pk):
        answer = as_staff.get(one(prepared, "pdf/"), {"layout": layout.pk, "printer": chosen})
        content = b"".join(answer.streaming_content)
        heights.append(next(line.top for line in lines_of(content) if line.text == "GIÀNG A CHỨ"))
    assert heights[1] - heights[0] == pytest.approx(-3, abs=0.05)


def test_certificate_pdf_without_a_layout_is_not_found(as_staff, prepared):
    assert as_staff.get(one(prepared, "pdf/")).status_code == 404


def test_certificates_card_tells_a_decision_page_how_far_it_is(batch):
    from django.template.loader import render_to_string

    from awards.selectors.certificates import card_of

    card = render_to_string("awards/_certificates_card.html", {"certificates": card_of(batch.decision)})
    assert "Đã lập 2 bằng cho 2 dòng của quyết định." in card
    assert "0/2 tờ" in card
    assert address(batch.decision) in card
