"""Measures of a small graph, as the studies of village networks report them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Shape(NamedTuple):
    """What a household graph looks like; names follow the file of targets."""

    num_nodes: float
    """households"""
    ave_deg: float
    """mean number of ties of a household"""
    ave_clust: float
    """mean local clustering; a household with fewer than two ties counts as 0"""
    links_supported: float
    """share of ties whose two households have a common contact; nan without ties"""
    giant_share: float
    """share of households in the largest component"""
    giant_deg: float
    """mean number of ties in the largest component"""
    giant_clust: float
    """mean local clustering in the largest component"""
    ave_dist: float
    """mean path length in the largest component; nan if that is a single household"""


def shape_of(graph: NDArray[np.bool_]) -> Shape:
    """Measure a ``graph`` [nodes, nodes]: a symmetric matrix without diagonal."""
    ties = graph.astype(np.int64)
    degree = ties.sum(axis=1)
    common = ties @ ties
    triangles = (common * ties).sum(axis=1)
    clustering = np.where(degree > 1, triangles / np.maximum(degree * (degree - 1), 1), 0.0)
    total = int(ties.sum())
    supported = float(((common > 0) & graph).sum()) / total if total else float("nan")
    distance = _distances(graph)
    reached = np.isfinite(distance)
    giant = reached[int(reached.sum(axis=1).argmax())]
    size = int(giant.sum())
    inside = distance[np.ix_(giant, giant)]
    return Shape(
        num_nodes=float(degree.size),
        ave_deg=float(degree.mean()),
        ave_clust=float(clustering.mean()),
        links_supported=supported,
        giant_share=size / degree.size,
        giant_deg=float(degree[giant].mean()),
        giant_clust=float(clustering[giant].mean()),
        ave_dist=float(inside.sum() / (size * (size - 1))) if size > 1 else float("nan"),
    )


def _distances(graph: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Steps between all pairs, infinite where there is no path."""
    from scipy.sparse.csgraph import shortest_path

    distance: NDArray[np.float64] = shortest_path(graph, unweighted=True)
    return distance
