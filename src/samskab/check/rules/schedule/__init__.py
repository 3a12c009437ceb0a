"""SK4: schedules and their releases."""

from samskab.check.rules.schedule import calendar_days, hosting, meeting, release, schedule, times

MODULES = (schedule, meeting, calendar_days, times, hosting, release)
