/*
 * Matrix products by hand, the measure of ours (../matmul.mjs): C[m, n] = A[m, k] B[k, n], in the scheme of Goto and van de Geijn
 * (Anatomy of high-performance matrix multiplication, 2008). Both operands are packed: panels of `rows` rows of A and of a few vectors
 * of columns of B, for 256 of k at a time, which the innermost loop reads in order; all sums of a tile stay in registers. Nothing here
 * states an order of additions or has to keep one.
 *
 * Tiles of several sizes, since registers are the limit (16 on x86): the best of them for a shape is the reference.
 *
 * Compiled to reference.wasm by clang: --target=wasm32 -msimd128 -O3 -s -nostdlib -Wl,--no-entry -Wl,--import-memory -Wl,--export-dynamic
 * -Wl,--export=__heap_base -Wl,-z,stack-size=65536 (`zig cc --target=wasm32-freestanding` of ziglang 0.17.1 was used).
 */
#include <wasm_simd128.h>

#define EXPORT __attribute__((visibility("default")))
#define INLINE static inline __attribute__((always_inline))
#define depthAtOnce 256
#define rowsAtOnce 96
#define columnsAtOnce 1536

INLINE int least(int a, int b) { return a < b ? a : b; }

/* Where the packed panels stand: the host reserves 4 MiB for them. */
static char *packed;
EXPORT void useMemory(char *address) { packed = address; }

#define TILE(name, T, L, lanes, splat, rows, vectors)                                                                              \
  INLINE void name##_packB(T *to, const T *B, int ldb, int depth, int columns) {                                                   \
    for (int j = 0; j < columns; j += vectors * L) {                                                                               \
      int wanted = least(vectors * L, columns - j);                                                                                \
      for (int p = 0; p < depth; p++) {                                                                                            \
        const T *from = B + (long)p * ldb + j;                                                                                     \
        if (wanted == vectors * L) for (int v = 0; v < vectors; v++) wasm_v128_store(to + v * L, wasm_v128_load(from + v * L));    \
        else for (int x = 0; x < vectors * L; x++) to[x] = x < wanted ? from[x] : 0;                                               \
        to += vectors * L;                                                                                                         \
      }                                                                                                                            \
    }                                                                                                                              \
  }                                                                                                                                \
  INLINE void name##_packA(T *to, const T *A, int lda, int depth, int height) {                                                    \
    for (int i = 0; i < height; i += rows) {                                                                                       \
      for (int r = 0; r < rows; r++) {                                                                                             \
        const T *from = A + (long)(i + r) * lda;                                                                                   \
        for (int p = 0; p < depth; p++) to[p * rows + r] = i + r < height ? from[p] : 0;                                           \
      }                                                                                                                            \
      to += depth * rows;                                                                                                          \
    }                                                                                                                              \
  }                                                                                                                                \
  INLINE void name##_tile(T *C, int ldc, const T *a, const T *b, int depth, int height, int width, int first) {                    \
    v128_t c[rows][vectors];                                                                                                       \
    _Pragma("clang loop unroll(full)") for (int r = 0; r < rows; r++) for (int v = 0; v < vectors; v++) c[r][v] = splat(0);        \
    for (int p = 0; p < depth; p++) {                                                                                              \
      v128_t bs[vectors];                                                                                                          \
      _Pragma("clang loop unroll(full)") for (int v = 0; v < vectors; v++) bs[v] = wasm_v128_load(b + v * L);                      \
      _Pragma("clang loop unroll(full)") for (int r = 0; r < rows; r++) {                                                          \
        v128_t x = splat(a[r]);                                                                                                    \
        for (int v = 0; v < vectors; v++) c[r][v] = lanes##_add(c[r][v], lanes##_mul(x, bs[v]));                                   \
      }                                                                                                                            \
      a += rows;                                                                                                                   \
      b += vectors * L;                                                                                                            \
    }                                                                                                                              \
    _Pragma("clang loop unroll(full)") for (int r = 0; r < rows; r++) {                                                            \
      T *to = C + (long)r * ldc;                                                                                                   \
      if (r >= height) continue;                                                                                                   \
      if (width == vectors * L) {                                                                                                  \
        for (int v = 0; v < vectors; v++) {                                                                                        \
          v128_t sum = first ? c[r][v] : lanes##_add(wasm_v128_load(to + v * L), c[r][v]);                                         \
          wasm_v128_store(to + v * L, sum);                                                                                        \
        }                                                                                                                          \
      } else {                                                                                                                     \
        T sums[vectors * L];                                                                                                       \
        for (int v = 0; v < vectors; v++) wasm_v128_store(sums + v * L, c[r][v]);                                                  \
        for (int x = 0; x < width; x++) to[x] = first ? sums[x] : to[x] + sums[x];                                                 \
      }                                                                                                                            \
    }                                                                                                                              \
  }                                                                                                                                \
  EXPORT void name(int m, int k, int n, T *C, const T *A, const T *B) {                                                            \
    T *as = (T *)packed, *bs = (T *)(packed + (1 << 19));                                                                          \
    for (int j = 0; j < n; j += columnsAtOnce / 2) {                                                                               \
      int columns = least(columnsAtOnce / 2, n - j);                                                                               \
      for (int p = 0; p < k; p += depthAtOnce) {                                                                                   \
        int depth = least(depthAtOnce, k - p);                                                                                     \
        name##_packB(bs, B + (long)p * n + j, n, depth, columns);                                                                  \
        for (int i = 0; i < m; i += rowsAtOnce) {                                                                                  \
          int height = least(rowsAtOnce, m - i);                                                                                   \
          name##_packA(as, A + (long)i * k + p, k, depth, height);                                                                 \
          for (int x = 0; x < columns; x += vectors * L)                                                                           \
            for (int y = 0; y < height; y += rows)                                                                                 \
              name##_tile(C + (long)(i + y) * n + j + x, n, as + y * depth, bs + x * depth, depth, least(rows, height - y),        \
                          least(vectors * L, columns - x), p == 0);                                                                \
        }                                                                                                                          \
      }                                                                                                                            \
    }                                                                                                                              \
  }

#define TILES(rows, vectors)                                                                                                       \
  TILE(f32_##rows##x##vectors, float, 4, wasm_f32x4, wasm_f32x4_splat, rows, vectors)                                              \
  TILE(f64_##rows##x##vectors, double, 2, wasm_f64x2, wasm_f64x2_splat, rows, vectors)

TILES(4, 2)
TILES(6, 2)
TILES(4, 4)
