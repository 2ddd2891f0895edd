"""`manage.py eligibility`: explained, in words or as JSON, without one query; bad input in words."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

EXAMPLES = Path(__file__).parent.parent / "data" / "awards"
READY = str(EXAMPLES / "cstdt-du-dieu-kien.json")


def run(*args: str) -> str:
    out = StringIO()
    call_command("eligibility", *args, stdout=out)
    return out.getvalue()


def test_the_result_as_json_without_the_database():
    # No db mark: any query fails the test.
    told = json.loads(run("--facts", READY, "--title", "CSTDT", "--on", "2024-12-20", "--json"))
    assert (told["code"], told["legal_version"], told["year"], told["on"]) == ("CSTDT", "L2022", 2024, "2024-12-20")
    assert (told["name"], told["answer"]) == ("Chiến sĩ thi đua cấp tỉnh", "met")
    assert told["law"]["alternative"] == "L2026"
    assert told["findings"][0] == {
        "rule": "consecutive_titles",
        "title": "Ba lần liên tục “Chiến sĩ thi đua cơ sở”",
        "answer": "met",
        "sentence": "Có 3/3 năm liên tục được tặng CSTĐCS: 2022 (số 15/QĐ-SNV ngày 05/12/2022), "
        "2023 (số 21/QĐ-SNV ngày 08/12/2023), 2024 (số 18/QĐ-SNV ngày 02/12/2024).",
        "proofs": ["15/QĐ-SNV", "21/QĐ-SNV", "18/QĐ-SNV"],
        "missing": "",
        "article": "Điều 22 Luật 06/2022/QH15",
        "verified": True,
        "note": "",
        "mode": "block",
        "mode_reason": "",
    }


@pytest.mark.django_db
def test_no_query_is_made(django_assert_num_queries):
    with django_assert_num_queries(0):
        run("--facts", READY, "--title", "CSTDT", "--on", "2024-12-20", "--json")


def test_the_result_in_words():
    told = run("--facts", READY, "--title", "CSTDT", "--on", "2024-12-20")
    assert told.startswith("Nguyễn Thị Hòa, “Chiến sĩ thi đua cấp tỉnh” năm 2024: đạt cả 8 điều kiện bắt buộc.")
    assert "Căn cứ: Quy chế thi đua, khen thưởng của tỉnh (chưa đối chiếu)." in told


@pytest.mark.parametrize(
    ("args", "version", "year"),
    [
        (("--on", "2026-09-30"), "L2022", 2026),
        (("--on", "2026-10-01"), "L2026", 2026),
        (("--on", "2026-12-20", "--received", "2026-09-30"), "L2022", 2026),
        (("--on", "2027-01-15", "--year", "2026"), "L2026", 2026),
    ],
)
def test_the_day_of_receipt_chooses_the_text(args, version, year):
    told = json.loads(run("--facts", READY, "--title", "CSTDT", *args, "--json"))
    assert (told["legal_version"], told["year"]) == (version, year)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "Không phải JSON hợp lệ ở dòng 1, cột 2."),
        (
            '{"subject": {"kind": "individual", "name": "A"}, "awards": [{"code": "X"}]}',
            "awards[0].year: thiếu mục này.",
        ),
    ],
)
def test_a_bad_file_is_refused_in_words(tmp_path, content, words):
    path = tmp_path / "facts.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        run("--facts", str(path), "--title", "CSTDT", "--on", "2024-12-20")
    assert str(refused.value) == f"{path}: {words}"


def test_a_file_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "facts.json"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CommandError, match="không phải văn bản UTF-8"):
        run("--facts", str(path), "--title", "CSTDT", "--on", "2024-12-20")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--facts", "/no/such.json", "--title", "CSTDT", "--on", "2024-12-20"), "Không đọc được tệp /no/such.json"),
        (("--facts", READY, "--title", "CSTD", "--on", "2024-12-20"), "Danh mục không có mã “CSTD”"),
        (("--facts", READY, "--title", "CSTDT", "--on", "20/12/2024"), "--on: “20/12/2024” không phải là ngày"),
        (
            ("--facts", READY, "--title", "CSTDT", "--on", "2024-12-20", "--received", "x"),
            "--received: “x” không phải là ngày",
        ),
        (("--facts", READY, "--title", "TTLDXS", "--on", "2024-12-20"), "“Tập thể lao động xuất sắc” dành cho tập thể"),
    ],
)
def test_bad_arguments_are_refused_in_words(args, words):
    with pytest.raises(CommandError, match=words):
        run(*args)
