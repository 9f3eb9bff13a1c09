"""Scenes of the catalogue: what a county sets itself, by a form and by a program."""

from tests.faults.sent import Scene, Sent

OWN = {"matter": "B01", "source": "n 1"}

SCENES: dict[str, Scene] = {
    "matters/versions/new/": lambda cast: Sent(
        "leader", "/matters/versions/new/?sets=committed_days", {**OWN, "days": "5", "seen": "1"}
    ),
    "api/catalogue/versions": lambda cast: Sent(
        "leader", "/api/catalogue/versions",
        {"version": 1, "changes": [{**OWN, "sets": "committed_days", "to": 5}], "note": "faster"},
    ),
}  # fmt: skip
