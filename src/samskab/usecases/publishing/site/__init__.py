"""The public site of a repository: its pages, calendars and feed, and the check of a folder that holds one."""
