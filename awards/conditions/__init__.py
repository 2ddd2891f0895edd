"""The conditions of titles: small named functions in one table. Pure.

A rule reads a `Case` and the parameters of its condition and answers met, not met or unknown, in a sentence a clerk
understands, with the decision numbers that prove it or what is missing. `any_of` and `all_of` join other conditions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from awards.catalogue import Condition
from awards.conditions import collective, conduct, dossiers, initiatives, years
from awards.conditions.base import Case, Params, Reading, Rule, met, not_met, sentence, unknown
from awards.enums import Answer

__all__ = ["RULES", "Case", "Reading", "Rule", "read", "rule_of"]


def read(case: Case, condition: Condition) -> Reading:
    """What the condition comes to. ValueError in words for a rule that does not exist or a parameter that is wrong."""
    params = Params(condition.rule, condition.params, condition.parts)
    return rule_of(condition).function(case, params)


def rule_of(condition: Condition) -> Rule:
    """The rule of a condition; ValueError with the names there are."""
    try:
        return RULES[condition.rule]
    except KeyError:
        raise ValueError(f"Không có điều kiện “{condition.rule}”; các điều kiện: {', '.join(RULES)}.") from None


def any_of(case: Case, params: Params) -> Reading:
    """One of the parts is enough."""
    readings = _parts(case, params)
    for reading in readings:
        if reading.answer == Answer.MET:
            return met(f"Đạt một trong {len(readings)} tiêu chuẩn: {reading.sentence}", reading.proofs)
    words, missing = _joined(readings), " hoặc ".join(reading.missing for reading in readings if reading.missing)
    proofs = [proof for reading in readings for proof in reading.proofs]
    if any(reading.answer == Answer.UNKNOWN for reading in readings):
        return unknown(f"Chưa xác định được một trong {len(readings)} tiêu chuẩn. {words}", missing, proofs)
    return not_met(f"Không đạt tiêu chuẩn nào trong {len(readings)} tiêu chuẩn. {words}", missing, proofs)


def all_of(case: Case, params: Params) -> Reading:
    """Every part is needed."""
    readings = _parts(case, params)
    words = " ".join(reading.sentence for reading in readings)
    missing = "; ".join(reading.missing for reading in readings if reading.missing)
    proofs = [proof for reading in readings for proof in reading.proofs]
    if any(reading.answer == Answer.NOT_MET for reading in readings):
        return not_met(words, missing, proofs)
    if any(reading.answer == Answer.UNKNOWN for reading in readings):
        return unknown(words, missing, proofs)
    return met(words, proofs)


def _parts(case: Case, params: Params) -> Sequence[Reading]:
    if not params.parts:
        raise ValueError(f"Điều kiện “{params.rule}” phải có ít nhất một điều kiện con (parts).")
    return [read(case, part) for part in params.parts]


def _joined(readings: Sequence[Reading]) -> str:
    return " ".join(f"({letter}) {sentence(one.sentence)}" for letter, one in zip("abcdeghi", readings, strict=False))


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.name: rule
        for rule in (
            Rule("any_of", "Đạt một trong các tiêu chuẩn", any_of),
            Rule("all_of", "Đạt tất cả các tiêu chuẩn", all_of),
            *years.RULES,
            *initiatives.RULES,
            *collective.RULES,
            *dossiers.RULES,
            *conduct.RULES,
        )
    }
)
