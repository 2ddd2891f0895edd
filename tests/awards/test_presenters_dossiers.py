"""Findings as the pages word them."""

from __future__ import annotations

from typing import Any

from awards.presenters import finding_row, summary_of

BASE = {"proofs": [], "missing": "", "article": "Điều 24", "verified": True, "note": "Ghi chú", "mode": "block"}


def finding(answer: str, title: str = "Điều kiện", **values: Any) -> dict[str, Any]:
    return BASE | {"rule": "x", "title": title, "answer": answer, "sentence": "Câu."} | values


def target(name: str, verdict: str, tone: str = "danger") -> dict[str, str]:
    return {"name": name, "verdict": verdict, "words": "trên 10%", "sentence": "Thiếu.", "tone": tone, "url": "/x/"}


def test_summary_names_what_failed_and_counts_the_rest():
    findings = [
        finding("met"),
        finding("not_met", "Sáng kiến"),
        finding("unknown", verified=False),
        finding("not_met", "Đăng ký", mode="warn"),
    ]
    words = "Đạt 1/3 điều kiện · không đạt: Sáng kiến · 1 chưa xác định · 1 cảnh báo · 1 chưa đối chiếu văn bản gốc"
    assert summary_of(findings) == words


def test_summary_of_a_line_that_meets_all_is_short():
    assert summary_of([finding("met"), finding("met")]) == "Đạt 2/2 điều kiện"


def test_note_is_shown_only_where_the_value_was_not_verified():
    assert finding_row(finding("met")).note == ""
    assert finding_row(finding("met", verified=False)).note == "Ghi chú"


def test_targets_stand_below_the_sentence_missed_ones_first():
    sentence = "Người đứng đầu Sở A không được xét: 1/2 chỉ tiêu không hoàn thành (Chỉ thị): GRDP, trên 10% (thiếu)."
    row = finding_row(
        finding("not_met", sentence=sentence, targets=[target("Việc làm", "met"), target("GRDP", "missed")])
    )
    assert row.sentence == "Người đứng đầu Sở A không được xét: 1/2 chỉ tiêu không hoàn thành (Chỉ thị)."
    assert [one.name for one in row.targets] == ["GRDP", "Việc làm"]
    assert [one.verdict for one in row.targets] == ["Không đạt", "Đạt"]
