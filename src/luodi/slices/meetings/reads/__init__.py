"""Minutes and resolved matters as frozen rows."""
