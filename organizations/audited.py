"""What is kept of every change here, and what not."""

from core.auditing import Audited

AUDITED = {
    "Organization": Audited("root_code"),
    "User": Audited("memberships__organization__root_code"),
    "Membership": Audited("organization__root_code", names=("user", "organization")),
    "Bloc": Audited("organizer__root_code"),
    "BlocComposition": Audited("bloc__organizer__root_code", names=("bloc",)),
    "BlocMembership": Audited("bloc__organizer__root_code", names=("bloc", "organization")),
}
LEFT_OUT = {
    "ImportPreview": "a sheet that waits for its owner's confirmation and is thrown away; what it brings in is kept"
}
