"""What is kept of every change here, and what not."""

from core.auditing import Audited

_BALLOT = "the secret ballot: a row per change would tell which unit voted when and how"
_ROUND = "bloc__organizer__root_code"

AUDITED = {
    "Scheme": Audited("organizer__root_code"),
    "CriterionGroup": Audited("scheme__organizer__root_code"),
    "Criterion": Audited("group__scheme__organizer__root_code"),
    "ScoringRound": Audited(_ROUND, names=("bloc",)),
    # The result is the frozen count; it stands in the row and never changes.
    "Ballot": Audited(f"round__{_ROUND}", without=("result",), names=("round__bloc",)),
    "ScoreSheet": Audited(f"round__{_ROUND}", names=("organization", "round")),
    "Score": Audited(f"sheet__round__{_ROUND}", names=("criterion",)),
    "Evidence": Audited(f"sheet__round__{_ROUND}"),
}
LEFT_OUT = {"BallotMark": _BALLOT, "BallotTally": _BALLOT}
