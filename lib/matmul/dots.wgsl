// c = f(x B^T + bias), a row vector times a matrix whose rows lie along k: b: (m, k), x: (k), c: (m).
// One workgroup owns 4 elements of c: its lanes walk along k side by side and add up at the end, each
// k / SIZE terms in order: |error| <= gamma(k + 1) sum |x||b| before the bias.

@group(0) @binding(2) var<storage, read> a: array<f32>;
@group(0) @binding(3) var<storage, read> b: array<f32>;
@group(0) @binding(4) var<storage, read_write> c: array<f32>;

@compute @workgroup_size(SIZE)
fn matmul_dots(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let across = (call.m + 3u) / 4u;
  let tile = group.y * groups.x + group.x;
  if (tile >= across * call.batch) { return; }
  let t = tile / across;
  let first = tile % across * 4u;

  let last = call.m - 1u; // rows past it repeat it and are not stored
  let start = t * call.b_stride;
  let r0 = start + first * call.b_column;
  let r1 = start + min(first + 1u, last) * call.b_column;
  let r2 = start + min(first + 2u, last) * call.b_column;
  let r3 = start + min(first + 3u, last) * call.b_column;
  var sum = vec4f();
  for (var i = call.first + lane; i < call.end; i += SIZE) {
    sum += a[t * call.a_stride + i * call.a_column] * vec4f(b[r0 + i], b[r1 + i], b[r2 + i], b[r3 + i]);
  }
  sum = sum_all(sum, lane);
  if (lane != 0u) { return; }
  let out = t * call.m + first;
  let columns = min(4u, call.m - first);
  if (CONTINUES) { for (var i = 0u; i < columns; i++) { sum[i] += c[out + i]; } }
  let y = finish(sum, first);
  for (var i = 0u; i < columns; i++) { c[out + i] = y[i]; }
}
