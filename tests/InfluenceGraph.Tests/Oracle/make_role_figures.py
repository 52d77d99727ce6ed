#!/usr/bin/python3
"""Reference figures for roles in communities, computed with NetworkX and numpy on real data.

figures/roles-<graph>.csv (key,group,z_ties,z_strength,p_ties,p_strength): within-community
z-score and participation coefficient after Guimera and Amaral (Nature 433, 2005), over the
undirected graph whose ties add up both ways; z with the population's standard deviation;
empty where not defined (groups of fewer than 3 members, nobody tied to); 0 where all
members of a group have the same.

Ties and own values are those of make_figures.py; the groups are those that the publishers
of the data give. Computed with dense matrices: another way than the library's.

    /usr/bin/python3 make_role_figures.py [DATA]
"""

import sys
from pathlib import Path

import networkx
import numpy

from make_figures import DEFAULT_DATA, load, read_rows, write_csv

MIN_MEMBERS = 3

GROUPS = {  # name: rows of key and group
    "karate": lambda data: (
        (row[0], row[-1]) for row in read_rows(data / "classics/karate_factions.csv", ",", True)),
    "ukfaculty": lambda data: read_rows(data / "classics/ukfaculty_groups.csv", ",", True),
    "email-eu-core": lambda data: read_rows(
        data / "email-eu-core/email-Eu-core-department-labels.txt", " ", False),
}


def undirected(own, walk):
    graph = networkx.Graph()
    graph.add_nodes_from(own)
    for (a, b), weight in walk.items():
        before = graph.get_edge_data(a, b, {"weight": 0})["weight"]
        graph.add_edge(a, b, weight=before + weight)
    return graph


def z_scores(within, groups):
    scores = numpy.full(len(within), numpy.nan)
    for group in set(groups):
        members = groups == group
        if members.sum() >= MIN_MEMBERS:
            deviation = within[members].std()
            scores[members] = 0 if deviation == 0 else (
                (within[members] - within[members].mean()) / deviation)
    return scores


def figures(matrix, groups):
    names = sorted(set(groups))
    membership = numpy.array([[group == name for name in names] for group in groups], dtype=float)
    by_group = matrix @ membership
    total = by_group.sum(axis=1)
    within = (by_group * membership).sum(axis=1)
    with numpy.errstate(invalid="ignore", divide="ignore"):
        participation = 1 - ((by_group / total[:, None]) ** 2).sum(axis=1)
    return z_scores(within, groups), participation


def main():
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_DATA
    for name, load_groups in GROUPS.items():
        own, walk = load(data, name)
        group_of = {int(row[0]): int(row[1]) for row in load_groups(data)}
        keys = list(own)
        groups = numpy.array([group_of[key] for key in keys])
        graph = undirected(own, walk)
        strengths = networkx.to_numpy_array(graph, nodelist=keys, weight="weight")
        ties = networkx.to_numpy_array(graph, nodelist=keys, weight=None)
        (z_ties, p_ties), (z_strength, p_strength) = (figures(m, groups) for m in (ties, strengths))
        rows = zip(keys, groups.tolist(), *(
            ["" if numpy.isnan(value) else value for value in column.tolist()]
            for column in (z_ties, z_strength, p_ties, p_strength)))
        write_csv(f"roles-{name}",
                  ("key", "group", "z_ties", "z_strength", "p_ties", "p_strength"), rows)
        print(name, len(keys), "customers,", len(set(groups.tolist())), "groups, highest z",
              numpy.nanmax(z_ties), "highest P", numpy.nanmax(p_ties))


if __name__ == "__main__":
    main()
