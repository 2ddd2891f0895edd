"""What stands against a subject, the targets of the unit a head leads, what people attest; under each text of the law."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from awards.facts import Confirmation, Discipline, Pending, PendingKind, TargetFact
from targets.enums import Verdict
from tests.awards.judging import MET, NOT_MET, ON, UNKNOWN, VERSIONS, collective, finding, household, person, target

per_version = pytest.mark.parametrize("version", VERSIONS)
DAY = timedelta(days=1)


@per_version
@pytest.mark.parametrize(
    ("pending", "answer"),
    [
        ((), MET),
        (None, UNKNOWN),
        *(((Pending(kind, ON - DAY, "312/QĐ-TTr", "Thanh tra tỉnh"),), NOT_MET) for kind in PendingKind),
        ((Pending(PendingKind.PRESS),), NOT_MET),
        ((Pending(PendingKind.COMPLAINT, ON),), NOT_MET),
        ((Pending(PendingKind.COMPLAINT, ON + DAY),), MET),
    ],
)
@pytest.mark.parametrize("code", ["LDTT", "BKT-CN"])
def test_nobody_is_considered_while_something_is_open(code, pending, answer, version):
    assert finding(code, "nothing_pending", person(pending=pending), version=version).answer == answer


def test_an_open_matter_says_who_says_so():
    matters = (
        Pending(PendingKind.INSPECTION, date(2024, 11, 4), "312/QĐ-TTr", "Thanh tra tỉnh"),
        Pending(PendingKind.PRESS),
    )
    found = finding("TTLDXS", "nothing_pending", collective(pending=matters))
    assert found.sentence == (
        "Chưa xét khen thưởng: đang thanh tra, kiểm tra, kiểm toán khi có dấu hiệu vi phạm từ ngày 04/11/2024 "
        "(số 312/QĐ-TTr), theo Thanh tra tỉnh; báo chí nêu, đang được xác minh, theo nguồn chưa ghi."
    )
    assert found.proofs == ("312/QĐ-TTr",)


@per_version
@pytest.mark.parametrize(
    ("disciplines", "answer"),
    [
        ((), MET),
        (None, UNKNOWN),
        ((Discipline(ON - DAY, "5/QĐ"),), MET),
        ((Discipline(ON, "5/QĐ"),), MET),
        ((Discipline(ON + DAY, "5/QĐ"),), NOT_MET),
        ((Discipline(None, "5/QĐ"),), UNKNOWN),
        ((Discipline(ON - DAY, "5/QĐ"), Discipline(ON + DAY, "6/QĐ")), NOT_MET),
        ((Discipline(None, "5/QĐ"), Discipline(ON + DAY, "6/QĐ")), NOT_MET),
    ],
)
def test_the_period_of_discipline_has_ended(disciplines, answer, version):
    assert finding("CSTDT", "discipline_over", person(disciplines=disciplines), version=version).answer == answer


def test_a_running_discipline_names_its_paper_and_end():
    facts = person(disciplines=(Discipline(date(2025, 3, 1), "6/QĐ-SNV"),))
    found = finding("CSTDT", "discipline_over", facts)
    assert found.sentence == "Đang trong thời hạn kỷ luật: số 6/QĐ-SNV đến ngày 01/03/2025."
    ended = finding("CSTDT", "discipline_over", facts, on=date(2025, 3, 1))
    assert ended.sentence == "Đã hết thời hạn kỷ luật ngày 01/03/2025; thành tích tính từ ngày này."


INDIVIDUAL = ["LDTT", "CSTT", "CSTDCS", "CSTDT", "CSTDTQ", "BKT-CN", "BKTTG-CN", "GK-CN", "HCLD-3"]


@per_version
@pytest.mark.parametrize(
    ("is_head", "targets", "answer"),
    [
        (True, (target("met"), target("exceeded")), MET),
        (True, (), MET),
        (True, (target("met"), target("missed")), NOT_MET),
        (True, (target("missed"), target("no_data")), NOT_MET),
        (True, (target("met"), target("behind")), UNKNOWN),
        (True, (target("met"), target("on_track")), UNKNOWN),
        (True, (target("met"), target("no_data")), UNKNOWN),
        (True, None, UNKNOWN),
        (False, (target("missed"),), MET),
        (False, None, MET),
        (None, (target("missed"),), UNKNOWN),
        (None, (target("met"),), MET),
        (None, (), MET),
        (None, None, UNKNOWN),
    ],
)
@pytest.mark.parametrize("code", INDIVIDUAL)
def test_the_head_of_a_unit_that_missed_a_target_is_not_considered(code, is_head, targets, answer, version):
    facts = person(is_head=is_head, targets=targets)
    assert finding(code, "unit_targets_met", facts, version=version).answer == answer


def test_the_missed_targets_are_listed_with_their_sentences_and_the_directive():
    targets = (
        target("missed", sentence="Không đạt: 71,4% so với 95%."),
        target("met", "Cứng hóa đường thôn"),
        target("missed", "Trồng rừng"),
    )
    found = finding("CSTDT", "unit_targets_met", person(is_head=True, targets=targets))
    assert found.sentence == (
        "Người đứng đầu Sở Nội vụ không được xét: 2/3 chỉ tiêu được giao không hoàn thành (Chỉ thị số 01/CT-UBND): "
        "Giải ngân vốn đầu tư công, đạt 95% (Không đạt: 71,4% so với 95%); Trồng rừng, đạt 95% (Không đạt)."
    )
    assert found.article == "Mục 2 Chỉ thị số 01/CT-UBND ngày 19/01/2024 của Chủ tịch UBND tỉnh Lào Cai"
    assert found.verified


def test_a_target_behind_is_not_yet_missed():
    facts = person(
        is_head=True, targets=(target("behind", sentence="Đạt 60%, chậm tiến độ."), target("no_data", "Trồng rừng"))
    )
    found = finding("CSTDT", "unit_targets_met", facts)
    assert found.sentence == (
        "Chưa kết thúc năm, 1/2 chỉ tiêu chưa hoàn thành: Giải ngân vốn đầu tư công, đạt 95% (Đạt 60%, chậm tiến độ); "
        "chưa có số liệu của 1/2 chỉ tiêu: Trồng rừng, đạt 95% (Chưa có số liệu)."
    )
    assert found.missing == "kết quả cả năm của Giải ngân vốn đầu tư công và Trồng rừng"


def test_a_unit_without_targets_is_said_so():
    found = finding("CSTDT", "unit_targets_met", person(is_head=True, targets=()))
    assert found.sentence == "Sở Nội vụ không được giao chỉ tiêu."


@per_version
@pytest.mark.parametrize(
    ("given", "answer"),
    [
        ((Confirmation("unity", True, "Chi ủy"),), MET),
        ((Confirmation("unity", True),), UNKNOWN),
        ((Confirmation("unity", False, "Chi ủy"),), NOT_MET),
        ((Confirmation("unity", True, "Chi ủy"), Confirmation("unity", False, "Công đoàn")), NOT_MET),
        ((Confirmation("unity", None, "Chi ủy"),), UNKNOWN),
        ((Confirmation("movement", True, "Chi ủy"),), UNKNOWN),
        ((), UNKNOWN),
        (None, UNKNOWN),
    ],
)
def test_what_no_figure_shows_is_attested(given, answer, version):
    found = finding("TTLDXS", "unity", collective(confirmations=given), version=version)
    assert (found.answer, found.mode) == (answer, "warn")


@per_version
def test_a_cultured_family_is_judged_by_what_the_commune_attests(version):
    keys = ("family_law", "family_movement", "family_happy", "family_not_excluded")
    given = tuple(
        Confirmation(key, key != "family_not_excluded", "Trưởng thôn", "Phạt đánh bạc năm 2024") for key in keys
    )
    findings = [finding("GDVH", key, household(confirmations=given), version=version) for key in keys]
    assert [found.answer for found in findings] == [MET, MET, MET, NOT_MET]
    assert findings[-1].sentence.endswith("(theo Trưởng thôn): Phạt đánh bạc năm 2024.")


@per_version
@pytest.mark.parametrize(
    ("code", "article"),
    [("BKTTG-TT", "Điều 73"), ("HCLD-1-TT", "Điều 42"), ("HCLD-2-TT", "Điều 43"), ("HCLD-3-TT", "Điều 44")],
)
def test_a_standard_that_could_not_be_read_is_left_to_people(code, article, version):
    found = finding(code, "read_the_law", collective(), version=version)
    assert (found.answer, found.verified, found.article) == (UNKNOWN, False, f"{article} Luật 06/2022/QH15")
    assert found.sentence.endswith("chuyên viên phải tự đối chiếu.")


@pytest.mark.parametrize(("paper", "words"), [("5/QĐ-SNV", "số 5/QĐ-SNV"), ("", "chưa ghi số")])
def test_a_discipline_without_an_end_is_named(paper, words):
    found = finding("CSTDT", "discipline_over", person(disciplines=(Discipline(None, paper),)))
    assert found.sentence == f"Có kỷ luật ({words}), chưa ghi ngày hết thời hạn."


def test_words_that_are_the_name_are_not_said_twice():
    same = TargetFact("Trồng rừng mới 9.000 ha", Verdict.MISSED, words="Trồng rừng mới 9.000 ha")
    found = finding("CSTDT", "unit_targets_met", person(is_head=True, targets=(same,)))
    assert found.sentence.endswith("(Chỉ thị số 01/CT-UBND): Trồng rừng mới 9.000 ha (Không đạt).")
