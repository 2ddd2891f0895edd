"""What is kept of every change here, and what not."""

from core.auditing import Audited

AUDITED = {
    "RegisteredNumber": Audited(
        "organization__root_code", without=("content_type", "object_id"), names=("organization",)
    )
}
LEFT_OUT = {"Document": "a rendering job: the paper is made from the record, whose changes are kept"}
