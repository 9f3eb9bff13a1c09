"""Approvals: one matter handled for one applicant from receipt to decision, on two clocks.

Words: application, one-time notice, acceptance, special procedure, extension. Promise: the committed limit is the due
day, the statutory one stands beside it; whoever waits sees who holds the ball, until when and why.
"""
