"""The catalogue as delivered, and what a wrong one is told."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from awards.catalogue import DATA, UNVERIFIED, CatalogueError, Entry, Source, load_catalogue, read_catalogue
from awards.conditions import RULES
from awards.eligibility import problems_of
from awards.enums import LegalVersion, Mode, SubjectKind, ThresholdBase, TitleKind

ENTRIES = load_catalogue().entries
CODES = [
    "LDTT",
    "CSTT",
    "CSTDCS",
    "CSTDT",
    "CSTDTQ",
    "TTLDTT",
    "TTLDXS",
    "DVTT",
    "DVQT",
    "COTD_T",
    "COTD_CP",
    "XATB",
    "THONVH",
    "GDVH",
    "BKTTG-CN",
    "BKTTG-TT",
    "BKTTG-HGD",
    "BKT-CN",
    "BKT-TT",
    "BKT-HGD",
    "GK-CN",
    "GK-TT",
    "GK-HGD",
    "HCLD-1",
    "HCLD-1-TT",
    "HCLD-2",
    "HCLD-2-TT",
    "HCLD-3",
    "HCLD-3-TT",
    "KNC",
]


def key(entry: Entry) -> str:
    return f"{entry.code}-{entry.legal_version}"


def every_condition(conditions):
    for condition in conditions:
        yield condition
        yield from every_condition(condition.parts)


@pytest.mark.parametrize("version", LegalVersion)
def test_each_version_has_every_code_once(version):
    assert [entry.code for entry in load_catalogue().of(version)] == CODES


@pytest.mark.parametrize("entry", ENTRIES, ids=key)
def test_an_entry_says_where_its_values_come_from(entry):
    assert {"name", "decided_by", "vote_threshold", "coefficient", "required_papers"} <= set(entry.citations)
    assert all(citation.article for citation in entry.citations.values())
    assert entry.quota is None or "quota" in entry.citations


@pytest.mark.parametrize("entry", ENTRIES, ids=key)
def test_what_is_not_verified_says_so(entry):
    sources = [*entry.citations.values(), *every_condition(entry.conditions)]
    unverified = [one for one in sources if not one.verified]
    assert unverified
    assert all(one.note.startswith(f"{UNVERIFIED}: ") for one in unverified)


@pytest.mark.parametrize("entry", ENTRIES, ids=key)
def test_the_conditions_of_an_entry_are_usable_and_told_apart(entry):
    assert problems_of(entry) == []
    names = [condition.name for condition in entry.conditions]
    assert len(names) == len(set(names))
    assert any(condition.mode == Mode.BLOCK for condition in entry.conditions)


@pytest.mark.parametrize("entry", ENTRIES, ids=key)
def test_an_entry_survives_its_plain_form(entry):
    assert Entry.from_plain(json.loads(json.dumps(entry.to_plain()))) == entry


@pytest.mark.parametrize("entry", load_catalogue().of(LegalVersion.L2026), ids=key)
def test_nothing_the_amendment_may_have_touched_is_taken_as_verified(entry):
    sources = [*entry.citations.values(), *every_condition(entry.conditions)]
    assert [one for one in sources if one.source == Source.LAW and one.verified] == []


def test_every_rule_is_used_by_the_catalogue():
    used = {condition.rule for entry in ENTRIES for condition in every_condition(entry.conditions)}
    assert used == set(RULES)


@pytest.mark.parametrize(
    ("code", "coefficient", "verified"),
    [
        ("CSTDTQ", "4.5", True),
        ("CSTDT", "3.0", True),
        ("CSTDCS", "1.0", True),
        ("LDTT", "0.3", True),
        ("TTLDXS", "1.5", True),
        ("TTLDTT", "0.8", True),
        ("XATB", "2.0", True),
        ("THONVH", "1.5", True),
        ("COTD_CP", "12.0", True),
        ("COTD_T", "8.0", False),
        ("GDVH", "0.1", False),
        ("BKTTG-CN", "3.5", False),
        ("BKTTG-TT", "7.0", False),
        ("BKT-CN", "1.5", False),
        ("BKT-HGD", "2.25", False),
        ("GK-CN", "0.3", False),
    ],
)
@pytest.mark.parametrize("version", LegalVersion)
def test_coefficients(code, coefficient, verified, version):
    entry = load_catalogue().entry(code, version)
    assert (entry.coefficient, entry.citations["coefficient"].verified) == (Decimal(coefficient), verified)


@pytest.mark.parametrize("code", ["HCLD-1", "HCLD-3-TT", "KNC"])
def test_a_coefficient_nobody_read_is_not_invented(code):
    assert load_catalogue().entry(code, LegalVersion.L2022).coefficient is None


@pytest.mark.parametrize("code", ["CSTDT", "CSTDTQ"])
def test_the_high_titles_of_people_need_a_secret_ballot_of_all_members(code):
    entry = load_catalogue().entry(code, LegalVersion.L2022)
    vote = entry.vote_threshold
    assert (vote.percent, vote.base, vote.secret, vote.more_than) == (
        Decimal(80),
        ThresholdBase.ALL_MEMBERS,
        True,
        False,
    )
    assert not entry.citations["vote_threshold"].verified
    assert [paper.code for paper in entry.required_papers] == ["to_trinh", "report", "minutes", "ballot", "initiative"]


def test_other_titles_need_more_than_half():
    vote = load_catalogue().entry("BKT-CN", LegalVersion.L2022).vote_threshold
    assert (vote.percent, vote.secret, vote.more_than) == (Decimal(50), False, True)


def test_the_commune_title_has_the_name_of_its_text():
    names = [load_catalogue().entry("XATB", version).name for version in LegalVersion]
    assert names == ["Xã, phường, thị trấn tiêu biểu", "Xã, phường, đặc khu tiêu biểu"]
    assert [load_catalogue().entry("XATB", version).citations["name"].verified for version in LegalVersion] == [
        True,
        False,
    ]


def test_the_amended_base_title_tells_what_the_draft_said():
    entry = load_catalogue().entry("CSTDCS", LegalVersion.L2026)
    assert "Dự thảo tháng 12/2025" in entry.conditions[0].note
    assert "Dự thảo" not in load_catalogue().entry("LDTT", LegalVersion.L2026).conditions[0].note


def test_kinds_and_subjects():
    count = {kind: sum(one.subject == kind for one in load_catalogue().of(LegalVersion.L2022)) for kind in SubjectKind}
    assert count == {SubjectKind.INDIVIDUAL: 12, SubjectKind.COLLECTIVE: 14, SubjectKind.HOUSEHOLD: 4}
    assert sum(one.kind == TitleKind.TITLE for one in load_catalogue().of(LegalVersion.L2022)) == 14


def test_an_unknown_code_is_told_which_there_are():
    with pytest.raises(CatalogueError, match="Danh mục không có mã “CSTD”; các mã: LDTT, CSTT, CSTDCS"):
        load_catalogue().entry("CSTD", LegalVersion.L2022)


def changed(**entry: object) -> str:
    raw = json.loads(DATA.read_text(encoding="utf-8"))
    raw["entries"][0].update(entry)
    return json.dumps(raw)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "Không phải JSON hợp lệ ở dòng 1, cột 2."),
        ("{}", "Danh mục thiếu hoặc ghi sai mục 'shared_conditions'."),
        (changed(level="district"), "entries[0].level: “district” không thuộc: state, province, base."),
        (changed(coefficient="ba"), 'entries[0].coefficient: “ba” không phải là số (cách ghi: "1.5").'),
        (changed(coefficient="NaN"), 'entries[0].coefficient: “NaN” không phải là số (cách ghi: "1.5").'),
        (changed(coefficient="-1"), "entries[0]: coefficient không được âm."),
        (changed(yearly="có"), "entries[0].yearly: phải là true hoặc false."),
        (changed(code="CSTT"), "Mã “CSTT” có hai lần trong danh mục."),
        (changed(**{"with": ["x"]}), "entries[0].with: không có nhóm điều kiện “x”."),
        (changed(abbreviations="LĐTT"), "entries[0].abbreviations: phải là một danh sách [ … ]."),
        (
            changed(vote_threshold={"percent": "101", "base": "present", "secret": True}),
            "entries[0].vote_threshold: percent phải lớn hơn 0 và không quá 100.",
        ),
        (
            changed(citations={"name": {"article": "Điều 24", "verified": False}}),
            "entries[0].citations.name: verified là false thì phải có note (“Chưa đối chiếu được với văn bản gốc: …”).",
        ),
        (
            changed(citations={"tên": {"article": "Điều 24", "verified": True}}),
            "entries[0]: citations có mục “tên” không phải là một mục của danh mục.",
        ),
        (changed(conditions=[{"rule": "x", "verified": True}]), "entries[0].conditions[0].article: thiếu mục này."),
        (changed(conditions=["x"]), "entries[0].conditions[0]: phải là một nhóm giá trị { … }."),
    ],
)
def test_a_wrong_catalogue_is_refused_in_words(text, words):
    with pytest.raises(CatalogueError) as refused:
        read_catalogue(text)
    assert str(refused.value) == words


def test_an_unknown_field_is_told_which_there_are():
    with pytest.raises(
        CatalogueError, match=r"entries\[0\].hệ_số: không có mục này; các mục có thể ghi: code, legal_version"
    ):
        read_catalogue(changed(hệ_số="1"))


def test_a_wrong_condition_is_a_problem_in_words():
    entry = load_catalogue().entry("CSTDT", LegalVersion.L2022).to_plain()
    base = {"article": "Điều 22", "verified": True}
    entry["conditions"] = [
        {"rule": "no_such", **base},
        {"rule": "consecutive_titles", **base, "params": {"code": "CSTDCS", "count": "ba"}},
        {"rule": "initiative", **base, "params": {"level": "huyện"}},
        {"rule": "rating_at_least", **base, "params": {"grade": "best"}},
        {"rule": "holds_title", **base, "params": {"codes": "LDTT"}},
        {"rule": "any_of", **base},
    ]
    problems = problems_of(Entry.from_plain(entry))
    assert problems[0].startswith("CSTDT: Không có điều kiện “no_such”; các điều kiện: any_of, all_of")
    assert problems[1:] == [
        "CSTDT: Điều kiện “consecutive_titles”: tham số “count” phải là số nguyên không âm.",
        "CSTDT: Điều kiện “initiative”: tham số “level” phải là một trong: nation, province, base.",
        "CSTDT: Điều kiện “rating_at_least”: tham số “grade” phải là một trong: excellent, good, completed, not_completed.",
        "CSTDT: Điều kiện “holds_title”: tham số “codes” phải là danh sách chữ.",
        "CSTDT: Điều kiện “any_of” phải có ít nhất một điều kiện con (parts).",
    ]


def test_an_entry_without_conditions_is_a_problem():
    entry = {**load_catalogue().entry("LDTT", LegalVersion.L2022).to_plain(), "conditions": []}
    assert problems_of(Entry.from_plain(entry)) == ["LDTT: chưa có điều kiện nào."]
