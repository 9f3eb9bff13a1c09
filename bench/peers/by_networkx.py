"""When projects end, by networkx: steps are nodes, a step's days lie on the edges that leave it."""

from collections.abc import Callable

import networkx

PROJECTS = 1_000
Shape = list[tuple[int, int]]


def ways(shapes: list[Shape], rows: list[list[int]]) -> dict[str, Callable[[], list[int]]]:
    """The ways to find the ends of the first projects, whose last step follows all others and takes no days."""
    shapes, rows = shapes[:PROJECTS], rows[:PROJECTS]
    kept = _graph(shapes[0], rows[0])

    def alike() -> list[int]:
        ends = []
        for days in rows:
            for before, _after, tie in kept.edges(data=True):
                tie["weight"] = days[before]
            ends.append(networkx.dag_longest_path_length(kept))
        return ends

    def each() -> list[int]:
        return [networkx.dag_longest_path_length(_graph(*one)) for one in zip(shapes, rows, strict=True)]

    return {"networkx_alike": alike, "networkx_any": each}


def _graph(shape: Shape, days: list[int]) -> networkx.DiGraph:
    graph = networkx.DiGraph()
    graph.add_weighted_edges_from((before, after, days[before]) for before, after in shape)
    return graph
