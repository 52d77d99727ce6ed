"""
The peer that users of Python pick: worlds of the independent cascade by CyNetDiff (eliotwrobson/CyNetDiff), one thread.

Usage: cynetdiff_worlds.py GRAPH, with the graph file and the lines on standard input and output of cascade.c. The tie
visits are those of up to 200 worlds more, which are not timed. Needs numpy and an installed or built cynetdiff.
"""
import sys
import time

import numpy as np
from cynetdiff.models import IndependentCascadeModel

data = open(sys.argv[1], "rb").read()
nodes, edges, seed_count = (int(number) for number in np.frombuffer(data, "<i8", 3))
starts = np.frombuffer(data, "<i8", nodes + 1, 24)
targets = np.frombuffer(data, "<i4", edges, 24 + 8 * (nodes + 1))
thresholds = np.frombuffer(data, "<u4", edges, 24 + 8 * (nodes + 1) + 4 * edges)
seeds = np.frombuffer(data, "<i4", seed_count, 24 + 8 * (nodes + 1) + 8 * edges)
model = IndependentCascadeModel(
    starts[:-1].astype(np.uint32),
    targets.astype(np.uint32),
    activation_probs=((thresholds.astype(np.float64) + 1) / 2**32).astype(np.float32),
    rng=1,
)
model.set_seeds([int(seed) for seed in seeds])
degrees = np.diff(starts)
print("ready", flush=True)

for line in sys.stdin:
    worlds = int(line)
    total = squares = visits = 0
    start = time.process_time()
    for _ in range(worlds):
        model.reset_model()
        model.advance_until_completion()
        reached = model.get_num_activated_nodes()
        total += reached
        squares += reached * reached
    seconds = time.process_time() - start
    looked_at = min(worlds, 200)
    for _ in range(looked_at):
        model.reset_model()
        model.advance_until_completion()
        visits += int(degrees[list(model.get_activated_nodes())].sum())
    print(f"{seconds:.9f} {visits * worlds / looked_at:.17g} {total:.17g} {squares:.17g}", flush=True)
