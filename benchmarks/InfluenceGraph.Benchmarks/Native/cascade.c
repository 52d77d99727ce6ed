/*
 * The yardstick: the loop that one writes first. Compressed sparse rows with a 32-bit threshold per tie, xoshiro256++,
 * one draw per tie of an activated node, first in first out, stamps instead of clearing. One world after the other, one
 * thread.
 *
 * Usage: cascade GRAPH. GRAPH is nodes, edges, seeds (int64), offsets (int64), targets (int32), thresholds (uint32; a tie
 * is live when the draw is at most it), seeds (int32), in the machine's own format. Then each line on standard input is
 * a number of worlds; the answer is a line "seconds-of-processor-time tie-visits sum sum-of-squares", the sums over the numbers reached.
 */
#define _POSIX_C_SOURCE 199309L
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static int64_t nodes, edges, seed_count, *offsets;
static int32_t *targets, *seeds, *queue;
static uint32_t *thresholds, *stamp, world;

static uint64_t state[4] = { 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 42 };

static inline uint64_t rotate(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

static inline uint64_t draw(void)
{
    uint64_t result = rotate(state[0] + state[3], 23) + state[0], t = state[1] << 17;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= t;
    state[3] = rotate(state[3], 45);
    return result;
}

static int64_t one_world(int64_t *visits)
{
    int64_t count = 0;
    world++;
    for (int64_t i = 0; i < seed_count; i++) {
        stamp[seeds[i]] = world;
        queue[count++] = seeds[i];
    }
    for (int64_t next = 0; next < count; next++) {
        int32_t node = queue[next];
        *visits += offsets[node + 1] - offsets[node];
        for (int64_t e = offsets[node]; e < offsets[node + 1]; e++)
            if ((uint32_t)(draw() >> 32) <= thresholds[e] && stamp[targets[e]] != world) {
                stamp[targets[e]] = world;
                queue[count++] = targets[e];
            }
    }
    return count;
}

static void *array(int64_t count, size_t size, FILE *file)
{
    void *items = calloc(count ? count : 1, size);
    if (!items || (file && fread(items, size, count, file) != (size_t)count)) {
        fprintf(stderr, "cascade: out of memory, or the graph file is too short\n");
        exit(2);
    }
    return items;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return time.tv_sec + 1e-9 * time.tv_nsec;
}

int main(int argc, char **argv)
{
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    if (!file || fread(&nodes, 8, 1, file) != 1 || fread(&edges, 8, 1, file) != 1 || fread(&seed_count, 8, 1, file) != 1) {
        fprintf(stderr, "usage: cascade GRAPH\n");
        return 2;
    }
    offsets = array(nodes + 1, sizeof *offsets, file);
    targets = array(edges, sizeof *targets, file);
    thresholds = array(edges, sizeof *thresholds, file);
    seeds = array(seed_count, sizeof *seeds, file);
    fclose(file);
    stamp = array(nodes, sizeof *stamp, NULL);
    queue = array(nodes, sizeof *queue, NULL);
    printf("ready\n");
    fflush(stdout);

    long long worlds;
    while (scanf("%lld", &worlds) == 1) {
        int64_t visits = 0;
        double sum = 0, squares = 0, start = now();
        for (long long i = 0; i < worlds; i++) {
            double reached = one_world(&visits);
            sum += reached;
            squares += reached * reached;
        }
        printf("%.9f %lld %.17g %.17g\n", now() - start, (long long)visits, sum, squares);
        fflush(stdout);
    }
    return 0;
}
