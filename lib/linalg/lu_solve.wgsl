// Solves a x = b for a batch from the LU factors of a (lu.wgsl): exchanges rows, L y = b downwards, then
// U x = y upwards. b and x: (batch, n, m). One invocation owns one column of x, in place. x is NaN where
// info is above 0. (a + e) x = b with |e| <= gamma(3 n) |L||U|, rows exchanged.

@group(0) @binding(1) var<storage, read> factors: array<f32>;
@group(0) @binding(2) var<storage, read> pivots: array<u32>;
@group(0) @binding(3) var<storage, read> info: array<u32>;
@group(0) @binding(4) var<storage, read> b: array<f32>;
@group(0) @binding(5) var<storage, read_write> x: array<f32>;

// call.p0: m; call.p1: elements from one b to the next, 0 for one for all.
@compute @workgroup_size(WORKGROUP_SIZE)
fn lu_solve(
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
  for (var i = 0u; i < n; i++) { x[own + i * m] = b[right + i * m]; }
  for (var i = 0u; i < n; i++) {
    let pivot = own + pivots[t * n + i] * m;
    let other = x[pivot];
    x[pivot] = x[own + i * m];
    x[own + i * m] = other;
  }
  for (var i = 1u; i < n; i++) {
    var sum = x[own + i * m];
    for (var k = 0u; k < i; k++) { sum -= factors[start + i * n + k] * x[own + k * m]; }
    x[own + i * m] = sum;
  }
  let failed = info[t] > 0u;
  for (var up = 1u; up <= n; up++) {
    let i = n - up;
    var sum = x[own + i * m];
    for (var k = i + 1u; k < n; k++) { sum -= factors[start + i * n + k] * x[own + k * m]; }
    x[own + i * m] = select(sum / factors[start + i * n + i], not_a_number(), failed);
  }
}
