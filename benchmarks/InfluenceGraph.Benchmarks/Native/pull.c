/*
 * The yardstick: the loop of PullKernel.cs and nothing else, in plain scalar C. Same layout (double scores, float
 * weights, int ids, long offsets), same order of additions in a row, y = z * rate prepared by the sweep before, the
 * absolute changes added up. One thread.
 *
 * Usage: pull GRAPH SCORES. GRAPH is nodes, edges (int64), damping (double), offsets, targets, weights, source, in the
 * machine's own format. Then each line on standard input is a number of sweeps, made from z = source; the answer is a
 * line "seconds-without-the-first-sweep change". At the end of the input, z goes to SCORES.
 */
#define _POSIX_C_SOURCE 199309L
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static int64_t nodes, edges, *offsets;
static int32_t *targets;
static float *weights;
static double damping, *source, *rate, *z, *y, *next;

static double sweep(const int64_t *restrict offsets, const int32_t *restrict targets, const float *restrict weights,
                    const double *restrict source, const double *restrict rate, const double *restrict y,
                    double *restrict z, double *restrict next)
{
    double change = 0;
    for (int64_t u = 0; u < nodes; u++) {
        double sum = 0;
        for (int64_t e = offsets[u]; e < offsets[u + 1]; e++)
            sum += weights[e] * y[targets[e]];
        double value = source[u] + sum;
        change += fabs(value - z[u]);
        z[u] = value;
        next[u] = value * rate[u];
    }
    return change;
}

static void *array(int64_t count, size_t size, FILE *file)
{
    void *items = malloc((count ? count : 1) * size);
    if (!items || (file && fread(items, size, count, file) != (size_t)count)) {
        fprintf(stderr, "pull: out of memory, or the graph file is too short\n");
        exit(2);
    }
    return items;
}

static void load(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file || fread(&nodes, 8, 1, file) != 1 || fread(&edges, 8, 1, file) != 1 || fread(&damping, 8, 1, file) != 1) {
        fprintf(stderr, "pull: cannot read %s\n", path);
        exit(2);
    }
    offsets = array(nodes + 1, sizeof *offsets, file);
    targets = array(edges, sizeof *targets, file);
    weights = array(edges, sizeof *weights, file);
    source = array(nodes, sizeof *source, file);
    fclose(file);

    rate = array(nodes, sizeof *rate, NULL);
    z = array(nodes, sizeof *z, NULL);
    y = array(nodes, sizeof *y, NULL);
    next = array(nodes, sizeof *next, NULL);
    for (int64_t v = 0; v < nodes; v++)
        rate[v] = 0;
    for (int64_t e = 0; e < edges; e++)
        rate[targets[e]] += weights[e];
    for (int64_t v = 0; v < nodes; v++)
        rate[v] = rate[v] > 0 ? damping / rate[v] : 0;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + 1e-9 * time.tv_nsec;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: pull GRAPH SCORES\n");
        return 2;
    }
    load(argv[1]);
    printf("ready\n");
    fflush(stdout);

    int sweeps;
    while (scanf("%d", &sweeps) == 1) {
        double start = 0, change = 0;
        for (int64_t v = 0; v < nodes; v++) {
            z[v] = source[v];
            y[v] = z[v] * rate[v];
        }
        for (int i = 0; i < sweeps; i++) {
            if (i == 1)
                start = now();
            change = sweep(offsets, targets, weights, source, rate, y, z, next);
            double *swapped = y;
            y = next;
            next = swapped;
        }
        printf("%.9f %.17g\n", now() - start, change);
        fflush(stdout);
    }

    FILE *file = fopen(argv[2], "wb");
    if (!file || fwrite(z, sizeof *z, nodes, file) != (size_t)nodes || fclose(file)) {
        fprintf(stderr, "pull: cannot write %s\n", argv[2]);
        return 2;
    }
    return 0;
}
