"""Boards: how many promises stand how, as of a day; every figure opens to its rows. No tables, no actions."""
