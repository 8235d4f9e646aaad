// Inverse roots of a batch from eigenvalues and vectors: y[t] = V diag((max(values, floor) + epsilon)^
// (-1 / root)) V^T, values: (batch, n), vectors and y: (batch, n, n). An invocation owns one element, and
// takes the lower triangle's for the upper: y is symmetric to the bit. NaN where a shifted eigenvalue is
// not above 0; info is then how many are not, unless it tells of worse already.

@group(0) @binding(1) var<storage, read> values: array<f32>;
@group(0) @binding(2) var<storage, read> vectors: array<f32>;
@group(0) @binding(3) var<storage, read_write> powers: array<f32>;
@group(0) @binding(4) var<storage, read_write> info: array<u32>;

// x^(-1 / root): logarithms are good to a few digits, Newton's r <- r + r (1 - x r^root) / root to all.
fn inverse_root_of(x: f32, root: u32) -> f32 {
  var r = exp2(-log2(x) / f32(root));
  for (var step = 0u; step < 2u; step++) {
    var product = x;
    for (var i = 0u; i < root; i++) { product *= r; }
    r += r * (1.0 - product) / f32(root);
  }
  return r;
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn inverse_powers(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let t = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (t >= call.batch) { return; }
  var failed = 0u;
  for (var k = 0u; k < call.n; k++) {
    let i = t * call.n + k;
    let x = max(values[i], bitcast<f32>(call.p1)) + bitcast<f32>(call.p2);
    if (!is_finite(values[i]) || x <= 0.0) {
      failed += 1u;
      continue;
    }
    powers[i] = inverse_root_of(x, call.p0);
  }
  if (failed > 0u) { powers[t * call.n] = not_a_number(); }
  if (info[t] == 0u) { info[t] = failed; }
}

@group(0) @binding(3) var<storage, read> scales: array<f32>;
@group(0) @binding(4) var<storage, read_write> y: array<f32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn compose(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let item = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  let n = call.n;
  if (item >= call.batch * n * n) { return; }
  let t = item / (n * n);
  let row = item / n % n;
  let i = t * n * n + max(row, item % n) * n;
  let j = t * n * n + min(row, item % n) * n;
  var sum = 0.0;
  for (var k = 0u; k < n; k++) { sum += vectors[i + k] * scales[t * n + k] * vectors[j + k]; }
  y[item] = select(not_a_number(), sum, is_finite(scales[t * n]));
}
