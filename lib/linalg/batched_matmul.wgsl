// A batch of small matrix products: c[t] = a[t] b[t], a[t]: (N, K), b[t]: (K, M), each at most 8 x 8.
//
//   c[t, r, j] = sum_k a[t, r, k] b[t, k, j]
//
// The element strides are constants, so a transposed operand is another pair of strides; a batch
// stride of 0 gives one matrix to all; how a and b are read stands before this text. The sum runs over
// k in order, one rounding a product and a sum: |error| <= gamma(K + 1) sum |a||b|, whatever is fused.
//
// matmul_registers: one invocation owns one product and holds b in registers. On a CPU every load is
//   a loop over lanes, and this has the fewest: N K + K M.
// matmul_elements: one invocation owns one element; neighbours share rows, which a GPU's cache likes.

override WORKGROUP_SIZE: u32 = 64;
override N: u32 = 3;
override K: u32 = 3;
override M: u32 = 3;
override A_ROW: u32 = 3;
override A_COLUMN: u32 = 1;
override B_ROW: u32 = 3;
override B_COLUMN: u32 = 1;

struct Batch { size: u32, a_stride: u32, b_stride: u32 }

@group(0) @binding(0) var<uniform> batch: Batch;
@group(0) @binding(3) var<storage, read_write> c: array<f32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn matmul_registers(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let t = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (t >= batch.size) { return; }
  let a_start = t * batch.a_stride;
  let b_start = t * batch.b_stride;
  var rows = array<array<vec4f, 2>, 8>();
  for (var k = 0u; k < K; k++) {
    for (var j = 0u; j < M; j++) {
      rows[k][j / 4u][j % 4u] = number_b(i32(b_start + k * B_ROW + j * B_COLUMN));
    }
  }
  for (var r = 0u; r < N; r++) {
    // Written out: naga clears a variable declared in a loop only the first time round.
    var sum = array<vec4f, 2>();
    for (var k = 0u; k < K; k++) {
      let v = number_a(i32(a_start + r * A_ROW + k * A_COLUMN));
      sum[0] += v * rows[k][0];
      sum[1] += v * rows[k][1];
    }
    for (var j = 0u; j < M; j++) {
      c[(t * N + r) * M + j] = sum[j / 4u][j % 4u];
    }
  }
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn matmul_elements(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (i >= batch.size * N * M) { return; }
  let t = i / (N * M);
  let r = i / M % N;
  let j = i % M;
  var sum = 0.0;
  for (var k = 0u; k < K; k++) {
    sum += number_a(i32(t * batch.a_stride + r * A_ROW + k * A_COLUMN)) *
      number_b(i32(t * batch.b_stride + k * B_ROW + j * B_COLUMN));
  }
  c[i] = sum;
}
