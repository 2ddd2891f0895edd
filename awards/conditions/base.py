"""What every condition is made of: a case, a reading of it, and the helpers that word both. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from awards.catalogue import Condition, Entry
from awards.enums import Answer
from awards.facts import AwardFact, Facts, Grade, Reach
from core.vietnamese import format_number


@dataclass(frozen=True)
class Case:
    """An entry of the catalogue and the facts it is judged by, for the achievement of a year, on a day."""

    entry: Entry
    facts: Facts
    year: int
    on: date


@dataclass(frozen=True)
class Reading:
    """What one condition comes to. `proofs` are decision numbers, `missing` what would have to be there."""

    answer: Answer
    sentence: str
    proofs: tuple[str, ...] = ()
    missing: str = ""


@dataclass(frozen=True)
class Params:
    """The parameters of a condition, read with their types; ValueError in words for one that is not as it must be."""

    rule: str
    values: Mapping[str, object]
    parts: tuple[Condition, ...] = ()

    def whole(self, name: str, default: int | None = None) -> int:
        value = self.values.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self._refused(name, "phải là số nguyên không âm")
        return value

    def text(self, name: str, default: str | None = None) -> str:
        value = self.values.get(name, default)
        if not isinstance(value, str):
            raise self._refused(name, "phải là chữ")
        return value

    def texts(self, name: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        value = self.values.get(name, default)
        if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
            raise self._refused(name, "phải là danh sách chữ")
        return tuple(value)

    def grade(self, name: str = "grade") -> Grade:
        try:
            return Grade(self.text(name))
        except ValueError:
            raise self._refused(name, f"phải là một trong: {', '.join(Grade)}") from None

    def reach(self, name: str = "level") -> Reach:
        try:
            return Reach(self.text(name))
        except ValueError:
            raise self._refused(name, f"phải là một trong: {', '.join(Reach)}") from None

    def _refused(self, name: str, words: str) -> ValueError:
        return ValueError(f"Điều kiện “{self.rule}”: tham số “{name}” {words}.")


Function = Callable[[Case, Params], Reading]


@dataclass(frozen=True)
class Rule:
    """A named rule: its heading for a clerk and its function, which reads all its parameters before it looks at facts."""

    name: str
    title: str
    function: Function


def met(sentence: str, proofs: Iterable[str] = ()) -> Reading:
    return Reading(Answer.MET, sentence, _distinct(proofs))


def not_met(sentence: str, missing: str = "", proofs: Iterable[str] = ()) -> Reading:
    return Reading(Answer.NOT_MET, sentence, _distinct(proofs), missing)


def unknown(sentence: str, missing: str = "", proofs: Iterable[str] = ()) -> Reading:
    return Reading(Answer.UNKNOWN, sentence, _distinct(proofs), missing)


def _distinct(proofs: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(proof for proof in proofs if proof))


# Words.


def day(value: date) -> str:
    return f"{value:%d/%m/%Y}"


def document(number: str, on: date | None) -> str:
    """ "số 15/QĐ-SNV ngày 05/12/2022", with what is known of it."""
    return " ".join(part for part in (f"số {number}" if number else "", f"ngày {day(on)}" if on else "") if part)


def numbered(award: AwardFact) -> str:
    """ "2022 (số 15/QĐ-SNV ngày 05/12/2022)"."""
    return f"{award.year} ({document(award.number, award.decided_on) or 'chưa ghi số quyết định'})"


def listed(items: Iterable[object]) -> str:
    """ "2022, 2023 và 2024"."""
    words = [str(item) for item in items]
    return " và ".join(part for part in (", ".join(words[:-1]), words[-1]) if part) if words else ""


def share(part: int, whole: int) -> str:
    """ "12/66 (18,2%)": the percentage cut to one decimal, never rounded up across a border."""
    tenths = int(Fraction(part * 1000, whole))
    return f"{part}/{whole} ({format_number(tenths // 10)}{f',{tenths % 10}' if tenths % 10 else ''}%)"


def sentence(words: str) -> str:
    """With a capital first letter and a full stop."""
    words = words.strip().rstrip(".;")
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def clause(words: str) -> str:
    """A sentence as a part of another: without its stop."""
    return words.strip().rstrip(".")


def called(case: Case, code: str) -> str:
    """A title by its short name; its own name is quoted."""
    return f"“{case.entry.name}”" if code == case.entry.code else SHORT_NAMES.get(code, code)


#: Official short names, for sentences about other titles than the one judged.
SHORT_NAMES: Mapping[str, str] = {
    "LDTT": "LĐTT",
    "CSTT": "CSTT",
    "CSTDCS": "CSTĐCS",
    "CSTDT": "CSTĐ cấp tỉnh",
    "CSTDTQ": "CSTĐ toàn quốc",
    "TTLDTT": "TTLĐTT",
    "TTLDXS": "TTLĐXS",
    "DVTT": "ĐVTT",
    "DVQT": "ĐVQT",
    "COTD_T": "Cờ thi đua cấp tỉnh",
    "COTD_CP": "Cờ thi đua của Chính phủ",
    "BKT-CN": "Bằng khen cấp tỉnh",
    "BKT-TT": "Bằng khen cấp tỉnh",
    "BKT-HGD": "Bằng khen cấp tỉnh",
    "BKTTG-CN": "Bằng khen của Thủ tướng",
    "BKTTG-TT": "Bằng khen của Thủ tướng",
    "BKTTG-HGD": "Bằng khen của Thủ tướng",
    "GK-CN": "Giấy khen",
    "GK-TT": "Giấy khen",
    "GK-HGD": "Giấy khen",
    **{
        f"HCLD-{number}{suffix}": f"Huân chương Lao động hạng {rank}"
        for number, rank in ((1, "Nhất"), (2, "Nhì"), (3, "Ba"))
        for suffix in ("", "-TT")
    },
}
