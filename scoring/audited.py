"""What is kept of every change here, and what not."""

from core.auditing import Audited

_BALLOT = "who voted when, laid beside a counter, would be the vote (ADR 15)"
_ROUND = "bloc__organizer__root_code"

AUDITED = {
    "Scheme": Audited("organizer__root_code"),
    "CriterionGroup": Audited("scheme__organizer__root_code"),
    "Criterion": Audited("group__scheme__organizer__root_code"),
    "ScoringRound": Audited(_ROUND, names=("bloc",)),
    "ScoreSheet": Audited(f"round__{_ROUND}", names=("organization", "round")),
    "Score": Audited(f"sheet__round__{_ROUND}", names=("criterion",)),
    "Evidence": Audited(f"sheet__round__{_ROUND}"),
    # The result is the frozen count; it stands in the row and never changes.
    "Ballot": Audited(f"round__{_ROUND}", without=("result",), names=("round__bloc",)),
}
LEFT_OUT = {"BallotMark": _BALLOT, "BallotTally": _BALLOT}
