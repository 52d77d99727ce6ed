#!/usr/bin/python3
"""Reference figures for the tests, computed by NetworkX, igraph and numpy on real data.

figures/<graph>.csv (key,own_value,networkx,igraph): weighted, personalised PageRank,
damping 0.85. The restart vector is own_value / sum(own_value); a node without out-arcs
in the walk jumps by the same vector; the scores sum to 1.

figures/florentine-keep.csv (family,d_0.1,...,d_0.9,d_0.85): the money version under the
'Keep' policy, solved densely:
    x_u = (1-d) * own_u + d * sum_v x_v * w(u,v) / W_v
where W_v is the sum of v's ties, and a family without ties keeps x = own.

figures/VERSIONS.txt: the versions that made the figures.

Needs Debian's python3-networkx, python3-igraph, python3-scipy and python3-numpy:
    /usr/bin/python3 make_figures.py [DATA]
DATA is the data folder; by default ../shared/data, seen from the repository root.
"""

import csv
import gzip
import os
import platform
import sys
from collections import Counter
from math import fsum
from pathlib import Path

# igraph's PRPACK runs on OpenMP threads, whose timing changes the last digits from run to
# run; one thread makes the files repeatable. To be set before igraph is loaded.
os.environ["OMP_NUM_THREADS"] = "1"

import igraph
import networkx
import numpy
import scipy

HERE = Path(__file__).resolve().parent
FIGURES = HERE / "figures"
DEFAULT_DATA = HERE.parents[2] / "../shared/data"

DAMPING = 0.85
AGREEMENT = 1e-10
# NetworkX stops once the L1 change of an iteration is below N * tol; the smallest of
# these values of N * tol that rounding still lets it reach is used.
STOPS = (1e-15, 2e-15, 5e-15, 1e-14, 2e-14, 5e-14, 1e-13)
KEEP_DAMPINGS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.85)


# Loaders: one for each shape of file. Arcs are triples (source, target, weight).

def read_rows(path, separator, header):
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        rows = csv.reader(lines, delimiter=separator)
        if header:
            next(rows)
        yield from rows


def read_weighted(path, separator=","):
    """With a header; source, target, weight."""
    return [(int(row[0]), int(row[1]), int(row[2])) for row in read_rows(path, separator, True)]


def read_unweighted(path, separator, header=False):
    """Source, target."""
    return [(int(row[0]), int(row[1]), 1) for row in read_rows(path, separator, header)]


def read_named(path):
    """With a header; source, target, both of them names."""
    return [(row[0], row[1], 1) for row in read_rows(path, ",", True)]


def read_gml(path):
    """Nodes with a name, edges with a value."""
    return list(networkx.read_gml(path, label="name").edges(data="value"))


# From the ties of a file to the arcs of the walk.

def both_ways(ties):
    return [arc for a, b, w in ties for arc in ((a, b, w), (b, a, w))]


def backwards(arcs):
    return [(b, a, w) for a, b, w in arcs]


def positive(arcs):
    return [arc for arc in arcs if arc[2] > 0]


# Own values: from the data folder and the endpoints of the arcs to {key: own value}.

def from_id(_, keys):
    return {key: 1 + key % 7 for key in keys}


def name_length(_, keys):
    return {key: len(key) for key in keys}


def listening_count(data, keys):
    counts = Counter()
    for user, _, count in read_weighted(data / "lastfm-hetrec/user_artists.dat.gz", "\t"):
        counts[user] += count
    return {key: counts[key] for key in keys}


def wealth(data, _):
    """All the families, the isolated one (Pucci) among them."""
    rows = read_rows(data / "classics/florentine_families.csv", ",", True)
    return {row[0]: int(row[1]) for row in rows}


GRAPHS = {  # name: (arcs of the walk, own values)
    "karate": (
        lambda data: both_ways(read_weighted(data / "classics/karate_weighted.csv")), from_id),
    "lesmis": (
        lambda data: both_ways(read_gml(data / "classics/lesmis.gml")), name_length),
    "ukfaculty": (
        lambda data: read_weighted(data / "classics/ukfaculty_weighted.csv"), from_id),
    "wiki-vote": (
        lambda data: read_unweighted(data / "wiki-vote/wiki-Vote.txt.gz", "\t"), from_id),
    "email-eu-core": (  # a mailed b: the walk goes from b to a
        lambda data: backwards(read_unweighted(data / "email-eu-core/email-Eu-core.txt.gz", " ")),
        from_id),
    "bitcoin-otc": (
        lambda data: positive(read_weighted(data / "bitcoin-otc/soc-sign-bitcoinotc.csv.gz")),
        from_id),
    "lastfm-hetrec": (  # the file lists each friendship in both directions
        lambda data: read_unweighted(data / "lastfm-hetrec/user_friends.dat.gz", "\t", header=True),
        listening_count),
    "florentine": (  # weight = the number of ties between two families
        lambda data: both_ways(read_named(data / "classics/florentine_marriage.csv")
                               + read_named(data / "classics/florentine_business.csv")), wealth),
}


def load(data, name):
    """{key: own value}, sorted by key, and {(source, target): weight} without self loops."""
    load_arcs, load_own = GRAPHS[name]
    arcs = load_arcs(data)
    own = load_own(data, {key for a, b, _ in arcs for key in (a, b)})
    walk = Counter()
    for a, b, weight in arcs:
        if a != b:
            walk[a, b] += weight
    return dict(sorted(own.items())), walk


# Solvers.

def networkx_scores(own, walk):
    """The scores in the order of own, and the N * tol that NetworkX stopped at."""
    graph = networkx.DiGraph()
    graph.add_nodes_from(own)
    graph.add_weighted_edges_from((a, b, weight) for (a, b), weight in walk.items())
    for stop in STOPS:
        try:
            scores = networkx.pagerank(graph, alpha=DAMPING, personalization=own,
                                       tol=stop / len(own), max_iter=5000)
            return [float(scores[key]) for key in own], stop
        except networkx.PowerIterationFailedConvergence:
            pass
    raise RuntimeError("NetworkX did not converge")


def igraph_scores(own, walk):
    """PRPACK stops at a fixed 1e-10 from 128 nodes on: less exact than NetworkX's scores."""
    index = {key: i for i, key in enumerate(own)}
    graph = igraph.Graph(len(own), [(index[a], index[b]) for a, b in walk], directed=True)
    return graph.personalized_pagerank(damping=DAMPING, reset=list(own.values()),
                                       weights=list(walk.values()), implementation="prpack")


def keep_values(own, walk, damping):
    index = {key: i for i, key in enumerate(own)}
    ties = numpy.zeros((len(own), len(own)))
    for (a, b), weight in walk.items():
        ties[index[b], index[a]] = weight
    totals = ties.sum(axis=0)
    isolated = totals == 0
    system = numpy.eye(len(own)) - damping * ties / numpy.where(isolated, 1, totals)
    values = numpy.array(list(own.values()), dtype=float)
    return numpy.linalg.solve(system, numpy.where(isolated, 1, 1 - damping) * values)


def write_csv(name, header, rows):
    with open(FIGURES / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")  # writes a float as its repr
        writer.writerow(header)
        writer.writerows(rows)


def make_scores(name, own, walk):
    by_networkx, stop = networkx_scores(own, walk)
    by_igraph = igraph_scores(own, walk)
    write_csv(name, ("key", "own_value", "networkx", "igraph"),
              zip(own, own.values(), by_networkx, by_igraph))
    difference = max(abs(a - b) for a, b in zip(by_networkx, by_igraph))
    dangling = len(own.keys() - {a for a, _ in walk})
    print(f"{name}: {len(own)} nodes, {len(walk)} arcs, {dangling} dangling; N*tol {stop:g}, "
          f"sums off 1 by {fsum(by_networkx) - 1:.1e} and {fsum(by_igraph) - 1:.1e}, "
          f"max |networkx - igraph| {difference:.2e}")
    assert difference < AGREEMENT, name


def make_keep(own, walk):
    columns = [keep_values(own, walk, damping).tolist() for damping in KEEP_DAMPINGS]
    write_csv("florentine-keep", ("family", *(f"d_{damping}" for damping in KEEP_DAMPINGS)),
              zip(own, *columns))
    for damping, values in zip(KEEP_DAMPINGS, columns):
        ranking = sorted(zip(values, own), reverse=True)
        print(f"keep, d {damping}: sum {sum(values):.10f} of {sum(own.values())};",
              ", ".join(f"{family} {value:.1f}" for value, family in ranking[:5]))
        assert abs(sum(values) - sum(own.values())) < 1e-9


def main():
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_DATA
    FIGURES.mkdir(exist_ok=True)
    modules = (networkx, igraph, scipy, numpy)
    versions = "".join(f"{module.__name__} {module.__version__}\n" for module in modules)
    versions = f"python {platform.python_version()}\n{versions}"
    (FIGURES / "VERSIONS.txt").write_text(versions, encoding="utf-8", newline="\n")
    print(versions, end="")
    for name in GRAPHS:
        make_scores(name, *load(data, name))
    make_keep(*load(data, "florentine"))


if __name__ == "__main__":
    main()
