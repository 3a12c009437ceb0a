"""SK3: applications and their assessments."""

from samskab.check.rules.application import (
    answers,
    application,
    assessment,
    commitments,
    lengths,
    participants,
    received,
    unassessed,
)

MODULES = (application, received, participants, answers, lengths, commitments, assessment, unassessed)
