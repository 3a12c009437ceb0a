"""SK3: applications and their assessments."""

from samskab.check.rules.application import (
    answers,
    application,
    assessment,
    commitments,
    lengths,
    participants,
    received,
)

MODULES = (application, received, participants, answers, lengths, commitments, assessment)
