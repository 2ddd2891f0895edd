"""The course of a target's figures through the year as geometry: values in, coordinates out. Pure.

Coordinates are strings, ready for SVG attributes whatever the language of the page. Three series at most: what was
reported, what was asked, and where one would have to be on the way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from core.vietnamese import format_number

WIDTH, HEIGHT = 720, 268
_LEFT, _RIGHT, _TOP, _BOTTOM = 74, 150, 18, 36
#: Labels at the end of the lines stand at least this far apart.
_LINE_HEIGHT = 17
#: How far from zero an axis may begin, as a share of the span of its values, and still be drawn from zero.
_NEAR_ZERO = Decimal("0.5")


@dataclass(frozen=True)
class Point:
    """A value on a day."""

    day: date
    value: Decimal


@dataclass(frozen=True)
class Plot:
    """What is drawn: reported figures, the number asked for (two for a range), the expected course."""

    year: int
    reported: tuple[Point, ...]
    asked: tuple[Decimal, ...]
    expected: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Tick:
    """A mark of an axis: where, and its words."""

    at: str
    label: str


@dataclass(frozen=True)
class Dot:
    """A reported figure: where, and its words for those who point at it."""

    x: str
    y: str
    label: str


@dataclass(frozen=True)
class Label:
    """Words beside the end of a series; `series` names which."""

    y: str
    text: str
    series: str


@dataclass(frozen=True)
class Chart:
    """Geometry of one chart. Polylines are lists of points as SVG writes them; empty ones are not drawn."""

    title: str
    description: str
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    dots: tuple[Dot, ...]
    line: str
    asked: tuple[str, ...]
    expected: str
    labels: tuple[Label, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    top: int = _TOP
    bottom: int = HEIGHT - _BOTTOM

    @property
    def label_x(self) -> int:
        return self.right + 8


def draw(plot: Plot, *, title: str) -> Chart | None:
    """The chart; None when nothing was reported."""
    if not plot.reported:
        return None
    ticks = _ticks(_values(plot))
    scale = _Scale(plot.year, ticks[0], ticks[-1])
    return Chart(
        title=title,
        description=_description(plot),
        x_ticks=tuple(Tick(scale.x(day), f"{day:%d/%m}") for day in _quarter_ends(plot.year)),
        y_ticks=tuple(Tick(scale.y(value), format_number(_plain(value))) for value in ticks),
        dots=tuple(Dot(scale.x(p.day), scale.y(p.value), _said(p)) for p in plot.reported),
        line=scale.polyline(plot.reported) if len(plot.reported) > 1 else "",
        asked=tuple(scale.y(value) for value in plot.asked),
        expected=scale.polyline(plot.expected),
        labels=_labels(plot, scale),
    )


class _Scale:
    """From days and values to coordinates."""

    def __init__(self, year: int, low: Decimal, high: Decimal) -> None:
        self.first = date(year, 1, 1)
        self.days = (date(year, 12, 31) - self.first).days
        self.low, self.high = low, high

    def x(self, day: date) -> str:
        gone = min(max((day - self.first).days, 0), self.days)
        return _number(_LEFT + Decimal(gone) / self.days * (WIDTH - _LEFT - _RIGHT))

    def y(self, value: Decimal) -> str:
        share = (value - self.low) / (self.high - self.low)
        return _number(HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM))

    def polyline(self, points: Sequence[Point]) -> str:
        return " ".join(f"{self.x(point.day)},{self.y(point.value)}" for point in points)


def _values(plot: Plot) -> list[Decimal]:
    return [*(point.value for point in (*plot.reported, *plot.expected)), *plot.asked]


def _ticks(values: Sequence[Decimal]) -> list[Decimal]:
    """Three to six round numbers that hold all values between them."""
    low, high = min(values), max(values)
    span = high - low
    if 0 < low <= span * _NEAR_ZERO * 2:
        low, span = Decimal(0), high
    if not span:
        span = abs(high) or Decimal(1)
        low, high = low - span / 10, high + span / 10
        span = high - low
    step = _round_step(span / 4)
    first = (low / step).to_integral_value(rounding="ROUND_FLOOR") * step
    ticks = [first]
    while ticks[-1] < high:
        ticks.append(ticks[-1] + step)
    return ticks


def _round_step(rough: Decimal) -> Decimal:
    """The next of 1, 2, 2,5, 5 times a power of ten."""
    power = Decimal(1).scaleb(rough.adjusted())
    return next(power * step for step in (1, 2, Decimal("2.5"), 5, 10) if power * step >= rough)


def _quarter_ends(year: int) -> list[date]:
    return [date(year, 3, 31), date(year, 6, 30), date(year, 9, 30), date(year, 12, 31)]


def _labels(plot: Plot, scale: _Scale) -> tuple[Label, ...]:
    """Words right of the plot at the height of their series, pushed apart where they would touch."""
    wanted = [(plot.reported[-1].value, f"Kết quả {format_number(plot.reported[-1].value)}", "reported")]
    names = ["Chỉ tiêu"] if len(plot.asked) == 1 else ["Từ", "Đến"]
    wanted += [
        (value, f"{name} {format_number(value)}", "asked") for name, value in zip(names, plot.asked, strict=False)
    ]
    if plot.expected and not any(plot.expected[-1].value == value for value in plot.asked):
        wanted.append((plot.expected[-1].value, "Tiến độ cần có", "expected"))
    placed: list[Label] = []
    lowest = Decimal(_TOP) - _LINE_HEIGHT
    for value, text, series in sorted(wanted, key=lambda one: -one[0]):
        at = max(Decimal(scale.y(value)) + 4, lowest + _LINE_HEIGHT)
        placed.append(Label(_number(at), text, series))
        lowest = at
    return tuple(placed)


def _description(plot: Plot) -> str:
    figures = "; ".join(_said(point) for point in plot.reported)
    asked = " đến ".join(format_number(value) for value in plot.asked)
    return f"Kết quả đã xác nhận: {figures}. Chỉ tiêu: {asked}."


def _said(point: Point) -> str:
    return f"{point.day:%d/%m/%Y}: {format_number(point.value)}"


def _plain(value: Decimal) -> Decimal:
    stripped = value.normalize()
    exponent = stripped.as_tuple().exponent
    return stripped.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else stripped


def _number(value: Decimal) -> str:
    return f"{value:.1f}"


def straight(year: int, start: Decimal, end: Decimal) -> tuple[Point, ...]:
    """A course of even steps from the last day of the year before to the last of this."""
    return Point(date(year, 1, 1) - timedelta(days=1), start), Point(date(year, 12, 31), end)
