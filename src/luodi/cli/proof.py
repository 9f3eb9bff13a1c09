"""`luodi proof`: one fact's proof as a file anybody can check, and what became of the fact of a receipt."""

import argparse
import json
import shutil
from pathlib import Path

from luodi.cli.main import Failed, answer, text_of, with_database


def register(groups: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    proof = groups.add_parser("proof", help="prove one fact to anybody")
    proof.add_argument("entry", nargs="?", type=int, metavar="ENTRY", help="the fact's number in the journal")
    proof.add_argument("--out", type=Path, metavar="FILE", help="where the proof goes; the checker is laid beside it")
    proof.add_argument("--old", type=Path, metavar="CHECKPOINT", help="also prove that the tree goes on from this one")
    proof.add_argument(
        "--receipt", metavar="FILE", help="whether the fact of a receipt (file or text) stands in the tree"
    )
    proof.add_argument("--json", action="store_true")
    proof.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Exit 1 when there is no proof, or the fact of a receipt is not where it must be."""
    with_database()
    if args.receipt and not args.entry and not args.out:
        return _receipt(args)
    if args.entry is None or not args.out or args.receipt:
        raise Failed("give ENTRY and --out FILE, or --receipt alone")
    from luodi.spine.journal.proof import VERIFIER, NotProvable, proof

    try:
        made = proof(args.entry, before=text_of(args.old) if args.old else "")
    except NotProvable as problem:
        raise Failed(str(problem)) from None
    checker = args.out.with_name(VERIFIER.name)
    args.out.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", "utf-8")
    shutil.copyfile(VERIFIER, checker)
    text = f"{made['says']['en']}\n{args.out} proves it; to check: python {checker} {args.out} --key '{made['key']}'"
    return answer(args, {"proof": str(args.out), "verifier": str(checker), "key": made["key"]}, text)


def _receipt(args: argparse.Namespace) -> int:
    from luodi.spine.journal.receipts import held_against

    text = args.receipt if "\n" in args.receipt else text_of(Path(args.receipt))
    try:
        found = held_against(text.replace("\r\n", "\n").rstrip("\n") + "\n")
    except ValueError:
        raise Failed("this is no receipt of a region here") from None
    if not found.genuine:
        said = f"the receipt of entry {found.entry} is forged: no key known here signed it"
    elif not found.present:
        said = f"entry {found.entry} IS GONE or altered: the receipt is genuine, its fact is not in the journal"
    elif found.place is None:
        said = f"entry {found.entry} stands in the journal and waits for its seal; run: luodi seal"
    else:
        said = f"entry {found.entry} stands in the journal, number {found.place} of its tree"
    answer(args, {**found._asdict(), "said": said}, said)
    return 0 if found.genuine and found.present else 1
