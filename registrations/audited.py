"""What is kept of every change here, and what not."""

from core.auditing import Audited

_ROUND = "campaign__organization__root_code"
_REGISTRATION = f"round__{_ROUND}"

AUDITED = {
    "Round": Audited(_ROUND),
    "RoundExtension": Audited(_REGISTRATION, names=("round",)),
    "LateException": Audited(_REGISTRATION, names=("bloc",)),
    "Registration": Audited(_REGISTRATION, names=("round", "bloc")),
    # A version never changes and is itself what was kept: its text is not kept twice.
    "RegistrationVersion": Audited(f"registration__{_REGISTRATION}", without=("content",)),
    "SignedFile": Audited(f"version__registration__{_REGISTRATION}"),
    "UnitLine": Audited(
        f"registration__{_REGISTRATION}", names=("organization", "registration__round", "registration__bloc")
    ),
    "TitleEntry": Audited(f"line__registration__{_REGISTRATION}", names=("title",)),
    "Nominee": Audited(f"entry__line__registration__{_REGISTRATION}"),
    "Pledge": Audited(f"registration__{_REGISTRATION}"),
    "Commitment": Audited(f"pledge__registration__{_REGISTRATION}"),
}
LEFT_OUT: dict[str, str] = {}
