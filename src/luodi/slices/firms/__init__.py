"""Firms: who invests and applies, by unified social credit code, and their industries by GB/T 4754.

A failing check digit warns and never refuses. Of the industries we know each section's range; the table is loaded.
"""
