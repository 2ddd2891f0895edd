"""The words of a review, drafted from its figures. Pure and deterministic.

A draft says only what the figures say. What only the clerk knows stands as "…" with a word about what belongs there.
Each section is a heading and a text as it is typed in a directive's body.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from targets.enums import ReviewKind, Verdict
from targets.periods import Period
from targets.review import LAGGING, Figures, Line, count, verdict_word

#: Where something is still to be written.
GAP = "…"


@dataclass(frozen=True)
class Section:
    """`part` says what the section is about, whatever its heading became."""

    part: str
    heading: str
    text: str


@dataclass(frozen=True)
class Story:
    """What a review tells of. `symbol`: "01/CT-UBND"; `directive`: the same with its day and whose it is; `about`: its
    subject."""

    review: ReviewKind
    period: Period
    issuer: str
    symbol: str
    directive: str
    about: str
    figures: Figures


def subject_of(review: ReviewKind, period: Period, symbol: str) -> str:
    """The subject line, broken as it is printed."""
    begins = {
        ReviewKind.PROGRESS: "Kết quả thực hiện",
        ReviewKind.INTERIM: "Sơ kết thực hiện",
        ReviewKind.FINAL: "Tổng kết thực hiện",
    }[review]
    return f"{begins} các chỉ tiêu thi đua {period_words(period)}\ntheo Chỉ thị số {symbol}"


def period_words(period: Period) -> str:
    """The period inside a sentence: "quý I năm 2024"."""
    return period.label[:1].lower() + period.label[1:]


def default_sections(story: Story) -> tuple[Section, ...]:
    """All sections of a new review, in the usual order of its kind."""
    outline = _PROGRESS if story.review == ReviewKind.PROGRESS else _REVIEW
    return tuple(Section(part, heading, _WRITERS[part](story)) for part, heading in outline)


def drafted(story: Story, part: str) -> str:
    """The text of one section as the figures of today would have it."""
    return _WRITERS[part](story)


def figures_mark(figures: Figures) -> str:
    """Equal as long as the figures are: tells whether a section was drafted from older ones."""
    said = [
        (line.full_name, line.asked, line.measured, line.as_of, line.percent, line.verdict) for line in figures.lines
    ]
    return sha256(repr(said).encode()).hexdigest()[:16]


def _opening(story: Story) -> str:
    return (
        f"Thực hiện Chỉ thị số {story.directive} {_lower(story.about)}, {story.issuer} báo cáo kết quả thực hiện "
        f"các chỉ tiêu thi đua {period_words(story.period)} như sau:"
    )


def _closing(story: Story) -> str:
    return (
        f"Trên đây là báo cáo kết quả thực hiện các chỉ tiêu thi đua {period_words(story.period)} của {story.issuer}./."
    )


def _leading(story: Story) -> str:
    return _paragraphs(
        "1. Văn bản chỉ đạo, triển khai",
        f"Triển khai Chỉ thị số {story.symbol}, {story.issuer} đã ban hành {GAP} (ghi số, ngày, tên văn bản).",
        "2. Phát động, ký kết giao ước thi đua",
        f"{GAP} (ghi ngày, nơi tổ chức và số đơn vị tham gia).",
        "3. Công tác tuyên truyền",
        f"{GAP} (ghi hình thức và kết quả).",
        "4. Công tác kiểm tra, giám sát",
        f"{GAP} (ghi số cuộc kiểm tra và kết quả).",
    )


def _results(story: Story) -> str:
    """How many stand how, what went beyond the number, and what lags."""
    parts = [_overview(story)]
    told = [(title, story.figures.having(verdict)) for title, verdict in _TOLD]
    for number, (title, lines) in enumerate(((title, lines) for title, lines in told if lines), start=1):
        parts += [f"{number}. {title}", *(f"- {_told(line)}" for line in lines)]
    return _paragraphs(*parts)


#: What is told line by line; the rest stands in the table.
_TOLD = (
    ("Chỉ tiêu vượt mức đề ra", Verdict.EXCEEDED),
    ("Chỉ tiêu chậm tiến độ", Verdict.BEHIND),
    ("Chỉ tiêu không đạt", Verdict.MISSED),
)


def _overview(story: Story) -> str:
    figures = story.figures
    total, known = len(figures.targets), len(figures.reported)
    begins = f"Chỉ thị số {story.symbol} đề ra {total} chỉ tiêu. Tính đến hết {period_words(story.period)}"
    if not known:
        return f"{begins}, chưa chỉ tiêu nào có số liệu được xác nhận."
    counts = ", ".join(
        f"{number} chỉ tiêu {verdict_word(verdict)}" for verdict, number in count(figures.reported).items() if number
    )
    have = f"cả {total}" if known == total else f"{known}/{total}"
    rest = f"; {total - known} chỉ tiêu chưa có số liệu" if known < total else ""
    return (
        f"{begins}, {have} chỉ tiêu có số liệu được xác nhận: {counts}{rest}. "
        "Kết quả từng chỉ tiêu ghi tại Phụ lục kèm theo."
    )


def _told(line: Line) -> str:
    """One result beside what was asked."""
    day = f"tính đến {line.as_of}{', số ước' if line.is_estimate else ''}"
    return f"{line.full_name}: {line.measured} ({day}), mức cần đạt: {_lower(line.asked)}{_percent(line)}."


def _rewards(story: Story) -> str:
    return (
        f"{GAP} (ghi số lượng theo từng danh hiệu, hình thức khen thưởng; tỷ lệ người trực tiếp lao động, công tác "
        "được khen thưởng)."
    )


def _limits(story: Story) -> str:
    lines = story.figures.lagging
    found = [f"- {line.full_name}: {verdict_word(line.verdict)}{_percent(line)}." for line in lines]
    return _paragraphs(
        "1. Hạn chế",
        _lagging_counts(story) if lines else f"{_nothing_lags(story)} Hạn chế khác: {GAP}",
        *found,
        "2. Nguyên nhân",
        *_causes(story),
        "3. Bài học kinh nghiệm",
        GAP,
    )


def _lagging(story: Story) -> str:
    """The section of a progress report about what is behind, with a place for each cause."""
    lines = story.figures.lagging
    if not lines:
        return _nothing_lags(story)
    found = [f"- {_told(line)} Nguyên nhân: {GAP}" for line in lines]
    return _paragraphs(_lagging_counts(story), *found)


def _causes(story: Story) -> list[str]:
    return [f"- {line.full_name}: {GAP}" for line in story.figures.lagging] or [GAP]


def _lagging_counts(story: Story) -> str:
    counts = [(len(story.figures.having(verdict)), verdict_word(verdict)) for verdict in reversed(LAGGING)]
    words = ", ".join(f"{number} chỉ tiêu {word}" for number, word in counts if number)
    return f"Tính đến hết {period_words(story.period)} có {words}:"


def _nothing_lags(story: Story) -> str:
    known = len(story.figures.reported)
    if not known:
        return f"Tính đến hết {period_words(story.period)} chưa có số liệu được xác nhận."
    return f"Trong {known} chỉ tiêu có số liệu, không có chỉ tiêu nào chậm tiến độ hoặc không đạt."


def _plans(story: Story) -> str:
    lagging = len(story.figures.lagging)
    words = ", ".join(verdict_word(verdict) for verdict in reversed(LAGGING) if story.figures.having(verdict))
    missing = len(story.figures.targets) - len(story.figures.reported)
    parts = [f"Đối với {lagging} chỉ tiêu {words}: {GAP}"] if lagging else []
    parts += [f"Đối với {missing} chỉ tiêu chưa có số liệu: {GAP}"] if missing else []
    parts += [f"Nhiệm vụ trọng tâm khác: {GAP}" if parts else f"Nhiệm vụ trọng tâm: {GAP}"]
    return _paragraphs(*(f"{number}. {part}" for number, part in enumerate(parts, start=1)))


def _proposals(story: Story) -> str:
    return f"{GAP} (ghi kiến nghị với từng cấp, từng cơ quan; không có thì bỏ phần này)."


def _percent(line: Line) -> str:
    of_change = " mức thay đổi cần có từ đầu năm" if line.is_of_change else ""
    return f", tỷ lệ thực hiện {line.percent}%{of_change}" if line.percent else ""


def _lower(words: str) -> str:
    """A subject inside a sentence: "về phát động …"."""
    return words[:1].lower() + words[1:]


def _paragraphs(*parts: str) -> str:
    return "\n".join(parts)


_REVIEW = (
    ("opening", ""),
    ("leading", "I. CÔNG TÁC CHỈ ĐẠO, TỔ CHỨC THỰC HIỆN"),
    ("results", "II. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU"),
    ("rewards", "III. CÔNG TÁC KHEN THƯỞNG"),
    ("limits", "IV. HẠN CHẾ, NGUYÊN NHÂN, BÀI HỌC KINH NGHIỆM"),
    ("plans", "V. PHƯƠNG HƯỚNG, NHIỆM VỤ"),
    ("proposals", "VI. KIẾN NGHỊ, ĐỀ XUẤT"),
    ("closing", ""),
)
_PROGRESS = (
    ("opening", ""),
    ("results", "I. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU"),
    ("lagging", "II. CHỈ TIÊU CHẬM TIẾN ĐỘ VÀ NGUYÊN NHÂN"),
    ("plans", "III. NHIỆM VỤ KỲ TỚI"),
    ("closing", ""),
)
_WRITERS: Mapping[str, Callable[[Story], str]] = {
    "opening": _opening,
    "leading": _leading,
    "results": _results,
    "rewards": _rewards,
    "limits": _limits,
    "lagging": _lagging,
    "plans": _plans,
    "proposals": _proposals,
    "closing": _closing,
}
#: What the sections without a heading of their own on paper are called on screen.
UNNAMED = {"opening": "Mở đầu", "closing": "Kết"}
#: Sections whose sentences come from figures; they may be drafted anew when those change.
FROM_FIGURES = frozenset({"results", "limits", "lagging"})
