"""The lines above a signature, for every authority of the decree."""

import pytest

from documents.enums import SigningAuthority
from documents.signature import signature_titles

PROVINCE = {"head_title": "Chủ tịch", "body_name": "Ủy ban nhân dân"}
DEPARTMENT = {"head_title": "Giám đốc", "body_name": "Sở Nội vụ"}


@pytest.mark.parametrize(
    ("authority", "signer", "of", "lines"),
    [
        ("head", "Chủ tịch", PROVINCE, ("CHỦ TỊCH",)),
        ("head", "Giám đốc", DEPARTMENT, ("GIÁM ĐỐC",)),
        ("collective", "Chủ tịch", PROVINCE, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("deputy", "Phó Chủ tịch", PROVINCE, ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("deputy", "Phó Chủ tịch Thường trực", PROVINCE, ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH THƯỜNG TRỰC")),
        ("deputy", "Phó Giám đốc", DEPARTMENT, ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
        ("collective_deputy", "Phó Chủ tịch", PROVINCE, ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("acting", "Quyền Chủ tịch", PROVINCE, ("Q. CHỦ TỊCH",)),
        ("by_order", "Chánh Văn phòng", PROVINCE, ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
        ("delegated", "Giám đốc Sở Nội vụ", PROVINCE, ("TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ NỘI VỤ")),
    ],
)
def test_authority_lines_stand_in_capitals_from_the_body_down_to_the_signer(authority, signer, of, lines):
    assert signature_titles(authority, signer_title=signer, **of) == lines


@pytest.mark.parametrize("authority", SigningAuthority)
def test_every_authority_has_its_lines(authority):
    assert signature_titles(authority, signer_title="x", **PROVINCE)


def test_an_unknown_authority_is_a_fault_of_the_program():
    with pytest.raises(ValueError, match="king"):
        signature_titles("king", signer_title="x", **PROVINCE)
