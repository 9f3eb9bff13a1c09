"""Readers of event logs: XES, XES.gz and CSV files become cases with their events, or are refused with line and reason.

Words: a *log* has cases, a *case* has events, an *event* is one activity at one instant. A file is read to its end
before anything is returned. A file that cannot be trusted as a whole is refused (`model.Malformed`); a row that lacks
something is skipped and listed.
"""
