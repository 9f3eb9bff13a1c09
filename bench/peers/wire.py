"""How a peer is driven: a process of its own that reads one order a line and answers one line of JSON.

`{"cases": n}` carries n cases through and answers the seconds it took, with `"way"` in another way that it knows;
`{"answer": true}` says what stands in its database at the end and how durably it writes.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

Carry = Callable[[int], None]


def serve(carry: Carry, answer: Callable[[], dict[str, Any]], ways: Mapping[str, Carry] | None = None) -> None:
    """Carry out orders until there are no more; only the carrying is timed."""
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        if "cases" in order:
            act = ways[order["way"]] if ways and "way" in order else carry
            started = time.perf_counter()
            act(order["cases"])
            said = {"seconds": time.perf_counter() - started}
        else:
            said = answer()
        print(json.dumps(said, default=str), flush=True)
