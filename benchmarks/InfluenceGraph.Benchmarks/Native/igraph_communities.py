"""
The peer that users of R and Python pick: Leiden communities by igraph, one thread.

Usage: igraph_communities.py GRAPH OUT METHOD ITERATIONS RUNS, METHOD one of leiden, louvain. GRAPH holds, little endian, the
number of nodes and of edges (int64) and the edges once each as pairs of int32. OUT gets the communities of the best run
as int32. Prints the seconds of each run and its modularity as igraph tells it.
"""
import sys
import time

import igraph
import numpy as np

data = open(sys.argv[1], "rb").read()
nodes, edges = (int(number) for number in np.frombuffer(data, "<i8", 2))
pairs = np.frombuffer(data, "<i4", 2 * edges, 16).reshape(edges, 2)
graph = igraph.Graph(nodes, pairs)
best = None
for run in range(int(sys.argv[5])):
    start = time.perf_counter()
    if sys.argv[3] == "leiden":
        found = graph.community_leiden(objective_function="modularity", n_iterations=int(sys.argv[4]))
    else:
        found = graph.community_multilevel()
    seconds = time.perf_counter() - start
    modularity = graph.modularity(found.membership)
    print(f"{seconds:.3f} {modularity:.6f}", flush=True)
    if best is None or modularity > best[0]:
        best = modularity, found.membership
np.array(best[1], dtype="<i4").tofile(sys.argv[2])
