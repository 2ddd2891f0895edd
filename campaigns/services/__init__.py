"""Every write of this app that means something: drafting, the way to issue, campaigns."""

from campaigns.services.campaigns import create_campaign, update_campaign
from campaigns.services.drafting import (
    create_directive,
    keep_version,
    restore_version,
    save_content,
    set_target_list,
)
from campaigns.services.workflow import (
    approve_directive,
    close_directive,
    issue_directive,
    return_directive,
    revoke_directive,
    submit_directive,
)

__all__ = [
    "approve_directive",
    "close_directive",
    "create_campaign",
    "create_directive",
    "issue_directive",
    "keep_version",
    "restore_version",
    "return_directive",
    "revoke_directive",
    "save_content",
    "set_target_list",
    "submit_directive",
    "update_campaign",
]
