"""Matters: the catalogue as a county runs it. What may be applied for, from whom, within how many days, on what ground.

A matter's statutory limit is law and carries its source; the committed limit is the county's own promise.
"""
