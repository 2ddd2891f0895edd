"""What the server understood of rows as they are typed; nothing is written."""

from __future__ import annotations

import json

import pytest

from tests.organizations.views.outcomes import outcomes
from tests.targets.views.sheets import posted

URL = "/chi-thi/laocai-2024/chi-tieu/doc/"


@pytest.fixture
def read(client, staff, draft):
    client.force_login(staff)

    def ask(*rows, before=None, left=()):
        data = posted(*rows) | {"before": json.dumps(before or {}), "left": list(left)}
        answer = client.post(URL, data)
        assert answer.status_code == 200
        return answer.json()["rows"]

    return ask


def test_only_staff_of_the_issuer_ask(request, draft):
    assert outcomes(request, URL, post=posted({"name": "A"})) == ["login", 200, 403, 403, 404, 404, 403]


@pytest.mark.parametrize(
    ("name", "phrase", "understood"),
    [
        ("Tốc độ tăng GRDP", "Trên 10%", "tăng trên 10%, tốc độ so với cùng kỳ, càng cao càng tốt"),
        ("Tỷ lệ thất nghiệp", "dưới 1,2%", "dưới 1,2%, mức tại thời điểm, càng thấp càng tốt"),
        ("Tỷ lệ A", "7 - 7,5%", "từ 7 đến 7,5%, mức tại thời điểm, càng cao càng tốt"),
        ("Tỷ lệ A", "Đạt từ 86% trở lên", "từ 86% trở lên, mức tại thời điểm, càng cao càng tốt"),
        ("Số trường", "47/83 trường, đạt 56,6%", "47 trên 83 trường, tức 56,6%, mức tại thời điểm, càng cao càng tốt"),
        ("Cơ cấu kinh tế", "", "tên chung, không có số"),
    ],
)
def test_what_was_understood_is_said_in_words(read, name, phrase, understood):
    assert [row["understood"] for row in read({"name": name, "phrase": phrase})] == [understood]


def test_the_quantity_comes_back_as_fields(read):
    assert read({"name": "Tỷ lệ A", "phrase": "7 - 7,5%"})[0]["fields"] == {
        "comparator": "range",
        "low": "7",
        "high": "7,5",
        "unit": "%",
        "direction": "level",
    }


def test_a_fault_is_at_its_field_and_nothing_is_understood(read, draft):
    row = read({"name": "Số xã", "phrase": "1O0 xã"})[0]
    assert (row["faults"], row["understood"]) == ({"phrase": "“1O0” có chữ “O” lẫn trong số."}, "")
    assert not draft.targets.exists()


def test_a_row_that_was_left_with_a_whole_line_is_taken_apart(read):
    rows = read(
        {"name": "Lượng khách đạt 4.060 nghìn lượt, doanh thu đạt 4.300 tỷ đồng", "group": "economy"}, left=["new-0"]
    )
    assert [(row["key"], row["name"], row["phrase"], row["joint"], row["group"]) for row in rows] == [
        ("new-0", "Lượng khách", "đạt 4.060 nghìn lượt", "", "economy"),
        ("new-0+1", "Doanh thu", "đạt 4.300 tỷ đồng", ",", "economy"),
    ]


def test_a_row_that_is_still_being_typed_stays_as_it_is(read):
    assert [row["name"] for row in read({"name": "Tỷ lệ đô thị hóa: 33,5%"})] == ["Tỷ lệ đô thị hóa: 33,5%"]


def test_words_on_paper_follow_a_changed_number(read):
    before = {"new-0": ["Tỷ lệ bao phủ", "đạt trên 97%", "tỷ lệ bao phủ đạt trên 97%"]}
    row = {"name": "Tỷ lệ bao phủ bảo hiểm", "phrase": "đạt trên 98%", "words": "tỷ lệ bao phủ đạt trên 97%"}
    assert read(row, before=before)[0]["words"] == "tỷ lệ bao phủ bảo hiểm đạt trên 98%"


def test_words_that_the_person_changed_are_left_alone(read):
    before = {"new-0": ["Tỷ lệ A", "97%", "Tỷ lệ A 97%"]}
    row = {"name": "Tỷ lệ A", "phrase": "98%", "words": "Tỷ lệ A là 97%"}
    answer = read(row, before=before)[0]
    assert answer["words"] == "Tỷ lệ A là 97%"
    assert answer["warnings"] == ["Câu chữ “Tỷ lệ A là 97%” không ghi mức “98%”."]


def test_disagreeing_numbers_are_warned_of(read):
    rows = read({"name": "Cơ cấu"}, *({"name": n, "phrase": "40%", "level": 1, "measure": "structure"} for n in "AB"))
    assert rows[0]["warnings"] == ["Các phần của “Cơ cấu” cộng lại 80%, không phải 100%."]


@pytest.mark.parametrize("before", ["x", "[]", '{"new-0": 5}', '{"new-0": [1, 2, 3]}'])
def test_a_maimed_memory_of_the_page_is_passed_over(client, staff, draft, before):
    client.force_login(staff)
    answer = client.post(URL, posted({"name": "A", "phrase": "5%"}) | {"before": before})
    assert answer.status_code == 200


def test_maimed_rows_are_refused_in_words(client, staff, draft):
    client.force_login(staff)
    answer = client.post(URL, posted() | {"rows": "x"})
    assert (answer.status_code, len(answer.json()["reasons"])) == (422, 1)
