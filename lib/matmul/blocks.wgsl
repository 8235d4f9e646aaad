// C = f(A B + bias) for a GPU: a: (batch, n, k), b: (batch, k, m), c: (batch, n, m) as vec4f, k and m
// multiples of 4 (repack.wgsl makes them so).
//
// A workgroup owns SIDE x SIDE elements of C and walks along k in steps of DEPTH, A and B staged in
// workgroup memory; an invocation owns 8 x 8 of them in registers: rows SIDE / 8 apart and two vectors
// SIDE / 2 columns apart, so that neighbouring lanes read other banks of the stage. SIDE^2 / 64
// invocations and DEPTH = SIDE / 8 make it two vectors of A and two of B an invocation and step; those
// of the next step are fetched before the sums of this one. Every sum runs over k in order:
// |error| <= gamma(k + 1) sum |a||b| before the bias.

override SIDE: u32 = 128;
override DEPTH: u32 = SIDE / 8u;
override LANES: u32 = SIDE * SIDE / 64u;

@group(0) @binding(2) var<storage, read> a: array<vec4f>;
@group(0) @binding(3) var<storage, read> b: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> c: array<vec4f>;

var<workgroup> stage_a: array<vec4f, DEPTH * SIDE / 4u>; // (SIDE, DEPTH / 4)
var<workgroup> stage_b: array<vec4f, DEPTH * SIDE / 4u>; // (DEPTH, SIDE / 4)

// Four numbers of A along k; 0 past the last k, for 0 times what b holds there must not be NaN.
fn fetch_a(start: u32, row: u32, i: u32) -> vec4f {
  let k4 = call.k / 4u;
  let value = a[start + min(row, call.n - 1u) * k4 + min(i, k4 - 1u)];
  return select(vec4f(), value, vec4<bool>(i < k4));
}

fn fetch_b(start: u32, i: u32, column: u32) -> vec4f {
  let m4 = call.m / 4u;
  let value = b[start + min(i, call.k - 1u) * m4 + min(column, m4 - 1u)];
  return select(vec4f(), value, vec4<bool>(i < call.k));
}

@compute @workgroup_size(LANES)
fn matmul_blocks(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let m4 = call.m / 4u;
  let across = (call.m + SIDE - 1u) / SIDE;
  let down = (call.n + SIDE - 1u) / SIDE;
  let tile = group.y * groups.x + group.x;
  if (tile >= across * down * call.batch) { return; }
  let t = tile / (across * down);
  let row = tile / across % down * SIDE;
  let column = tile % across * (SIDE / 4u);
  let a_start = t * call.a_stride / 4u;
  let b_start = t * call.b_stride / 4u;

  // Which two vectors of each stage this invocation fills; the second is half a stage further on.
  let vectors = DEPTH / 4u;
  let fill_row = row + lane / vectors;
  let fill_i = lane % vectors;
  let fill_k = lane / (SIDE / 4u);
  let fill_column = column + lane % (SIDE / 4u);

  let x = lane % (SIDE / 8u);
  let y = lane / (SIDE / 8u);
  var s0 = mat2x4f(); var s1 = mat2x4f(); var s2 = mat2x4f(); var s3 = mat2x4f();
  var s4 = mat2x4f(); var s5 = mat2x4f(); var s6 = mat2x4f(); var s7 = mat2x4f();
  let begin = call.first; // a whole number of steps
  var next_a0 = fetch_a(a_start, fill_row, begin / 4u + fill_i);
  var next_a1 = fetch_a(a_start, fill_row + SIDE / 2u, begin / 4u + fill_i);
  var next_b0 = fetch_b(b_start, begin + fill_k, fill_column);
  var next_b1 = fetch_b(b_start, begin + fill_k + DEPTH / 2u, fill_column);
  for (var k = begin + DEPTH; k < call.end + DEPTH; k += DEPTH) {
    stage_a[lane] = next_a0;
    stage_a[lane + LANES] = next_a1;
    stage_b[lane] = next_b0;
    stage_b[lane + LANES] = next_b1;
    workgroupBarrier(); // the stage is full before it is read
    next_a0 = fetch_a(a_start, fill_row, k / 4u + fill_i);
    next_a1 = fetch_a(a_start, fill_row + SIDE / 2u, k / 4u + fill_i);
    next_b0 = fetch_b(b_start, k + fill_k, fill_column);
    next_b1 = fetch_b(b_start, k + fill_k + DEPTH / 2u, fill_column);
    for (var i = 0u; i < vectors; i++) {
      let first = y * vectors + i;
      let apart = SIDE / 8u * vectors;
      let a0 = stage_a[first]; let a1 = stage_a[first + apart];
      let a2 = stage_a[first + 2u * apart]; let a3 = stage_a[first + 3u * apart];
      let a4 = stage_a[first + 4u * apart]; let a5 = stage_a[first + 5u * apart];
      let a6 = stage_a[first + 6u * apart]; let a7 = stage_a[first + 7u * apart];
      let at = i * SIDE + x;
      let b0 = mat2x4f(stage_b[at], stage_b[at + SIDE / 8u]);
      s0 += a0.x * b0; s1 += a1.x * b0; s2 += a2.x * b0; s3 += a3.x * b0;
      s4 += a4.x * b0; s5 += a5.x * b0; s6 += a6.x * b0; s7 += a7.x * b0;
      let b1 = mat2x4f(stage_b[at + 1u * (SIDE / 4u)], stage_b[at + 1u * (SIDE / 4u) + SIDE / 8u]);
      s0 += a0.y * b1; s1 += a1.y * b1; s2 += a2.y * b1; s3 += a3.y * b1;
      s4 += a4.y * b1; s5 += a5.y * b1; s6 += a6.y * b1; s7 += a7.y * b1;
      let b2 = mat2x4f(stage_b[at + 2u * (SIDE / 4u)], stage_b[at + 2u * (SIDE / 4u) + SIDE / 8u]);
      s0 += a0.z * b2; s1 += a1.z * b2; s2 += a2.z * b2; s3 += a3.z * b2;
      s4 += a4.z * b2; s5 += a5.z * b2; s6 += a6.z * b2; s7 += a7.z * b2;
      let b3 = mat2x4f(stage_b[at + 3u * (SIDE / 4u)], stage_b[at + 3u * (SIDE / 4u) + SIDE / 8u]);
      s0 += a0.w * b3; s1 += a1.w * b3; s2 += a2.w * b3; s3 += a3.w * b3;
      s4 += a4.w * b3; s5 += a5.w * b3; s6 += a6.w * b3; s7 += a7.w * b3;
    }
    workgroupBarrier(); // everybody has read the stage before it is overwritten
  }

  store(t, row + y, column + x, s0);
  store(t, row + y + 1u * (SIDE / 8u), column + x, s1);
  store(t, row + y + 2u * (SIDE / 8u), column + x, s2);
  store(t, row + y + 3u * (SIDE / 8u), column + x, s3);
  store(t, row + y + 4u * (SIDE / 8u), column + x, s4);
  store(t, row + y + 5u * (SIDE / 8u), column + x, s5);
  store(t, row + y + 6u * (SIDE / 8u), column + x, s6);
  store(t, row + y + 7u * (SIDE / 8u), column + x, s7);
}

fn store(t: u32, row: u32, column: u32, sum: mat2x4f) {
  let m4 = call.m / 4u;
  if (row >= call.n) { return; }
  let start = (t * call.n + row) * m4;
  if (column < m4) { c[start + column] = finish(so_far(start + column, sum[0]), column * 4u); }
  let right = column + SIDE / 8u;
  if (right < m4) { c[start + right] = finish(so_far(start + right, sum[1]), right * 4u); }
}

fn so_far(at: u32, sum: vec4f) -> vec4f {
  if (CONTINUES) { return c[at] + sum; }
  return sum;
}
