"""Closed lists of this app."""

from django.db.models import TextChoices


class Kind(TextChoices):
    """What sort of body an organization is."""

    PEOPLES_COMMITTEE = "peoples_committee", "Ủy ban nhân dân"
    COUNCIL_OFFICE = "council_office", "Cơ quan của Hội đồng nhân dân"
    DEPARTMENT = "department", "Sở, ban, ngành"
    PARTY = "party", "Cơ quan Đảng"
    MASS_ORGANIZATION = "mass_organization", "Mặt trận, đoàn thể"
    ARMED_FORCES = "armed_forces", "Lực lượng vũ trang"
    VERTICAL = "vertical", "Cơ quan ngành dọc"
    PUBLIC_UNIT = "public_unit", "Đơn vị sự nghiệp"
    ENTERPRISE = "enterprise", "Doanh nghiệp"
    MINISTRY = "ministry", "Bộ, cơ quan Trung ương"
    OTHER = "other", "Khác"


class Level(TextChoices):
    """Administrative level. The district level ended on 01/07/2025, yet older documents have it."""

    CENTRAL = "central", "Trung ương"
    PROVINCE = "province", "Cấp tỉnh"
    DISTRICT = "district", "Cấp huyện (trước 01/7/2025)"
    COMMUNE = "commune", "Cấp xã"
    UNIT = "unit", "Đơn vị trực thuộc"


class Role(TextChoices):
    """What a person does for an organization."""

    STAFF = "staff", "Cán bộ thi đua"
    LEADER = "leader", "Lãnh đạo ký văn bản"
    CLERK = "clerk", "Văn thư"
    UNIT_OFFICER = "unit_officer", "Cán bộ đơn vị"
    COUNCIL = "council", "Thành viên Hội đồng"
    ADMIN = "admin", "Quản trị"


class BlocKind(TextChoices):
    """What a group of competing units calls itself."""

    KHOI = "khoi", "Khối thi đua"
    CUM = "cum", "Cụm thi đua"


class BlocRole(TextChoices):
    """What a unit is in its bloc, for one year."""

    HEAD = "head", "Trưởng khối"
    DEPUTY = "deputy", "Phó trưởng khối"
    MEMBER = "member", "Thành viên"
