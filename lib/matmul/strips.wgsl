// C = f(A B + bias) for small products and for those a tile would not fill, any strides.
//
// One invocation owns a strip of 4 rows of one column of C; a workgroup is 4 rows of side-by-side
// columns, so that A is at the same address for all lanes. Every sum runs over k in order.

override WORKGROUP_SIZE: u32 = 8;

@group(0) @binding(2) var<storage, read> a: array<f32>;
@group(0) @binding(3) var<storage, read> b: array<f32>;
@group(0) @binding(4) var<storage, read_write> c: array<f32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn matmul_strips(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let across = (call.m + WORKGROUP_SIZE - 1u) / WORKGROUP_SIZE;
  let down = (call.n + 3u) / 4u;
  let tile = group.y * groups.x + group.x;
  if (tile >= across * down * call.batch) { return; }
  let t = tile / (across * down);
  let row = tile / across % down * 4u;
  let column = tile % across * WORKGROUP_SIZE + lane;
  if (column >= call.m) { return; }

  let last = call.n - 1u; // rows past it repeat it and are not stored
  let start = t * call.a_stride;
  let r0 = start + row * call.a_row;
  let r1 = start + min(row + 1u, last) * call.a_row;
  let r2 = start + min(row + 2u, last) * call.a_row;
  let r3 = start + min(row + 3u, last) * call.a_row;
  let left = t * call.b_stride + column * call.b_column;
  var sum = vec4f();
  for (var i = call.first; i < call.end; i++) {
    let at = i * call.a_column;
    sum += vec4f(a[r0 + at], a[r1 + at], a[r2 + at], a[r3 + at]) * b[left + i * call.b_row];
  }

  let out = (t * call.n + row) * call.m + column;
  let rows = min(4u, call.n - row);
  if (CONTINUES) { for (var i = 0u; i < rows; i++) { sum[i] += c[out + i * call.m]; } }
  var y = sum;
  if (HAS_BIAS) { y += bias_at(column); }
  y = activate(ACTIVATION, y);
  for (var i = 0u; i < rows; i++) { c[out + i * call.m] = y[i]; }
}
