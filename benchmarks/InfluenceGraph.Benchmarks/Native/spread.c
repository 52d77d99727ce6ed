/* The judge of seed sets: plain forward simulation, one world after the other, one draw per try.
 *
 * spread GRAPH ic|lt WORLDS RANDOM_SEED, with GRAPH as written by SeedJudge.cs: nodes, edges (int64), row offsets (int64),
 * targets (int32), probabilities (float). Reads lines of seeds from standard input, answers each with mean and standard
 * error of the number of nodes reached. Linear threshold: a threshold per node, drawn when it is first told. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state[4];

static uint64_t rotl(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

/* xoshiro256** by D. Blackman and S. Vigna. */
static uint64_t next_random(void)
{
    uint64_t result = rotl(state[1] * 5, 7) * 9, t = state[1] << 17;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= t;
    state[3] = rotl(state[3], 45);
    return result;
}

static double unit(void) { return (double)(next_random() >> 11) * (1.0 / 9007199254740992.0); }

static void *get(FILE *file, size_t size, size_t count)
{
    void *items = malloc(size * (count ? count : 1));
    if (!items || fread(items, size, count, file) != count) {
        fprintf(stderr, "the graph file is too short or memory too small\n");
        exit(1);
    }
    return items;
}

int main(int argc, char **argv)
{
    if (argc != 5) {
        fprintf(stderr, "spread GRAPH ic|lt WORLDS RANDOM_SEED\n");
        return 2;
    }
    FILE *file = fopen(argv[1], "rb");
    if (!file) {
        fprintf(stderr, "cannot open %s\n", argv[1]);
        return 1;
    }
    int64_t *head = get(file, 8, 2);
    int64_t nodes = head[0], edges = head[1];
    int64_t *offsets = get(file, 8, (size_t)nodes + 1);
    int32_t *targets = get(file, 4, (size_t)edges);
    float *chances = get(file, 4, (size_t)edges);
    int is_threshold = strcmp(argv[2], "lt") == 0;
    int64_t worlds = atoll(argv[3]);
    for (int i = 0; i < 4; i++)
        state[i] = 0x9E3779B97F4A7C15u * (uint64_t)(atoll(argv[4]) * 4 + i + 1);

    int64_t *seen = calloc((size_t)nodes, 8), *told = calloc((size_t)nodes, 8), mark = 0;
    int32_t *queue = malloc(4 * (size_t)nodes), *seeds = malloc(4 * (size_t)nodes);
    double *threshold = calloc((size_t)nodes, 8);
    size_t capacity = 0;
    char *line = NULL;
    while (getline(&line, &capacity, stdin) > 0) {
        int64_t count = 0;
        for (char *p = line, *end; ; p = end) {
            long seed = strtol(p, &end, 10);
            if (end == p)
                break;
            seeds[count++] = (int32_t)seed;
        }
        double sum = 0, squares = 0;
        for (int64_t world = 0; world < worlds; world++) {
            int64_t reached = 0;
            mark++;
            for (int64_t i = 0; i < count; i++)
                if (seen[seeds[i]] != mark) {
                    seen[seeds[i]] = mark;
                    queue[reached++] = seeds[i];
                }
            for (int64_t next = 0; next < reached; next++) {
                int32_t u = queue[next];
                for (int64_t e = offsets[u]; e < offsets[u + 1]; e++) {
                    int32_t v = targets[e];
                    if (seen[v] == mark)
                        continue;
                    int is_reached;
                    if (is_threshold) {
                        if (told[v] != mark) {
                            told[v] = mark;
                            threshold[v] = 1 - unit();
                        }
                        threshold[v] -= chances[e];
                        is_reached = threshold[v] <= 1e-7;
                    } else {
                        is_reached = unit() < chances[e];
                    }
                    if (is_reached) {
                        seen[v] = mark;
                        queue[reached++] = v;
                    }
                }
            }
            sum += (double)reached;
            squares += (double)reached * (double)reached;
        }
        double mean = sum / (double)worlds;
        double variance = (squares - mean * sum) / (double)(worlds - 1);
        printf("%.17g %.17g\n", mean, sqrt((variance > 0 ? variance : 0) / (double)worlds));
        fflush(stdout);
    }
    return 0;
}
