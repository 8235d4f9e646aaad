// Solves L L^T x = b for a batch: L y = b downwards, then L^T x = y upwards. factor: (batch, n, n),
// b and x: (batch, n, m). One invocation owns one column of x, in place. x is NaN where the factor is.
// (a + e) x = b with |e| <= gamma(3 n + 1) |L||L^T|.

@group(0) @binding(1) var<storage, read> factor: array<f32>;
@group(0) @binding(2) var<storage, read> b: array<f32>;
@group(0) @binding(3) var<storage, read_write> x: array<f32>;

// call.p0: m; call.p1: elements from one b to the next, 0 for one for all.
@compute @workgroup_size(WORKGROUP_SIZE)
fn cholesky_solve(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let m = call.p0;
  let item = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (item >= call.batch * m) { return; }
  let n = call.n;
  let t = item / m;
  let start = t * n * n;
  let right = t * call.p1 + item % m;
  let own = t * n * m + item % m;
  let failed = !is_finite(factor[start]);
  for (var i = 0u; i < n; i++) {
    var sum = b[right + i * m];
    for (var k = 0u; k < i; k++) { sum -= factor[start + i * n + k] * x[own + k * m]; }
    x[own + i * m] = sum / factor[start + i * n + i];
  }
  for (var up = 1u; up <= n; up++) {
    let i = n - up;
    var sum = x[own + i * m];
    for (var k = i + 1u; k < n; k++) { sum -= factor[start + k * n + i] * x[own + k * m]; }
    x[own + i * m] = select(sum / factor[start + i * n + i], not_a_number(), failed);
  }
}
