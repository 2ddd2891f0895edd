"""What is kept of every change here, and what not."""

from core.auditing import Audited

AUDITED: dict[str, Audited] = {}
LEFT_OUT = {
    "Notice": "a message to one person, made from acts that are in the log; that it was read is nobody else's business",
    "Preference": "what a person wants to be told of, and nobody else's business",
}
