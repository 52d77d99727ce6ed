"""
The readers that users of Python pick, one thread.

Usage: load_peers.py FILE METHOD RUNS, METHOD one of igraph, igraph-names, networkx. FILE has two node numbers a line, separated
by a blank. Prints a line per run: seconds, processor seconds, nodes, edges.
"""
import sys
import time


def read(path, method):
    if method == "networkx":
        import networkx

        graph = networkx.read_edgelist(path, nodetype=int, data=False, create_using=networkx.DiGraph)
        return graph.number_of_nodes(), graph.number_of_edges()
    import igraph

    if method == "igraph-names":
        graph = igraph.Graph.Read_Ncol(path, names=True, weights=False, directed=True)
    else:
        graph = igraph.Graph.Read_Edgelist(path, directed=True)
    return graph.vcount(), graph.ecount()


for run in range(int(sys.argv[3])):
    start, started = time.perf_counter(), time.process_time()
    nodes, edges = read(sys.argv[1], sys.argv[2])
    print(f"{time.perf_counter() - start:.4f} {time.process_time() - started:.4f} {nodes} {edges}", flush=True)
