"""What is kept of every change here, and what not."""

from core.auditing import Audited

AUDITED: dict[str, Audited] = {}
LEFT_OUT = {
    "LogEntry": "the log itself, which only grows",
    "Change": "what was kept, which only grows",
    "OutboxMail": "mail on its way: tries and faults of sending",
}
