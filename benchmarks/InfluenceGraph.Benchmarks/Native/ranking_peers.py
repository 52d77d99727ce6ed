"""
The ranking as a data team writes it in Python: pandas reads, igraph ranks, pandas writes into SQLite.

Usage: ranking_peers.py TIES.csv CUSTOMERS.csv STORE. Prints a line per step: its name, seconds, peak MiB so far, with tabs between.
"""
import resource
import sqlite3
import sys
import time

import igraph
import pandas as pd

ties_file, customers_file, store = sys.argv[1:4]
started = time.perf_counter()


def tell(step):
    global started
    now = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(f"{step}\t{now - started:.3f}\t{peak}", flush=True)
    started = now


customers = pd.read_csv(customers_file)
ties = pd.read_csv(ties_file)
tell("read")

places = pd.Index(customers["customer"])
reaches = places.get_indexer(ties["reaches"])
reached = places.get_indexer(ties["reached"])
weight = (ties["permission"] * ties["contacts"]).to_numpy()
del ties
tell("keys to places")

# Value flows from the one who is reached to the one who reaches.
edges = pd.DataFrame({"source": reached, "target": reaches}).to_numpy()
graph = igraph.Graph(n=len(customers), edges=edges, directed=True)
graph.es["weight"] = weight
tell("graph")

own = customers["own_value"]
share = graph.personalized_pagerank(damping=0.85, reset=own.to_numpy(), weights="weight")
tell("ranking")

ranking = pd.DataFrame({"customer": customers["customer"], "score": share}).sort_values("score", ascending=False)
ranking["score"] *= own.sum()
ranking["rank"] = range(1, len(ranking) + 1)
with sqlite3.connect(store) as database:
    ranking.to_sql("ranking", database, index=False)
tell("scores to SQLite")
