"""When projects end, by rustworkx: steps are nodes, a step's days lie on the edges that leave it."""

from collections.abc import Callable

import rustworkx

PROJECTS = 10_000
Shape = list[tuple[int, int]]


def ways(shapes: list[Shape], rows: list[list[int]]) -> dict[str, Callable[[], list[int]]]:
    """The ways to find the ends of the first projects, whose last step follows all others and takes no days."""
    shapes, rows = shapes[:PROJECTS], rows[:PROJECTS]
    kept = [_graph(*one) for one in zip(shapes, rows, strict=True)]

    def each() -> list[int]:
        return [_end(_graph(*one)) for one in zip(shapes, rows, strict=True)]

    return {"rustworkx_any": each, "rustworkx_any_kept": lambda: list(map(_end, kept))}


def _graph(shape: Shape, days: list[int]) -> rustworkx.PyDiGraph:
    graph = rustworkx.PyDiGraph()
    graph.add_nodes_from(range(len(days) + 1))
    graph.add_edges_from([(before, after, days[before]) for before, after in shape])
    return graph


def _end(graph: rustworkx.PyDiGraph) -> int:
    return int(rustworkx.dag_longest_path_length(graph, lambda _before, _after, days: days))
