"""Plans: a project's facts become a graph of promises.

From the answers of a project, on one version of the catalogue: which matters apply and why, what blocks what, the days,
the path that decides the start, and what would move it. Adopted, each matter is a promise with its place.
"""
