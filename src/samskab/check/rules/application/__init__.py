"""SK3: applications and their assessments."""

from samskab.check.rules.application import (
    answers,
    application,
    assessment,
    commitments,
    cut_answers,
    lengths,
    participants,
    received,
    unassessed,
)

MODULES = (application, received, participants, answers, cut_answers, lengths, commitments, assessment, unassessed)
