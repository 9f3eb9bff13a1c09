"""How a peer is driven: a process of its own that reads one order a line and answers one line of JSON.

`{"cases": n}` carries n cases through and answers the seconds it took; `{"answer": true}` says what stands in its
database at the end and how durably it writes.
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Any


def serve(carry: Callable[[int], None], answer: Callable[[], dict[str, Any]]) -> None:
    """Carry out orders until there are no more; only `carry` is timed."""
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        if "cases" in order:
            started = time.perf_counter()
            carry(order["cases"])
            said = {"seconds": time.perf_counter() - started}
        else:
            said = answer()
        print(json.dumps(said, default=str), flush=True)
