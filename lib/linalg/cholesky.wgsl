// Cholesky factors of a batch: a[t] = L L^T, a: (batch, n, n), of which the lower triangle is read.
//
//   L[j, j] = sqrt(a[j, j] - sum_k L[j, k]^2)
//   L[i, j] = (a[i, j] - sum_k L[i, k] L[j, k]) / L[j, j],   k < j < i
//
// One invocation owns one matrix, and works where the result is kept: private arrays of this size take the
// compiler of software Vulkan up to a minute. Where a[j, j] - sum is not above 0 the matrix is not positive
// definite: info is j + 1 and the factor NaN. Otherwise |L L^T - a| <= gamma(n + 1) |L||L^T|.

@group(0) @binding(1) var<storage, read> a: array<f32>;
@group(0) @binding(2) var<storage, read_write> factor: array<f32>;
@group(0) @binding(3) var<storage, read_write> info: array<u32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn cholesky(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let t = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (t >= call.batch) { return; }
  let n = call.n;
  let start = t * n * n;
  for (var i = 0u; i < n; i++) {
    for (var j = 0u; j <= i; j++) { factor[start + i * n + j] = a[start + i * n + j]; }
  }
  var failed = 0u;
  for (var j = 0u; j < n; j++) {
    let row = start + j * n;
    var square = factor[row + j];
    for (var k = 0u; k < j; k++) { square -= factor[row + k] * factor[row + k]; }
    if (!is_finite(square) || square <= 0.0) {
      failed = j + 1u;
      break;
    }
    let root = sqrt(square);
    factor[row + j] = root;
    for (var i = j + 1u; i < n; i++) {
      let below = start + i * n;
      var sum = factor[below + j];
      for (var k = 0u; k < j; k++) { sum -= factor[below + k] * factor[row + k]; }
      factor[below + j] = sum / root;
    }
  }
  for (var i = 0u; i < n; i++) {
    for (var j = 0u; j < n; j++) {
      if (failed > 0u) { factor[start + i * n + j] = not_a_number(); }
      else if (j > i) { factor[start + i * n + j] = 0.0; }
    }
  }
  info[t] = failed;
}
