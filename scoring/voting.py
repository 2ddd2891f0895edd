"""What the vote of a bloc on its leading unit comes to. Pure."""

from __future__ import annotations

from collections.abc import Mapping


def leading(counts: Mapping[int, int]) -> list[int]:
    """Those with most votes, in the order given; several when they are equal, none when nobody voted."""
    most = max(counts.values(), default=0)
    return [key for key, count in counts.items() if count == most] if most else []


def count_faults(counts: Mapping[int, int], *, ballots: int, voters: int) -> list[str]:
    """Why the counts of a paper vote cannot be right: each paper names one unit or none."""
    if any(count < 0 for count in counts.values()) or ballots < 0:
        return ["Số phiếu không thể âm."]
    named = sum(counts.values())
    faults = []
    if ballots > voters:
        faults.append(f"Thu về {ballots} phiếu nhưng khối chỉ có {voters} đơn vị, mỗi đơn vị một phiếu.")
    if named > ballots:
        faults.append(f"Các đơn vị được {named} phiếu, nhiều hơn {ballots} phiếu thu về. Hãy kiểm lại.")
    if not named:
        faults.append("Chưa đơn vị nào được phiếu. Hãy ghi số phiếu của từng đơn vị theo biên bản.")
    return faults
