"""The demonstration's awards: the catalogue as delivered, a council, and a dossier whose head missed a target.

People, posts and decisions here are invented and say so; the results that decide about the head are the published ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from awards.enums import MemberRole, Nature, SubjectKind
from awards.models import AwardRecord, AwardTitle, Council, Dossier, Honouree
from awards.reference import load_catalogue_rows
from awards.services.dossier_lines import NewLine, add_lines, create_honouree
from awards.services.dossiers import create_dossier
from awards.services.sessions_council import create_council, seat_member
from organizations.models import Organization, User

UNIT, PROVINCE, YEAR = "sodulich-laocai", "laocai", 2024
NAME = "Đề nghị khen thưởng năm 2024 của Sở Du lịch (minh họa)"
SEATS = (
    (MemberRole.CHAIR, "Trịnh Xuân Trường", "Chủ tịch Ủy ban nhân dân tỉnh"),
    (MemberRole.STANDING_VICE, "Ủy viên minh họa 1", "Giám đốc Sở Nội vụ"),
    (MemberRole.MEMBER, "Ủy viên minh họa 2", "Giám đốc Sở Tài chính"),
    (MemberRole.MEMBER, "Ủy viên minh họa 3", "Giám đốc Sở Kế hoạch và Đầu tư"),
    (MemberRole.SECRETARY, "Ủy viên minh họa 4", "Trưởng Ban Thi đua - Khen thưởng"),
)


def load_awards(people: Mapping[str, User]) -> None:
    """Make what is missing; `people` by the name of their account."""
    load_catalogue_rows()
    unit = Organization.objects.get(code=UNIT)
    staff, officer = people["chuyenvien.laocai"], people["dulich.laocai"]
    province = Organization.objects.get(code=PROVINCE)
    if not Council.objects.filter(organization=province).exists():
        _council(province, chair=people["lanhdao.laocai"], by=staff)
    if not Dossier.objects.filter(organization=unit).exists():
        _dossier(unit, by=officer)


def _council(province: Organization, *, chair: User, by: User) -> None:
    council = create_council(
        organization=province,
        by=by,
        name="Hội đồng Thi đua - Khen thưởng tỉnh Lào Cai (minh họa)",
        document="Quyết định minh họa",
        valid_from=date(2024, 1, 1),
    )
    for position, (role, name, post) in enumerate(SEATS, start=1):
        account = chair if role == MemberRole.CHAIR else None
        seat_member(
            council, by=by, user=account, full_name=name, job_title=post, role=role, position=position,
            valid_from=council.valid_from,
        )  # fmt: skip


def _dossier(unit: Organization, *, by: User) -> None:
    """A head, a person with two years of a title, and the unit itself; left as a draft to be looked at."""
    head = _person(unit, "Nguyễn Văn Bình", post="Giám đốc", is_head=True, holds_leading_post=True)
    person = _person(unit, "Trần Thị Hạnh", post="Chuyên viên", is_woman=True)
    for year in (2022, 2023):
        AwardRecord.objects.create(
            honouree=person, title_code="CSTDCS", title_name="Chiến sĩ thi đua cơ sở", year=year, nature=Nature.MERIT,
            decision_number=f"{year - 2000}/QĐ-SDL (minh họa)", decided_on=date(year, 12, 10),
            decided_by="Giám đốc Sở Du lịch", post_then="Chuyên viên", office_then=unit.name, is_imported=True,
        )  # fmt: skip
    whole = create_honouree(
        unit, {"kind": SubjectKind.COLLECTIVE, "name": "Sở Du lịch tỉnh Lào Cai", "is_whole_organization": True}
    )
    dossier = create_dossier(unit, {"name": NAME, "year": YEAR, "nature": Nature.MERIT}, by=by)
    titles = {
        title.code: title
        for title in AwardTitle.objects.filter(
            legal_version=dossier.legal_version, code__in=("BKT-CN", "CSTDT", "TTLDXS")
        )
    }
    new = [NewLine(titles["BKT-CN"], head), NewLine(titles["CSTDT"], person), NewLine(titles["TTLDXS"], whole)]
    add_lines(dossier, new, base_revision=dossier.revision, by=by)


def _person(unit: Organization, name: str, **values: object) -> Honouree:
    return create_honouree(unit, {"kind": SubjectKind.INDIVIDUAL, "name": name, **values})
