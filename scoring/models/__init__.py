"""Tables of this app."""

from scoring.models.ballots import Ballot, BallotMark, BallotTally
from scoring.models.rounds import READING_ROLES, ScoringRound, led_seats
from scoring.models.schemes import Criterion, CriterionGroup, Scheme
from scoring.models.sheets import Evidence, Score, ScoreSheet

__all__ = [
    "READING_ROLES",
    "Ballot",
    "BallotMark",
    "BallotTally",
    "Criterion",
    "CriterionGroup",
    "Evidence",
    "Scheme",
    "Score",
    "ScoreSheet",
    "ScoringRound",
    "led_seats",
]
