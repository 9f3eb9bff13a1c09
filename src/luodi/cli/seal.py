"""`luodi seal`: put the facts that wait into their region's tree, and sign its root."""

import argparse
from pathlib import Path

from luodi.cli.main import Failed, answer, text_of, with_database


def register(groups: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    seal = groups.add_parser("seal", help="seal the journal: one signed tree a region")
    seal.add_argument("--key", action="store_true", help="the public keys of each region's journal and receipts")
    seal.add_argument("--rotate", action="store_true", help="sign with a new key from now on")
    seal.add_argument("--checkpoint", action="store_true", help="print the newest signed checkpoint of each region")
    seal.add_argument("--against", type=Path, metavar="FILE", help="compare with a checkpoint kept elsewhere")
    seal.add_argument("--json", action="store_true")
    seal.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Seal every region; exit 1 when the journal is not what a checkpoint kept elsewhere says."""
    with_database()
    if args.rotate:
        from luodi.spine.journal.rotate import rotate
        from luodi.spine.people.reads import places
        from luodi.web.clock import now

        rotate(at={where: now(where) for where in places()})
    if args.key or args.rotate:
        return _keys(args)
    if args.against:
        return _against(args)
    return _seal(args)


def _seal(args: argparse.Namespace) -> int:
    from luodi.spine.journal.seal import checkpoints, seal
    from luodi.spine.people.reads import places
    from luodi.web.clock import now

    regions, lines = [], []
    for where in places():
        done = seal(where, at=now(where))
        note = next(iter(checkpoints(where)), "")
        regions.append({**done._asdict(), "root": done.root.hex(), "checkpoint": note})
        lines.append(note if args.checkpoint else f"{where.code}: {done.facts} facts sealed, {done.size} in the tree")
    return answer(args, {"regions": regions}, "\n".join(lines) or "no region yet")


def _keys(args: argparse.Namespace) -> int:
    from luodi.spine.journal import keys, receipts, seal
    from luodi.spine.people.reads import places

    named = [name for where in places() for name in (seal.origin(where.code), receipts.origin(where.code))]
    found = {name: keys.words(name) for name in named}
    text = "\n".join(word for words in found.values() for word in words)
    return answer(args, {"keys": found}, text or "no region yet")


def _against(args: argparse.Namespace) -> int:
    from luodi.spine.journal.proof import NotProvable, goes_on_from

    try:
        size = goes_on_from(text_of(args.against))
    except NotProvable as problem:
        raise Failed(str(problem)) from None
    return answer(args, {"size": size}, f"the journal goes on from that checkpoint of {size} facts")
