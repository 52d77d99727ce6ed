"""
PageRank by the peers that users of Python pick.

Usage: pagerank_peers.py GRAPH.sg WEIGHTS|- RESTART|- OUT METHOD TOLERANCE, METHOD one of igraph, scipy32, scipy64, networkx.
GRAPH.sg is a serialized graph of sbeamer/gapbs, of which the outgoing edges are read; WEIGHTS their weights (float32), or -
for 1 each; RESTART what starts at each node (float64, in any unit), or - for the same everywhere. Value of nodes without a way
on starts anew like all other. When the graph is there: a line "ready NAME VERSION". Then each line on standard input is a
question; the answer is a line "SECONDS ITERATIONS" (0 where the code has none to count). At the end the scores go to OUT, as float64.
Alone with the word METHOD, "ready NAME VERSION" says whether it can be imported.
"""
import sys
import time

import numpy as np

DAMPING = 0.85


def version(method):
    if method == "igraph":
        import igraph
        return "igraph " + igraph.__version__
    if method == "networkx":
        import networkx
        return "networkx " + networkx.__version__
    import scipy
    return f"scipy {scipy.__version__} (float{method[5:]})"


def igraph_solver(sources, targets, weights, restart, n, tolerance):
    import igraph
    graph = igraph.Graph(n, np.column_stack((sources, targets)), directed=True)
    if weights is not None:
        graph.es["weight"] = weights.tolist()
    named = "weight" if weights is not None else None
    start = None if restart is None else restart.tolist()

    def solve():
        if start is None:
            return graph.pagerank(damping=DAMPING, weights=named, implementation="prpack"), 0
        return graph.personalized_pagerank(damping=DAMPING, reset=start, weights=named, implementation="prpack"), 0
    return solve


def scipy_solver(sources, targets, weights, restart, n, tolerance, kind):
    from scipy.sparse import csr_matrix
    values = np.ones(len(targets)) if weights is None else weights.astype(np.float64)
    passed = np.bincount(sources, values, n)
    matrix = csr_matrix((DAMPING * values / passed[sources], (targets, sources)), shape=(n, n)).astype(kind)
    sinks = np.flatnonzero(passed == 0)
    start = (np.full(n, 1 / n) if restart is None else restart / restart.sum()).astype(kind)

    def solve():
        x, change, count = start.copy(), 1.0, 0
        while change >= tolerance:
            following = matrix @ x
            following += start * kind(1 - DAMPING + DAMPING * float(x[sinks].sum(dtype=np.float64)))
            change = float(np.abs(following - x).sum(dtype=np.float64))
            x, count = following, count + 1
        return x, count
    return solve


def networkx_solver(sources, targets, weights, restart, n, tolerance):
    import networkx
    graph = networkx.DiGraph()
    graph.add_nodes_from(range(n))
    values = np.ones(len(targets)) if weights is None else weights.astype(np.float64)
    graph.add_weighted_edges_from(zip(sources.tolist(), targets.tolist(), values.tolist()))
    start = None if restart is None else dict(enumerate(restart.tolist()))

    def solve():
        # It stops when the sum of changes is below n times its tolerance.
        scores = networkx.pagerank(graph, DAMPING, personalization=start, dangling=start, tol=tolerance / n, max_iter=1000)
        return [scores[node] for node in range(n)], 0
    return solve


def main():
    if len(sys.argv) == 2:
        print("ready", version(sys.argv[1]), flush=True)
        return
    path, weights_path, restart_path, out, method, tolerance = sys.argv[1:7]
    with open(path, "rb") as file:
        file.read(1)
        edges, n = (int(number) for number in np.fromfile(file, "<i8", 2))
        offsets = np.fromfile(file, "<i8", n + 1)
        targets = np.fromfile(file, "<i4", edges)
    sources = np.repeat(np.arange(n, dtype=np.int32), np.diff(offsets))
    weights = None if weights_path == "-" else np.fromfile(weights_path, "<f4")
    restart = None if restart_path == "-" else np.fromfile(restart_path, "<f8")
    data = sources, targets, weights, restart, n, float(tolerance)
    if method == "igraph":
        solve = igraph_solver(*data)
    elif method == "networkx":
        solve = networkx_solver(*data)
    else:
        solve = scipy_solver(*data, np.float32 if method == "scipy32" else np.float64)
    print("ready", version(method), flush=True)
    scores = []
    for _ in sys.stdin:
        start = time.perf_counter()
        scores, iterations = solve()
        print(f"{time.perf_counter() - start:.6f} {iterations}", flush=True)
    np.asarray(scores, dtype="<f8").tofile(out)


main()
