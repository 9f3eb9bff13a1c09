"""Meetings: what a body resolved, and whether it came about.

A minute is the text of one meeting. Each of its resolving sentences is marked as a clause, and each clause becomes one
resolved matter: a promise of the spine with an owner, a day, an amount and a scope. Nothing vanishes between text and
list: a minute is final only when every resolving sentence has its clause and every clause its matter.

Four tests are computed of every matter, never typed: on time, full amount, same scope, evidence of effect. It is closed
off when all four hold, or by a waiver that names the authority. What was changed later is a change with its reason;
what was resolved first stays readable, and the promised day moves by the body's own decision alone.
"""
