/* The judge of everyone's reach: plain forward simulation from one customer at a time, one draw per try.
 *
 * reach GRAPH ic|lt VISITS RANDOM_SEED, with GRAPH as written by SeedJudge.cs: nodes, edges (int64), row offsets (int64),
 * targets (int32), probabilities (float). Reads customers from standard input, answers each with the mean number of nodes
 * reached, its standard error and the number of worlds: as many as VISITS tries on ties allow, at least 1,000. So that who
 * reaches few, and whose estimate is sharp, is judged by millions. Linear threshold: a threshold per node, drawn when it is
 * first told. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state;

/* SplitMix64 by G. Steele, D. Lea and C. Flood: not the generator of the library, nor that of the other judge. */
static double unit(void)
{
    uint64_t z = state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (double)((z ^ (z >> 31)) >> 11) * (1.0 / 9007199254740992.0);
}

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
    FILE *file = argc == 5 ? fopen(argv[1], "rb") : NULL;
    if (!file) {
        fprintf(stderr, "reach GRAPH ic|lt VISITS RANDOM_SEED\n");
        return 2;
    }
    int64_t *head = get(file, 8, 2), nodes = head[0];
    int64_t *offsets = get(file, 8, (size_t)nodes + 1);
    int32_t *targets = get(file, 4, (size_t)head[1]);
    float *chances = get(file, 4, (size_t)head[1]);
    int is_threshold = strcmp(argv[2], "lt") == 0;
    double most_visits = atof(argv[3]);
    state = strtoull(argv[4], NULL, 10);

    int64_t *seen = calloc((size_t)nodes, 8), *told = calloc((size_t)nodes, 8), mark = 0;
    int32_t *queue = malloc(4 * (size_t)nodes);
    double *threshold = calloc((size_t)nodes, 8);
    int32_t customer;
    while (scanf("%d", &customer) == 1) {
        double sum = 0, squares = 0, visits = 0;
        int64_t worlds = 0;
        for (; worlds < 1000 || visits < most_visits; worlds++) {
            int64_t reached = 1;
            seen[queue[0] = customer] = ++mark;
            visits++;
            for (int64_t next = 0; next < reached; next++) {
                int32_t u = queue[next];
                visits += (double)(offsets[u + 1] - offsets[u]);
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
        double mean = sum / (double)worlds, variance = (squares - mean * sum) / (double)(worlds - 1);
        printf("%.17g %.17g %lld\n", mean, sqrt((variance > 0 ? variance : 0) / (double)worlds), (long long)worlds);
    }
    return 0;
}
