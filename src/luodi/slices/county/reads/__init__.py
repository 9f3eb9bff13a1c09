"""What the county's screens show, as rows that say themselves."""
