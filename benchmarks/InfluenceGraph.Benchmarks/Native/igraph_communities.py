"""
The peers that users of R and Python pick: communities by igraph or leidenalg, one thread.

Usage: igraph_communities.py GRAPH OUT METHOD ITERATIONS THREADS RUNS, METHOD one of leiden, louvain, leidenalg. GRAPH holds,
little endian, the number of nodes and of edges (int64) and the edges once each as pairs of int32. OUT gets the communities
of the best run as int32. Prints the seconds of each run, its processor seconds and its modularity as igraph tells it. THREADS is for other peers.
"""
import sys
import time

import igraph
import numpy as np

data = open(sys.argv[1], "rb").read()
nodes, edges = (int(number) for number in np.frombuffer(data, "<i8", 2))
pairs = np.frombuffer(data, "<i4", 2 * edges, 16).reshape(edges, 2)
graph = igraph.Graph(nodes, pairs)
iterations = int(sys.argv[4])
if sys.argv[3] == "leidenalg":
    import leidenalg
best = None
for run in range(int(sys.argv[6])):
    start, started = time.perf_counter(), time.process_time()
    if sys.argv[3] == "leiden":
        found = graph.community_leiden(objective_function="modularity", n_iterations=iterations)
    elif sys.argv[3] == "leidenalg":
        found = leidenalg.find_partition(graph, leidenalg.ModularityVertexPartition, n_iterations=iterations, seed=run + 1)
    else:
        found = graph.community_multilevel()
    seconds, processor = time.perf_counter() - start, time.process_time() - started
    modularity = graph.modularity(found.membership)
    print(f"{seconds:.3f} {processor:.3f} {modularity:.6f}", flush=True)
    if best is None or modularity > best[0]:
        best = modularity, found.membership
np.array(best[1], dtype="<i4").tofile(sys.argv[2])
