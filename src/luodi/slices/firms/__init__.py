"""Firms: who invests and applies, by unified social credit code. A failing check digit warns and never refuses."""
