"""What is kept of every change here, and what not."""

from core.auditing import Audited

AUDITED = {
    "Campaign": Audited("organization__root_code"),
    # The printed list follows from the rows of targets, whose changes are kept one by one.
    "Directive": Audited("issuer__root_code", without=("target_list",), names=("issuer",)),
    # A version never changes and is itself what was kept: its text is not kept twice.
    "DirectiveVersion": Audited("directive__issuer__root_code", without=("content",)),
}
LEFT_OUT: dict[str, str] = {}
