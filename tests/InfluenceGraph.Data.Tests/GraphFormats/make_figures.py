#!/usr/bin/env python3
"""Files and figures from NetworkX, against which GraphML and GEXF are tested.

figures/networkx-directed.graphml, networkx-undirected.graphml: written by NetworkX; the .tsv
beside each has the ties that a directed reading must find: source, target, weight.

figures/shown-graphml.tsv, shown-gexf.tsv: what NetworkX reads in our own shown.graphml and
shown.gexf, which a test writes anew and compares.

    python3 make_figures.py       (NetworkX 3.4 or later, for GEXF 1.3)
"""

from pathlib import Path

import networkx

FIGURES = Path(__file__).parent / "figures"


def write(name, header, rows):
    lines = ["\t".join(header)] + ["\t".join(str(cell) for cell in row) for row in rows]
    (FIGURES / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def example(kind):
    graph = kind(title="customers")
    graph.add_node(1, own_value=12.5, active=True, founded=1869, height=2.5, name="Ω & <sons>")
    graph.add_node(2, own_value=0.0, active=False, founded=-3)
    graph.add_node(3, own_value=34.0)
    graph.add_node("alone", own_value=1.0)
    graph.add_edge(1, 2, weight=0.5, kind="family")
    graph.add_edge(2, 3, weight=2.0)
    graph.add_edge(3, 1, weight=4.0)
    graph.add_edge(3, 3, weight=8.0)
    return graph


def write_examples():
    for name, kind in (("networkx-directed", networkx.DiGraph), ("networkx-undirected", networkx.Graph)):
        graph = example(kind)
        networkx.write_graphml(graph, FIGURES / f"{name}.graphml")
        write(f"{name}.tsv", ("source", "target", "weight"),
              ((a, b, f"{w:g}") for a, b, w in graph.to_directed().edges(data="weight")))


def read_ours():
    for name, read in (("shown.graphml", networkx.read_graphml), ("shown.gexf", networkx.read_gexf)):
        if not (FIGURES / name).exists():
            continue
        graph = read(FIGURES / name)
        rows = [("directed", graph.is_directed(), "", "")]
        rows += [("node", node, key, repr(value)) for node, cells in sorted(graph.nodes(data=True))
                 for key, value in sorted(cells.items())]
        rows += [("edge", f"{a} -> {b}", key, repr(value)) for a, b, cells in sorted(graph.edges(data=True), key=lambda e: e[:2])
                 for key, value in sorted(cells.items()) if key != "id"]
        write(name.replace(".", "-") + ".tsv", ("what", "whose", "column", "value"), rows)


if __name__ == "__main__":
    FIGURES.mkdir(exist_ok=True)
    write_examples()
    read_ours()
    (FIGURES / "VERSIONS.txt").write_text(f"networkx {networkx.__version__}\n", encoding="utf-8")
