// LU factors of a batch by Gaussian elimination with partial pivoting: the rows of a[t], exchanged, are
// L U; L has ones on its diagonal, which are not stored. a and factors: (batch, n, n), pivots: (batch, n).
//
// Step k exchanges row k with row pivots[k] >= k, the one with the largest number in column k, the first
// of equals. One invocation owns one matrix. info is the first k + 1 whose pivot is 0 or not
// finite, else 0. |L U - P a| <= gamma(n) |L||U|.

@group(0) @binding(1) var<storage, read> a: array<f32>;
@group(0) @binding(2) var<storage, read_write> factors: array<f32>;
@group(0) @binding(3) var<storage, read_write> pivots: array<u32>;
@group(0) @binding(4) var<storage, read_write> info: array<u32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn lu(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let t = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (t >= call.batch) { return; }
  let n = call.n;
  let start = t * n * n;
  for (var i = 0u; i < n * n; i++) { factors[start + i] = a[start + i]; }
  var failed = 0u;
  for (var k = 0u; k < n; k++) {
    let row = start + k * n;
    var pivot = k;
    var divisor = factors[row + k];
    for (var i = k + 1u; i < n; i++) {
      let candidate = factors[start + i * n + k];
      if (abs(candidate) > abs(divisor)) {
        pivot = i;
        divisor = candidate;
      }
    }
    pivots[t * n + k] = pivot;
    if (!is_finite(divisor) || divisor == 0.0) {
      failed = select(failed, k + 1u, failed == 0u);
      continue;
    }
    if (pivot != k) {
      for (var j = 0u; j < n; j++) {
        let other = factors[row + j];
        factors[row + j] = factors[start + pivot * n + j];
        factors[start + pivot * n + j] = other;
      }
    }
    for (var i = k + 1u; i < n; i++) {
      let below = start + i * n;
      let factor = factors[below + k] / divisor;
      factors[below + k] = factor;
      for (var j = k + 1u; j < n; j++) { factors[below + j] -= factor * factors[row + j]; }
    }
  }
  info[t] = failed;
}
