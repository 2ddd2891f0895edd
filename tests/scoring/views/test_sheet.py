import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from scoring.enums import SheetStatus, Stage
from scoring.models import Evidence, Score
from scoring.selectors.sheets import table_of
from scoring.services.sheets import add_evidence
from tests.factories.scoring import bring_to, make_round, make_scored_bloc, sheet_of
from tests.scoring.views.cast import outcomes, typed

GOOD = ["40", "30", "28", "2", "0"]
PDF = b"%PDF-1.7 x"


def address(sheet, *more) -> str:
    return "/".join(["/cham-diem/bang", str(sheet.pk), *more, ""])


def now(sheet):
    return sheet_of(sheet.round, sheet.organization)


def page(answer) -> str:
    return answer.content.decode()


# anonymous, staff, admin, council, clerk, head, member, checker, outsider
@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (SheetStatus.DRAFT, ["login", 200, 200, 200, 404, 200, 200, 200, 404]),
        (SheetStatus.CHECKED, ["login", 200, 200, 200, 404, 200, 200, 200, 404]),
    ],
)
def test_sheet_outcomes(request, sheet, staff, status, expected):
    bring_to(sheet, status, by=staff)
    assert outcomes(request, address(sheet)) == expected


@pytest.mark.parametrize(
    ("status", "stage", "expected"),
    [
        (SheetStatus.DRAFT, "self", ["login", 403, 403, 403, 404, 403, 302, 403, 404]),
        (SheetStatus.SELF_SCORED, "cross", ["login", 403, 403, 403, 404, 403, 403, 302, 404]),
        (SheetStatus.CROSS_CHECKED, "bloc", ["login", 403, 403, 403, 404, 302, 403, 403, 404]),
        (SheetStatus.BLOC_SCORED, "staff", ["login", 302, 302, 403, 404, 403, 403, 403, 404]),
    ],
)
def test_points_are_written_by_those_of_the_stage_only(request, sheet, staff, status, stage, expected):
    sheet = bring_to(sheet, status, by=staff)
    for url in (address(sheet), address(sheet, "tu-luu")):
        said = [200 if url.endswith("tu-luu/") and one == 302 else one for one in expected]
        assert outcomes(request, url, post=typed(sheet, GOOD, stage=stage)) == said


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (SheetStatus.SELF_SCORED, ["login", 403, 403, 403, 404, 403, 403, 200, 404]),
        (SheetStatus.CROSS_CHECKED, ["login", 403, 403, 403, 404, 200, 403, 403, 404]),
        (SheetStatus.BLOC_SCORED, ["login", 200, 200, 403, 404, 403, 403, 403, 404]),
        (SheetStatus.CHECKED, ["login", 200, 200, 403, 404, 403, 403, 403, 404]),
    ],
)
def test_sheet_return_outcomes(request, sheet, staff, status, expected):
    sheet = bring_to(sheet, status, by=staff)
    assert outcomes(request, address(sheet, "tra-lai")) == expected


def test_sheet_of_another_bloc_is_not_found(client, province, scheme, staff, sheet, checker):
    from tests.organizations.blocs import department

    stranger = [department("lap1", "Sở Một", province), department("lap2", "Sở Hai", province)]
    other = make_round(make_scored_bloc(province, stranger, code="khac"), by=staff)
    client.force_login(checker)
    assert client.get(address(sheet_of(other, stranger[0]))).status_code == 404


def test_sheet_takes_points_and_says_what_they_come_to(client, sheet, member):
    client.force_login(member)
    answer = client.post(address(sheet), typed(sheet, ["40", "29,5", "0", "", ""], stage="self"), follow=True)
    assert "Đã lưu lúc 09:00" in page(answer)
    assert answer.context["current"].points == 69.5
    assert (answer.context["current"].scored, answer.context["current"].criteria) == (3, 5)
    assert "“Có mô hình mới”: chưa chấm (không có điểm thì ghi 0)." in answer.context["lacking"]


def test_sheet_sent_with_zeros_only(client, sheet, member):
    client.force_login(member)
    answer = client.post(address(sheet), typed(sheet, ["0"] * 5, stage="self", act="send"), follow=True)
    assert "Đã gửi điểm tự chấm" in page(answer)
    assert now(sheet).status == SheetStatus.SELF_SCORED


def test_sheet_not_sent_is_saved(client, sheet, member):
    client.force_login(member)
    answer = client.post(address(sheet), typed(sheet, [*GOOD[:4], ""], stage="self", act="send"), follow=True)
    assert "Đã lưu, chưa gửi được. “Báo cáo chậm”: chưa chấm" in page(answer)
    assert now(sheet).status == SheetStatus.DRAFT
    assert Score.objects.count() == 4


def test_sheet_takes_the_points_of_the_stage_before(client, sheet, member, checker):
    sheet = bring_to(sheet, SheetStatus.SELF_SCORED, by=member)
    client.force_login(checker)
    client.post(address(sheet), typed(sheet, ["", "20", "", "", ""], stage="cross", act="take"))
    assert [line.value(Stage.CROSS) for line in table_of(now(sheet)).lines] == [40, 20, 28, 2, 0]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("-1", "Điểm không thể âm"),
        ("40,5", "40,5 vượt điểm tối đa 40"),
        ("39,25", "theo bước 0,5"),
        ("39.25", "39.25"),
        ("abc", "abc"),
        ("NaN", "NaN"),
        ("1e5", "1e5"),
        ("9" * 30, ""),
    ],
)
def test_sheet_refuses_impossible_points_and_keeps_what_was_typed(client, sheet, member, value, words):
    client.force_login(member)
    answer = client.post(address(sheet), typed(sheet, [value, "30", "28", "2", "0"], stage="self"))
    assert answer.status_code == 422
    assert words in page(answer)
    assert f'value="{value[:20]}' in page(answer)
    assert 'value="28"' in page(answer)
    assert not Score.objects.exists()
    saving = client.post(address(sheet, "tu-luu"), typed(sheet, [value, "30", "28", "2", "0"], stage="self"))
    assert saving.status_code == 422
    assert saving.json()["reasons"]


def test_sheet_in_two_windows(client, sheet, member):
    client.force_login(member)
    old = typed(sheet, ["10", "30", "28", "2", "0"], stage="self")
    client.post(address(sheet), typed(sheet, GOOD, stage="self"))
    answer = client.post(address(sheet), old)
    assert answer.status_code == 422
    assert "đã lưu bảng này lúc 09:00" in page(answer)
    assert 'value="10"' in page(answer)
    assert "Đang lưu: 40" in page(answer)
    saving = client.post(address(sheet, "tu-luu"), old)
    assert saving.status_code == 409
    again = client.post(address(sheet), old | {"base_revision": answer.context["base"]})
    assert again.status_code == 302


def test_sheet_written_after_it_was_sent(client, sheet, member):
    old = typed(sheet, GOOD, stage="self")
    bring_to(sheet, SheetStatus.SELF_SCORED, by=member)
    client.force_login(member)
    answer = client.post(address(sheet), old, follow=True)
    assert "không còn ở bước này" in page(answer)
    assert client.post(address(sheet, "tu-luu"), old).status_code == 409


def test_sheet_autosave_answers_with_the_sums(client, sheet, member):
    client.force_login(member)
    answer = client.post(address(sheet, "tu-luu"), typed(sheet, ["40", "30", "", "9", ""], stage="self"))
    assert answer.status_code == 422  # 9 is above the maximum of 5
    answer = client.post(address(sheet, "tu-luu"), typed(sheet, ["40", "30", "", "4", ""], stage="self"))
    found = answer.json()
    assert (found["revision"], found["saved_at"]) == (1, "09:00")
    assert (found["totals"]["tong"], found["totals"]["du"]) == ("74", "3/5")


def test_points_of_a_stage_are_not_shown_before_they_are_sent(client, sheet, member, checker, head):
    sheet = bring_to(sheet, SheetStatus.SELF_SCORED, by=member)
    client.force_login(checker)
    client.post(address(sheet), typed(sheet, ["7", "30", "28", "2", "0"], stage="cross", notes={0: "chưa gửi"}))
    for reader in (member, head):
        client.force_login(reader)
        shown = client.get(address(sheet))
        assert "chưa gửi" not in page(shown)
        assert [len(one.cells) for one in shown.context["parts"][0].lines] == [1, 1]


def test_a_difference_is_marked_with_its_reason(client, sheet, member, checker, head):
    from scoring.services.sheets import send_sheet
    from tests.factories.scoring import score

    sheet = bring_to(sheet, SheetStatus.SELF_SCORED, by=member)
    sheet = score(sheet, ["40", "25", "28", "2", "0"], by=checker, notes={1: "Còn 2 thủ tục quá hạn"})
    send_sheet(sheet, stage=Stage.CROSS, by=checker)
    client.force_login(head)
    shown = page(client.get(address(sheet)))
    assert shown.count("score-differs") == 1
    assert "Còn 2 thủ tục quá hạn" in shown


def test_sheet_return_needs_its_reason(client, sheet, member, checker):
    sheet = bring_to(sheet, SheetStatus.SELF_SCORED, by=member)
    client.force_login(checker)
    assert client.post(address(sheet, "tra-lai"), {"reason": " "}).status_code == 422
    assert client.post(address(sheet, "tra-lai"), {"reason": "Thiếu minh chứng"}).status_code == 302
    client.force_login(member)
    assert "Thiếu minh chứng" in page(client.get(address(sheet)))


def test_evidence_outcomes(request, sheet, member):
    criterion = table_of(sheet).lines[1].criterion
    one = add_evidence(sheet, criterion, file=SimpleUploadedFile("a.pdf", PDF), name="a.pdf", by=member)
    here = address(sheet, "minh-chung", str(criterion.pk))
    assert outcomes(request, here) == ["login", 200, 200, 200, 404, 200, 200, 200, 404]
    assert outcomes(request, here, post={}) == ["login", 403, 403, 403, 404, 403, 422, 403, 404]
    assert outcomes(request, f"/cham-diem/minh-chung/{one.pk}/") == ["login", 200, 200, 200, 404, 200, 200, 200, 404]
    drop = f"/cham-diem/minh-chung/{one.pk}/bo/"
    assert outcomes(request, drop, post={}) == ["login", 403, 403, 403, 404, 403, 302, 403, 404]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", b"MZ\x90\x00", "Chỉ nhận tệp PDF"),
        ("a.exe", PDF, ""),
        ("a.pdf", b"", "Tệp trống"),
        ("a.pdf", PDF + b"x" * (10 * 1024 * 1024), "tối đa 10 MB"),
    ],
)
def test_evidence_is_known_by_its_content(client, sheet, member, name, content, words):
    criterion = table_of(sheet).lines[1].criterion
    client.force_login(member)
    here = address(sheet, "minh-chung", str(criterion.pk))
    answer = client.post(here, {"file": SimpleUploadedFile(name, content)})
    if words:
        assert answer.status_code == 422
        assert words in page(answer)
        assert not Evidence.objects.exists()
    else:
        assert Evidence.objects.get().name == "a.exe.pdf"


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_at_any_size(client, province, staff, bloc, count, django_assert_num_queries):
    from decimal import Decimal

    from scoring.outline import Row
    from tests.factories.scoring import make_scheme, officer_of

    rows = [Row("g", True, "Nhóm", Decimal(100))]
    rows += [
        Row(
            f"c{n}",
            False,
            f"Tiêu chí {n}",
            Decimal(100) if count == 1 else Decimal(20 * (n + 1)) if n < 2 else Decimal(40),
        )
        for n in range(count)
    ]
    make_scheme(province, by=staff, rows=rows)
    sheet = make_round(bloc, by=staff).sheets.select_related("organization").get(organization__code="donvi1")
    client.force_login(officer_of(sheet.organization))
    with django_assert_num_queries(QUERIES):
        assert client.get(address(sheet)).status_code == 200


QUERIES = 9
