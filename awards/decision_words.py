"""The words of a decision on awards, composed from its list: what a clerk would type, and may change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from awards.amount_in_words import amount_in_words
from awards.enums import DecisionKind, Nature, SubjectKind
from awards.legal_bases import bases_on
from awards.models import AwardTitle, Decision, DecisionLine, DossierLine, Session
from campaigns.papers import head_title
from core.vietnamese import format_number
from organizations.enums import Kind
from organizations.models import Organization

#: More than this and the names go to a list of their own.
MOST_IN_ARTICLE = 5
#: Forms and flags are given by their own name, other titles as "danh hiệu".
_THINGS = ("bằng ", "cờ ", "giấy ", "huân ", "huy ", "kỷ niệm ")
_ORDER = (SubjectKind.COLLECTIVE, SubjectKind.HOUSEHOLD, SubjectKind.INDIVIDUAL)
#: As points are counted on paper.
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_DEEDS = {
    Nature.MERIT: "Đã có thành tích xuất sắc trong thực hiện nhiệm vụ",
    Nature.SUDDEN: "Đã có thành tích xuất sắc đột xuất",
    Nature.MOVEMENT: "Đã có thành tích xuất sắc trong phong trào thi đua",
    Nature.CONTRIBUTION: "Đã có quá trình cống hiến",
    Nature.TENURE: "Đã có thành tích trong quá trình công tác",
    Nature.EXTERNAL: "Đã có đóng góp trong công tác đối ngoại",
}


def default_achievement(line: DossierLine) -> str:
    """ "Đã có thành tích …, năm …" """
    return f"{_DEEDS[Nature(line.dossier.nature)]}, năm {line.dossier.year}"


def default_post(line: DossierLine) -> str:
    """Post and office as proposed; of a collective the body above it, unless it is that body."""
    office = line.office if line.office != line.honouree.name else ""
    return ", ".join(part for part in (line.post, office) if part)


def default_subject(*, is_submission: bool, titles: Sequence[AwardTitle], year: int) -> str:
    names = list(dict.fromkeys(_called(title) for title in titles))
    what = names[0] if len(names) == 1 else "danh hiệu thi đua, hình thức khen thưởng"
    return f"Về việc {'đề nghị tặng' if is_submission else 'tặng'} {what} năm {year}"


def default_bases(session: Session | None, *, is_submission: bool, on: date) -> str:
    """What is verified and in force, the council's session, and the proposal; "…" is left for the clerk."""
    lines = [basis.line for basis in bases_on(on, is_submission=is_submission) if basis.verified]
    if session:
        lines.append(f"Căn cứ kết quả phiên họp ngày {session.held_on:%d/%m/%Y} của {session.council.name}")
    if not is_submission:
        lines.append("Xét đề nghị của … tại Tờ trình số … ngày …")
    return "\n".join(lines)


def default_addressee(titles: Iterable[AwardTitle]) -> str:
    """Who decides, where all titles of the list agree on it."""
    deciders = {title.decided_by for title in titles}
    return deciders.pop() if len(deciders) == 1 else ""


def author(issuer: Organization) -> str:
    """Who decides: the head of the body."""
    return f"{head_title(issuer)} {issuer.name}"


def cited(decision: Decision) -> str:
    """How another paper speaks of an issued decision."""
    assert decision.issued_on is not None  # only issued ones are spoken of
    return f"{decision.document_type.label} số {decision.symbol} ngày {decision.issued_on:%d/%m/%Y}"


def counted(kinds: Iterable[str]) -> str:
    """ "2 tập thể, 5 cá nhân" """
    found = Counter(kinds)
    return ", ".join(f"{format_number(found[kind])} {kind.label.lower()}" for kind in _ORDER if found[kind])


def by_title(lines: Iterable[DecisionLine]) -> list[tuple[AwardTitle, list[DecisionLine]]]:
    """The lines under their titles, in the order of the list; a title stands once, at its first line."""
    found: dict[int, tuple[AwardTitle, list[DecisionLine]]] = {}
    for line in lines:
        found.setdefault(line.title_id, (line.title, []))[1].append(line)
    return list(found.values())


def in_order(lines: Iterable[DecisionLine]) -> list[DecisionLine]:
    """By title, then collectives, households, people; within these as they stand."""
    return sorted(
        lines,
        key=lambda line: (line.title.position, line.title.code, _ORDER.index(SubjectKind(line.honouree.kind))),
    )


def compose_articles(decision: Decision, lines: Sequence[DecisionLine]) -> str:
    """The text of the decision or of the request, from its list as it stands."""
    if not lines:
        return ""
    if decision.kind == DecisionKind.REVOKE:
        return "\n".join(_revocation(decision, lines))
    if decision.kind == DecisionKind.CORRECT:
        return "\n".join(_correction(decision, lines))
    return "\n".join(_request(decision, lines) if decision.is_submission else _grant(decision, lines))


def articles_of(decision: Decision, lines: Sequence[DecisionLine]) -> str:
    """What was typed, or else what follows from the list."""
    return decision.articles or compose_articles(decision, lines)


def has_list(lines: Sequence[DecisionLine]) -> bool:
    """Whether the names stand on a list of their own."""
    return len(lines) > MOST_IN_ARTICLE


def _grant(decision: Decision, lines: Sequence[DecisionLine]) -> Iterator[str]:
    yield from _given(lines, "Điều 1. Tặng", f" đã có thành tích trong năm {decision.year}")
    if any(line.coefficient for line in lines):
        fund = "của tỉnh" if decision.issuer.level == "province" else "của cơ quan, đơn vị"
        yield (
            f"Điều 2. {_whom(lines)} có tên tại Điều 1 được thưởng tiền theo quy định hiện hành; "
            f"kinh phí trích từ Quỹ thi đua, khen thưởng {fund}."
        )
        yield _last(decision.issuer, 3, lines)
    else:
        yield _last(decision.issuer, 2, lines)


def _revocation(decision: Decision, lines: Sequence[DecisionLine]) -> Iterator[str]:
    assert decision.amends is not None  # a constraint of the table
    about = f" tại {cited(decision.amends)} của {author(decision.issuer)}"
    yield from _given(lines, "Điều 1. Hủy bỏ việc tặng", about)
    yield f"Lý do: {decision.reason.rstrip('.')}."
    money = sum((line.money for line in lines if line.money), Decimal(0))
    sums = f" {format_number(money)} đồng (bằng chữ: {amount_in_words(money)})" if money else ""
    yield f"Điều 2. Thu hồi hiện vật khen thưởng và tiền thưởng{sums} đã nhận theo quy định."
    yield _last(decision.issuer, 3, lines)


def _correction(decision: Decision, lines: Sequence[DecisionLine]) -> Iterator[str]:
    assert decision.amends is not None  # a constraint of the table
    about = cited(decision.amends)
    yield (
        f"Điều 1. Đính chính thông tin của {_count(lines)} tại {about} của {author(decision.issuer)} "
        "(nội dung đính chính kèm theo)."
    )
    yield f"Lý do: {decision.reason.rstrip('.')}."
    yield f"Điều 2. Các nội dung khác của {about} giữ nguyên."
    yield _last(decision.issuer, 3, lines)


def _request(decision: Decision, lines: Sequence[DecisionLine]) -> Iterator[str]:
    whom = decision.addressee or "cấp có thẩm quyền"
    yield from _given(lines, f"{decision.issuer.name} kính trình {whom} xem xét, tặng")
    if decision.session:
        session = decision.session
        yield (
            f"Các trường hợp nêu trên đã được {session.council.name} xét, bỏ phiếu thông qua tại phiên họp "
            f"ngày {session.held_on:%d/%m/%Y} (có biên bản, báo cáo thành tích kèm theo)."
        )
    yield f"Kính đề nghị {whom} xem xét, quyết định./."


def _given(lines: Sequence[DecisionLine], before: str, after: str = "") -> Iterator[str]:
    """What is given to whom; names follow where there are few."""
    groups, listed = by_title(lines), has_list(lines)
    if len(groups) == 1:
        words = f"{before} {_called(groups[0][0])} cho {_count(lines)}{after}"
        yield f"{words} (danh sách kèm theo)." if listed else f"{words}:"
        if not listed:
            yield from (f"{number}. {_named(line)}" for number, line in enumerate(lines, start=1))
        return
    yield f"{before} danh hiệu thi đua, hình thức khen thưởng cho {_count(lines)}{after}, gồm:"
    for letter, (title, own) in zip(_LETTERS, groups, strict=False):
        yield f"{letter}) {_capital(_called(title))} cho {_count(own)}{';' if listed else ':'}"
        if not listed:
            yield from (f"- {_named(line)}" for line in own)
    if listed:
        yield "Danh sách kèm theo."


def _named(line: DecisionLine) -> str:
    """ "Bà Vàng Thị Máy, Phó Giám đốc, Sở Tài chính; đã có thành tích …;" """
    address = {True: "Bà ", False: "Ông ", None: ""}[line.honouree.is_woman]
    prefix = address if line.honouree.kind == SubjectKind.INDIVIDUAL else ""
    who = ", ".join(part for part in (f"{prefix}{line.name}", line.post) if part)
    deed = line.achievement.strip().rstrip(".;")
    return f"{who}: {deed[:1].lower()}{deed[1:]};" if deed else f"{who};"


def _last(issuer: Organization, number: int, lines: Sequence[DecisionLine]) -> str:
    """Who executes it."""
    first = ""
    if issuer.kind == Kind.PEOPLES_COMMITTEE and issuer.level == "province":
        first = "Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ, thủ trưởng"
    whom = _whom(lines)
    return (
        f"Điều {number}. {first or 'Thủ trưởng'} các cơ quan, đơn vị có liên quan và "
        f"{whom[:1].lower()}{whom[1:]} có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./."
    )


def _whom(lines: Sequence[DecisionLine]) -> str:
    kinds = {line.honouree.kind for line in lines}
    return f"Các {', '.join(kind.label.lower() for kind in _ORDER if kind in kinds)}"


def _count(lines: Sequence[DecisionLine]) -> str:
    return counted(line.honouree.kind for line in lines)


def _called(title: AwardTitle) -> str:
    return title.name if title.name.lower().startswith(_THINGS) else f"danh hiệu “{title.name}”"


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
