"""What a collective shows: shares of its members, its place in its bloc, its targets. Pure."""

from __future__ import annotations

from awards.conditions.base import Case, Params, Reading, Rule, listed, met, not_met, sentence, share, unknown
from targets.enums import Verdict


def all_completed(case: Case, params: Params) -> Reading:
    """Every member completed the tasks given."""
    members = case.facts.members
    if members is None or not members.total or members.completed is None:
        return unknown(
            "Chưa có số người hoàn thành nhiệm vụ trong tập thể.", "tổng số người và số người hoàn thành nhiệm vụ"
        )
    words = f"{share(members.completed, members.total)} cá nhân hoàn thành nhiệm vụ được giao"
    if members.completed < members.total:
        short = members.total - members.completed
        return not_met(f"{words}, cần 100%.", f"{short} người chưa hoàn thành nhiệm vụ")
    return met(f"{words}.")


def advanced_share(case: Case, params: Params) -> Reading:
    """At least so many percent of all members hold LĐTT (or CSTT)."""
    members, percent = case.facts.members, params.whole("percent")
    name = params.text("name", "LĐTT")
    if members is None or not members.total or members.advanced is None:
        return unknown(f"Chưa có số người đạt {name} trong tập thể.", f"tổng số người và số người đạt {name}")
    words = f"{share(members.advanced, members.total)} cá nhân đạt {name}"
    if members.advanced * 100 < percent * members.total:
        needed = -(-percent * members.total // 100)
        return not_met(
            f"{words}, cần ít nhất {percent}% ({needed} người).", f"{needed - members.advanced} người đạt {name}"
        )
    return met(f"{words}, mức cần có là {percent}%.")


def base_fighters(case: Case, params: Params) -> Reading:
    """At least so many members hold CSTĐCS."""
    members, count = case.facts.members, params.whole("count", 1)
    name = params.text("name", "CSTĐCS")
    if members is None or members.base_fighters is None:
        return unknown(f"Chưa có số người đạt {name} trong tập thể.", f"số người đạt {name}")
    words = f"Có {members.base_fighters} cá nhân đạt {name}"
    if members.base_fighters < count:
        return not_met(f"{words}, cần ít nhất {count}.", f"{count - members.base_fighters} người đạt {name}")
    return met(f"{words}.")


def nobody_disciplined(case: Case, params: Params) -> Reading:
    """Nobody was disciplined by “cảnh cáo” or more."""
    members = case.facts.members
    if members is None or members.disciplined is None:
        return unknown("Chưa có số người bị kỷ luật trong tập thể.", "số người bị kỷ luật từ cảnh cáo trở lên")
    if members.disciplined:
        return not_met(f"Có {members.disciplined} cá nhân bị kỷ luật từ hình thức cảnh cáo trở lên.")
    return met("Không có cá nhân bị kỷ luật từ hình thức cảnh cáo trở lên.")


def leads_bloc(case: Case, params: Params) -> Reading:
    """The collective was voted leader of its bloc in the year."""
    bloc = case.facts.bloc
    result = f"biên bản suy tôn đơn vị dẫn đầu cụm, khối năm {case.year}"
    if bloc is None or bloc.leads is None or (bloc.year is not None and bloc.year != case.year):
        return unknown(f"Chưa có kết quả bình xét, suy tôn của cụm, khối thi đua năm {case.year}.", result)
    if not bloc.leads:
        return not_met(f"Không phải đơn vị dẫn đầu {bloc.name} năm {case.year}.", result, [bloc.proof])
    if not bloc.proof:
        return unknown(f"Dẫn đầu {bloc.name} năm {case.year}, chưa ghi số biên bản suy tôn.", result)
    return met(f"Dẫn đầu {bloc.name} năm {case.year} (số {bloc.proof}).", [bloc.proof])


def flag_pool(case: Case, params: Params) -> Reading:
    """Proposals for the Government's flag are at most so many percent of the leaders of blocs."""
    pool, percent = case.facts.flag_pool, params.whole("percent")
    if pool is None or not pool.leaders:
        return unknown(
            "Chưa có số đơn vị dẫn đầu cụm, khối và số đơn vị đề nghị tặng Cờ thi đua của Chính phủ.",
            "tổng số đơn vị dẫn đầu cụm, khối và số đơn vị đề nghị",
        )
    words = f"Đề nghị {share(pool.proposed, pool.leaders)} đơn vị dẫn đầu cụm, khối"
    most = percent * pool.leaders // 100
    if pool.proposed * 100 > percent * pool.leaders:
        return not_met(f"{words}, không được quá {percent}% ({most} đơn vị).", f"bớt {pool.proposed - most} đơn vị")
    return met(f"{words}, trong mức {percent}% ({most} đơn vị).")


def targets_exceeded(case: Case, params: Params) -> Reading:
    """The year's assigned targets were all reached, and some exceeded."""
    targets = case.facts.targets
    if not targets:
        none = "Chưa có kết quả các chỉ tiêu" if targets is None else "Không có chỉ tiêu được giao trên hệ thống"
        return unknown(f"{none} năm {case.year}.", f"kết quả chỉ tiêu, nhiệm vụ năm {case.year}")
    missed = [target.name for target in targets if target.verdict == Verdict.MISSED]
    if missed:
        return not_met(
            sentence(f"Không hoàn thành {len(missed)} chỉ tiêu: {listed(missed)}"), f"hoàn thành {listed(missed)}"
        )
    done = [target for target in targets if target.verdict in (Verdict.MET, Verdict.EXCEEDED)]
    over = [target.name for target in targets if target.verdict == Verdict.EXCEEDED]
    words = f"Hoàn thành {len(done)}/{len(targets)} chỉ tiêu, trong đó vượt {len(over)}"
    if len(done) < len(targets):
        open_ones = [target.name for target in targets if target not in done]
        return unknown(sentence(f"{words}; chưa có kết quả cuối năm: {listed(open_ones)}"), "kết quả cuối năm")
    if not over:
        return unknown(f"{words}; Hội đồng xem xét mức độ “hoàn thành vượt mức”.", "nhiệm vụ hoàn thành vượt mức")
    return met(sentence(f"{words}: {listed(over)}"))


RULES = (
    Rule("all_completed", "100% cá nhân hoàn thành nhiệm vụ", all_completed),
    Rule("advanced_share", "Tỷ lệ cá nhân đạt “Lao động tiên tiến”", advanced_share),
    Rule("base_fighters", "Có cá nhân đạt “Chiến sĩ thi đua cơ sở”", base_fighters),
    Rule("nobody_disciplined", "Không có cá nhân bị kỷ luật từ cảnh cáo trở lên", nobody_disciplined),
    Rule("leads_bloc", "Dẫn đầu cụm, khối thi đua", leads_bloc),
    Rule("flag_pool", "Số lượng đề nghị Cờ thi đua của Chính phủ", flag_pool),
    Rule("targets_exceeded", "Hoàn thành vượt mức chỉ tiêu, nhiệm vụ", targets_exceeded),
)
