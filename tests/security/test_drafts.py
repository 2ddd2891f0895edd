"""What was written before a directive was issued is read only by those who write."""

import pytest
from django.utils import timezone

from campaigns import services


@pytest.fixture
def issued(province, staff, leader, clerk):
    """A directive with a sentence in its first version that did not go out."""
    directive = services.create_directive(issuer=province, year=timezone.localdate().year, by=staff)
    content = {"subject_line": "Phát động thi đua", "signer_name": "Nguyễn Văn A", "recipients": "Như trên"}
    for revision, body in enumerate(["Câu đã bỏ.", "Câu ban hành."]):
        content["body"] = body
        directive = services.save_content(directive, content, base_revision=revision, by=staff, keep_version=True)
    services.submit_directive(directive, by=staff)
    services.approve_directive(directive, by=leader)
    return services.issue_directive(directive, by=clerk, number=1, issued_on=timezone.localdate())


@pytest.mark.parametrize("page", ["ban-luu/", "so-sanh/?cu=1&moi=2"])
def test_earlier_versions_are_not_for_the_whole_province(client, issued, staff, unit_officer, page):
    client.force_login(unit_officer)
    assert client.get(issued.get_absolute_url()).status_code == 200
    assert client.get(f"{issued.get_absolute_url()}{page}").status_code == 403
    client.force_login(staff)
    assert client.get(f"{issued.get_absolute_url()}{page}").status_code == 200


def test_the_way_to_earlier_versions_is_not_shown_to_the_whole_province(client, issued, unit_officer):
    client.force_login(unit_officer)
    assert "ban-luu/" not in client.get(issued.get_absolute_url()).content.decode()
