"""`luodi jobs`: what waits, runs or ended in the background."""

import argparse

from luodi.cli.main import answer, with_database


def register(groups: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    jobs = groups.add_parser("jobs", help="what waits, runs or ended in the background")
    jobs.add_argument("--json", action="store_true")
    jobs.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Of every region, the newest first."""
    with_database()
    from luodi.spine.jobs.reads import every_job

    listed, lines = [], []
    for region, row in every_job():
        words = str(row.words) if row.words else ""
        names = ("kind", "state", "done", "total", "attempts", "asked_at")
        values = {name: getattr(row, name) for name in names}
        listed.append({"region": region, "id": row.pk, **values, "words": words})
        far = f" {row.done}/{row.total}" if row.total else ""
        lines.append(f"{region} {row.pk} {row.kind}: {row.state}{far} {words}".rstrip())
    return answer(args, {"jobs": listed}, "\n".join(lines) or "no work yet")
