"""Items: the county's published service items with department, kind, days, visits and fees.

They come in from the list the county publishes, and go out again. What a plan is made of is the catalogue of `matters`.
"""
