/*
 * PageRank by networkit/networkit, for the runner `pagerank`; benchmarks/README.md says how it is built.
 *
 * Usage: networkit_pagerank GRAPH.sg WEIGHTS|- RESTART|- OUT METHOD TOLERANCE. GRAPH.sg is a serialized graph of sbeamer/gapbs, of
 * which the outgoing edges are read; WEIGHTS their weights (float), or - for 1 each. RESTART has to be -: NetworKit starts anew at all
 * nodes alike. METHOD is `networkit`. Undirected graphs stay undirected. When the graph is there: a line "ready NAME VERSION". Then
 * each line on standard input is a number of threads; the answer is a line "SECONDS ITERATIONS". At the end the scores go to OUT.
 */
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <vector>

#include <omp.h>

#include <networkit/centrality/PageRank.hpp>
#include <networkit/graph/Graph.hpp>

#ifndef NETWORKIT_VERSION
#define NETWORKIT_VERSION "of unknown version"
#endif

template <typename T>
static std::vector<T> numbers(std::istream &in, size_t count)
{
    std::vector<T> read(count);
    in.read(reinterpret_cast<char *>(read.data()), count * sizeof(T));
    if (!in) {
        std::fprintf(stderr, "networkit_pagerank: a file is too short or missing\n");
        std::exit(2);
    }
    return read;
}

static NetworKit::Graph load(const char *path, const char *weights_path)
{
    std::ifstream in(path, std::ios::binary);
    bool directed = numbers<char>(in, 1)[0] != 0;
    std::vector<int64_t> counts = numbers<int64_t>(in, 2);
    int64_t edges = counts[0], nodes = counts[1];
    std::vector<int64_t> offsets = numbers<int64_t>(in, nodes + 1);
    std::vector<int32_t> targets = numbers<int32_t>(in, edges);
    std::vector<float> weights;
    if (std::strcmp(weights_path, "-") != 0) {
        std::ifstream weights_in(weights_path, std::ios::binary);
        weights = numbers<float>(weights_in, edges);
    }

    NetworKit::Graph graph(nodes, !weights.empty(), directed);
    std::vector<NetworKit::count> incoming(nodes);
    for (int32_t target : targets)
        incoming[target]++;
    for (int64_t node = 0; node < nodes; node++) {
        NetworKit::count degree = offsets[node + 1] - offsets[node];
        if (directed)
            graph.preallocateDirected(node, degree, incoming[node]);
        else
            graph.preallocateUndirected(node, degree);
    }
    for (int64_t node = 0; node < nodes; node++)
        for (int64_t e = offsets[node]; e < offsets[node + 1]; e++)
            if (directed || node < targets[e])
                graph.addEdge(node, targets[e], weights.empty() ? 1.0 : weights[e]);
    return graph;
}

int main(int argc, char **argv)
{
    if (argc != 7 || std::strcmp(argv[3], "-") != 0) {
        std::fprintf(stderr, "usage: networkit_pagerank GRAPH.sg WEIGHTS|- - OUT networkit TOLERANCE\n");
        return 2;
    }
    NetworKit::Graph graph = load(argv[1], argv[2]);
    std::printf("ready NetworKit %s\n", NETWORKIT_VERSION);
    std::fflush(stdout);

    std::vector<double> scores;
    int threads;
    while (std::scanf("%d", &threads) == 1) {
        omp_set_num_threads(threads);
        auto start = std::chrono::steady_clock::now();
        NetworKit::PageRank rank(graph, 0.85, std::atof(argv[6]), false, NetworKit::PageRank::SinkHandling::DISTRIBUTE_SINKS);
        rank.norm = NetworKit::PageRank::Norm::L1_NORM;
        rank.run();
        double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        std::printf("%.6f %llu\n", seconds, static_cast<unsigned long long>(rank.numberOfIterations()));
        std::fflush(stdout);
        scores = rank.scores();
    }

    std::ofstream out(argv[4], std::ios::binary);
    out.write(reinterpret_cast<const char *>(scores.data()), scores.size() * sizeof(double));
    return out ? 0 : 2;
}
