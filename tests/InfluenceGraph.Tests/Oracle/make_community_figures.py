#!/usr/bin/python3
"""Reference figures for communities, by igraph.

figures/communities.csv (graph,nodes,leiden,louvain): the best modularity of 10 runs of igraph's Leiden, each until nothing
changes, and of 10 of its Louvain, on ties without direction that weigh the sum of both ways, self ties left out.

figures/agreement.csv (first,second,nmi,ari): two groupings of the same items, one digit or letter an item, with igraph's
normalised mutual information and adjusted Rand index.

    /usr/bin/python3 make_community_figures.py [DATA]
"""

import random
import sys
from collections import Counter
from pathlib import Path

import igraph
import networkx

from make_figures import DEFAULT_DATA, load, read_unweighted, write_csv


def football(data):
    graph = networkx.read_gml(data / "classics/football.gml", label="name")
    return [(a, b, 1) for a, b in graph.edges()]


def arcs_of(data, name):
    if name == "football":
        return football(data)
    if name == "ego-facebook":
        return read_unweighted(data / "ego-facebook/facebook_combined.txt.gz", " ")
    if name == "lastfm-asia":
        path = next(p for p in (data / "lastfm-asia").iterdir() if "edges" in p.name)
        return read_unweighted(path, ",", header=True)
    return [(a, b, w) for (a, b), w in load(data, name)[1].items()]


def main():
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_DATA
    random.seed(1)
    rows = []
    for name in ("karate", "lesmis", "football", "ukfaculty", "email-eu-core", "lastfm-asia", "ego-facebook", "wiki-vote"):
        weights = Counter()
        for a, b, weight in arcs_of(data, name):
            if a != b:
                weights[min(a, b), max(a, b)] += weight
        index = {key: i for i, key in enumerate(sorted({key for pair in weights for key in pair}))}
        graph = igraph.Graph(len(index), [(index[a], index[b]) for a, b in weights])
        values = list(weights.values())
        leiden = max(graph.modularity(graph.community_leiden("modularity", weights=values, n_iterations=-1).membership, weights=values) for _ in range(10))
        louvain = max(graph.modularity(graph.community_multilevel(weights=values).membership, weights=values) for _ in range(10))
        rows.append((name, len(index), leiden, louvain))
        print(*rows[-1], flush=True)
    write_csv("communities", ("graph", "nodes", "leiden", "louvain"), rows)

    rows = []
    for groups in (2, 5, 9):
        first = [random.randrange(groups) for _ in range(60)]
        second = [group if random.random() < 0.6 else random.randrange(9) for group in first]
        compare = igraph.compare_communities
        rows.append(("".join(map(str, first)), "".join(map(str, second)), compare(first, second, "nmi"), compare(first, second, "adjusted_rand")))
    write_csv("agreement", ("first", "second", "nmi", "ari"), rows)


if __name__ == "__main__":
    main()
