"""A directive with targets and results of every sort, for the tests of the progress report."""

from __future__ import annotations

from datetime import date

from campaigns.models import Directive
from organizations.models import Organization
from targets.enums import PeriodKind
from targets.models import ProgressReport
from targets.periods import Period
from targets.review import Figures, Line, Unreported
from tests.factories.organizations import OrganizationFactory
from tests.factories.targets import assign, make_actual, make_target

HALF = Period(2024, PeriodKind.HALF, 1)
YEAR = Period(2024, PeriodKind.YEAR, 1)


def enter_targets(directive: Directive) -> dict[str, object]:
    """Seven figures in two groups, one of them without a result and two under a common name."""
    made = {
        "budget": make_target(directive, "Thu ngân sách nhà nước trên địa bàn", "12.800 tỷ đồng", group="economy"),
        "trade": make_target(directive, "Giá trị xuất nhập khẩu", "4.500 triệu USD", group="economy"),
        "structure": make_target(directive, "Cơ cấu kinh tế", group="economy"),
    }
    made |= {
        "industry": make_target(
            directive, "Công nghiệp", "42%", parent=made["structure"], group="economy", measure="structure"
        ),
        "services": make_target(
            directive, "Dịch vụ", "35%", parent=made["structure"], group="economy", measure="structure"
        ),
        "growth": make_target(directive, "Tốc độ tăng trưởng kinh tế", "Trên 10%", group="economy", measure="rate"),
        "schools": make_target(directive, "Tỷ lệ trường đạt chuẩn", "68%", group="society"),
        "communes": make_target(directive, "Số xã nông thôn mới", "72 xã", group="society"),
    }
    return made


def enter_results(made: dict[str, object], *, kind: str = PeriodKind.HALF) -> Organization:
    """The department that holds the budget reported; the one of the communes did not."""
    directive: Directive = made["budget"].directive
    finance = OrganizationFactory(
        code="sotaichinh", name="Sở Tài chính tỉnh Lào Cai", parent=directive.issuer, level="unit", kind="department"
    )
    rural = OrganizationFactory(
        code="sonongnghiep",
        name="Sở Nông nghiệp tỉnh Lào Cai",
        parent=directive.issuer,
        level="unit",
        kind="department",
    )
    for name in ("budget", "trade"):
        assign(made[name], finance)
    assign(made["communes"], rural)
    make_actual(made["budget"], "3.200,5", kind=kind, organization=finance, source="https://laocai.gov.vn/thu")
    make_actual(made["trade"], "4.600", kind=kind, organization=finance)
    make_actual(made["industry"], "42,3", kind=kind, as_of=date(2024, 6, 15), is_estimate=True)
    make_actual(made["growth"], "5,01", kind=kind)
    make_actual(made["schools"], "65", kind=kind)
    return finance


def figures() -> Figures:
    """Plain values of the same sort, for the pure parts."""
    return Figures(
        (
            Line(
                "Thu ngân sách",
                group="economy",
                asked="12.800 tỷ đồng",
                result="3.200,5",
                unit="tỷ đồng",
                as_of="30/06/2024",
                percent="25",
                verdict="behind",
                sentence="Chậm tiến độ vì thu thấp.",
                units=("Sở Tài chính",),
                source="Cục Thuế",
            ),
            Line("Xuất khẩu", asked="4.500 triệu USD", result="4.600", unit="triệu USD", as_of="30/06/2024",
                 percent="102,2", verdict="exceeded"),
            Line("Cơ cấu kinh tế", group="economy"),
            Line("Công nghiệp", whole="Cơ cấu kinh tế", group="economy", asked="42%", result="42,3", unit="%",
                 as_of="15/06/2024", is_estimate=True, verdict="met"),
            Line("Tăng trưởng", asked="Trên 10%", result="5,01", unit="%", as_of="30/06/2024", verdict="behind"),
            Line("Hộ nghèo", asked="giảm 4%", result="1", unit="%", as_of="30/06/2024", percent="20",
                 is_of_change=True, verdict="missed"),
            Line("Nông thôn mới", group="society", asked="72 xã", verdict="no_data"),
        ),
        (Unreported("Sở Nông nghiệp", "Chưa gửi", "05/07/2024"),),
    )  # fmt: skip


def complete(report: ProgressReport) -> list[dict[str, str]]:
    """The sections as a clerk leaves them: nothing open, nothing empty."""
    return [
        {"heading": section["heading"], "text": section["text"].replace("…", "Đã thực hiện.")}
        for section in report.sections
    ]
