"""The catalogue in the browser: list, one title, editing, base salaries."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from openpyxl import load_workbook

from awards.forms.catalogue import TitleForm
from awards.models import AwardTitle, BaseSalary
from awards.reference import load_catalogue_rows
from tests.organizations.views.outcomes import outcomes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_2025")]
URL = "/danh-muc-khen-thuong/"
ONE = f"{URL}L2022/CSTDT/"
EVERYBODY = ["login", 200, 200, 200, 200, 200, 200]
ADMIN_ONLY = ["login", 403, 403, 403, 403, 403, 200]


@pytest.fixture
def catalogue() -> None:
    load_catalogue_rows()


@pytest.fixture
def as_admin(client, admin) -> Client:
    client.force_login(admin)
    return client


def typed(title: AwardTitle, **changes) -> dict[str, str]:
    form = TitleForm(title=title)
    values = {name: form[name].value() for name in form.fields}
    data = {name: value for name, value in values.items() if value is not None and value is not False}
    return data | {"vote_threshold": "80", "coefficient": "3"} | changes


def codes(answer) -> list[str]:
    return [row.title.code for row in answer.context["listing"].page]


def test_everybody_reads_and_administrators_edit(request, catalogue):
    assert outcomes(request, URL) == EVERYBODY
    assert outcomes(request, ONE) == EVERYBODY
    assert outcomes(request, f"{ONE}sua/") == ADMIN_ONLY
    assert outcomes(request, f"{URL}luong-co-so/") == EVERYBODY
    assert outcomes(request, f"{URL}luong-co-so/them/") == ADMIN_ONLY


def test_unknown_title_is_not_found(as_admin, catalogue):
    assert as_admin.get(f"{URL}L2022/XYZ/").status_code == 404
    assert as_admin.get(f"{URL}L1999/CSTDT/").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=cstdcs", ["CSTDCS"]),
        ("q=CSTĐCS", ["CSTDCS"]),
        ("q=gia+dinh+van+hoa", ["GDVH"]),
        ("subject=household&kind=form", ["BKTTG-HGD", "BKT-HGD", "GK-HGD"]),
        ("kind=title&level=province&subject=individual", ["CSTDT"]),
        ("q=khong+co+gi", []),
    ],
)
def test_list_is_narrowed(as_admin, catalogue, query, found):
    assert codes(as_admin.get(f"{URL}?{query}")) == found


def test_list_shows_the_law_of_today_and_the_other_when_asked(as_admin, catalogue):
    assert as_admin.get(URL).context["version"] == "L2022"
    answer = as_admin.get(f"{URL}?legal_version=L2026&q=xatb")
    assert "Xã, phường, đặc khu tiêu biểu" in answer.content.decode()


def test_list_tells_what_was_not_checked_against_the_law(as_admin, catalogue):
    AwardTitle.objects.filter(code="KNC").update(conditions=[], citations={})
    assert codes(as_admin.get(f"{URL}?verified=yes")) == ["KNC"]
    assert "KNC" not in codes(as_admin.get(f"{URL}?verified=no"))


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_any_number_of_rows(as_admin, catalogue, count, django_assert_num_queries):
    keep = list(AwardTitle.objects.filter(legal_version="L2022").values_list("pk", flat=True)[:count])
    AwardTitle.objects.exclude(pk__in=keep).delete()
    with django_assert_num_queries(4):
        assert len(codes(as_admin.get(URL))) == count


def test_export_holds_the_rows(as_admin, catalogue):
    answer = as_admin.get(f"{URL}?q=cstdcs&export=xlsx")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
    assert rows[1][1:5] == ("Chiến sĩ thi đua cơ sở", "CSTĐCS", "Cá nhân", "Cấp cơ sở")


def test_page_shows_values_sources_notes_conditions_and_the_other_law(as_admin, catalogue):
    page = as_admin.get(ONE).content.decode()
    assert "Chưa đối chiếu văn bản gốc." in page
    assert "Ngưỡng 80% tổng số thành viên; Nghị định 91/2017 trước đây là 90%." in page
    assert "từ 80% trở lên, tính trên tổng số thành viên hội đồng; bỏ phiếu kín" in page
    assert "Ba lần liên tục “Chiến sĩ thi đua cơ sở”" in page
    assert "Luật sửa đổi 2026" in page


def test_empty_catalogue_says_so(as_admin):
    assert "Danh mục chưa được nạp" in as_admin.get(URL).content.decode()


def test_edit_is_saved_shown_and_logged(as_admin, catalogue):
    title = AwardTitle.objects.get(code="CSTDT", legal_version="L2022")
    answer = as_admin.post(f"{ONE}sua/", typed(title, vote_threshold="90,5", **{"cond-0-so-count": "2"}))
    assert (answer.status_code, answer.url) == (302, ONE)
    page = as_admin.get(ONE).content.decode()
    assert "từ 90,5% trở lên" in page
    assert "số lần: 3 → 2." in page


def test_overtaken_edit_keeps_what_was_typed(as_admin, catalogue):
    title = AwardTitle.objects.get(code="CSTDT", legal_version="L2022")
    data = typed(title, name="Tên gõ dở")
    AwardTitle.objects.filter(pk=title.pk).update(revision=1)
    answer = as_admin.post(f"{ONE}sua/", data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "đã sửa mục này sau khi anh/chị mở trang" in page
    assert "Tên gõ dở" in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "Mục này còn để trống."),
        ({"vote_threshold": "0"}, "Phải lớn hơn 0, hoặc để trống."),
        ({"vote_threshold": "101"}, "Tỷ lệ không quá 100%."),
        ({"cond-0-so-count": "ba"}, "Nhập một số"),
        ({"cite-vote_threshold-note": ""}, "Chưa đối chiếu thì phải ghi rõ phần nào chưa đối chiếu được."),
    ],
)
def test_bad_value_is_told_at_its_field(as_admin, catalogue, changes, words):
    title = AwardTitle.objects.get(code="CSTDT", legal_version="L2022")
    answer = as_admin.post(f"{ONE}sua/", typed(title, **changes))
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_base_salary_is_added_with_its_source(as_admin):
    data = {"valid_from": "01/07/2027", "amount": "2.700.000", "document": "Nghị định số 1/2027/NĐ-CP"}
    url = f"{URL}luong-co-so/them/"
    assert as_admin.post(url, data).status_code == 422
    assert as_admin.post(url, data | {"note": "Chưa đối chiếu được với văn bản gốc: mức."}).status_code == 302
    assert as_admin.post(url, data | {"is_verified": "on"}).status_code == 422
    assert [str(one.amount) for one in BaseSalary.objects.all()] == ["2700000"]
    assert "2.700.000" in as_admin.get(f"{URL}luong-co-so/").content.decode()
