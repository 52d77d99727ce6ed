#!/usr/bin/python3
"""Reference figures of circles, computed by NetworkX, igraph and scipy on real data.

figures/circles-<graph>.csv (key,triangles,core,clustering,barrat,onnela,constraint,effective_size,
hierarchy,reciprocity), on ties without direction that weigh the sum of both ways:
    triangles, core, clustering, barrat: igraph (weighted local transitivity is Barrat's)
    onnela: NetworkX on karate, lesmis and email-eu-core, else empty
    constraint: igraph, on karate and lesmis checked against NetworkX
    effective_size: NetworkX on karate and lesmis, else Burt's formula by sparse matrices
    hierarchy: Burt's formula over NetworkX's local constraint, on karate and lesmis, else empty
    reciprocity: NetworkX, on the arcs
Empty where a measure is not defined. Self loops are left out.

Needs the same packages as make_figures.py:
    /usr/bin/python3 make_circle_figures.py [DATA]
"""

import math
import sys
from pathlib import Path

import make_figures
from make_figures import DEFAULT_DATA, read_gml, read_unweighted, read_weighted, write_csv
import igraph
import networkx
import numpy
import scipy.sparse

SMALL = ("karate", "lesmis")
ONNELA = (*SMALL, "email-eu-core")


def both_ways(ties):
    return make_figures.both_ways(ties)


GRAPHS = {
    "karate": lambda data: both_ways(read_weighted(data / "classics/karate_weighted.csv")),
    "lesmis": lambda data: both_ways(read_gml(data / "classics/lesmis.gml")),
    "ego-facebook": lambda data: both_ways(
        read_unweighted(data / "ego-facebook/facebook_combined.txt.gz", " ")),
    "wiki-vote": lambda data: read_unweighted(data / "wiki-vote/wiki-Vote.txt.gz", "\t"),
    "email-eu-core": lambda data: read_unweighted(
        data / "email-eu-core/email-Eu-core.txt.gz", " "),
    "lastfm-asia": lambda data: both_ways(
        read_unweighted(next((data / "lastfm-asia").glob("*edges*")), ",", header=True)),
}


def effective_sizes(keys, ties):
    """n - sum over v, q of p(u,q) w(v,q) / max_k w(v,k), over ties u-v, u-q, v-q."""
    index = {key: i for i, key in enumerate(keys)}
    rows, columns, values = [], [], []
    for (a, b), weight in ties.items():
        rows += (index[a], index[b])
        columns += (index[b], index[a])
        values += (weight, weight)
    weights = scipy.sparse.csr_matrix((values, (rows, columns)), shape=(len(keys), len(keys)), dtype=float)
    pattern = weights.sign()
    common = (weights @ weights).multiply(pattern)  # by u, v: sum over q of w(u,q) w(q,v)
    largest = weights.max(axis=0).toarray().ravel()
    isolated = largest == 0
    strengths = numpy.asarray(weights.sum(axis=1)).ravel()
    redundancy = (common @ (1 / numpy.where(isolated, 1, largest))) / numpy.where(isolated, 1, strengths)
    return numpy.where(isolated, math.nan, numpy.asarray(pattern.sum(axis=1)).ravel() - redundancy)


def hierarchy(graph, key):
    parts = [networkx.local_constraint(graph, key, other, weight="weight") for other in graph[key]]
    count, mean = len(parts), math.fsum(parts) / len(parts)
    if count < 2:
        return ""
    return math.fsum(c / mean * math.log(c / mean) for c in parts if c > 0) / (count * math.log(count))


def make(name, arcs):
    keys = sorted({key for a, b, _ in arcs for key in (a, b)})
    arcs = {(a, b): weight for a, b, weight in arcs if a != b}
    ties = {}
    for (a, b), weight in arcs.items():
        pair = (min(a, b), max(a, b))
        ties[pair] = ties.get(pair, 0) + weight
    index = {key: i for i, key in enumerate(keys)}
    weights = list(ties.values())
    by_igraph = igraph.Graph(len(keys), [(index[a], index[b]) for a, b in ties])
    graph = networkx.Graph()
    graph.add_nodes_from(keys)
    graph.add_weighted_edges_from((a, b, weight) for (a, b), weight in ties.items())
    triangles = [0] * len(keys)
    for triangle in by_igraph.list_triangles():
        for node in triangle:
            triangles[node] += 1
    core = by_igraph.coreness()
    clustering = by_igraph.transitivity_local_undirected(mode="nan")
    barrat = by_igraph.transitivity_local_undirected(mode="nan", weights=weights)
    constraint = by_igraph.constraint(weights=weights)
    sizes = effective_sizes(keys, ties)
    hierarchies = [""] * len(keys)
    onnela = [""] * len(keys)
    if name in ONNELA:
        by_networkx = networkx.clustering(graph, weight="weight")
        onnela = [by_networkx[key] if graph.degree(key) > 1 else "" for key in keys]
    if name in SMALL:
        by_networkx = networkx.constraint(graph, weight="weight")
        assert max(abs(by_networkx[key] - c) for key, c in zip(keys, constraint)) < 1e-12
        by_networkx = networkx.effective_size(graph, weight="weight")
        assert max(abs(by_networkx[key] - size) for key, size in zip(keys, sizes)) < 1e-9
        sizes = [by_networkx[key] for key in keys]
        hierarchies = [hierarchy(graph, key) for key in keys]
    directed = networkx.DiGraph(list(arcs))
    reciprocity = networkx.reciprocity(directed, nodes=directed.nodes)
    defined = [["" if isinstance(x, float) and math.isnan(x) else x for x in row] for row in zip(
        keys, triangles, core, clustering, barrat, onnela, constraint, map(float, sizes), hierarchies,
        (reciprocity.get(key, "") for key in keys))]
    rounded = [[f"{x:.12g}" if isinstance(x, float) else x for x in row] for row in defined]
    write_csv(f"circles-{name}", ("key", "triangles", "core", "clustering", "barrat", "onnela", "constraint",
                                  "effective_size", "hierarchy", "reciprocity"), rounded)
    average = math.fsum(x for x in clustering if not math.isnan(x)) / len(keys)
    print(f"{name}: {len(keys)} nodes, {len(ties)} ties, {sum(triangles) // 3} triangles, "
          f"average clustering {average:.6f} (0 where it is not defined)")


def main():
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_DATA
    for name, load in GRAPHS.items():
        make(name, load(data))


if __name__ == "__main__":
    main()
