// Determinants of a batch from LU factors (lu.wgsl): the product of U's diagonal, with the sign of the
// exchanges. Exponents are added up apart, and at most 32 numbers below 2 multiplied: only a determinant
// that f32 cannot hold becomes 0 or infinite. One invocation owns one matrix.

@group(0) @binding(1) var<storage, read> factors: array<f32>;
@group(0) @binding(2) var<storage, read> pivots: array<u32>;
@group(0) @binding(3) var<storage, read_write> determinants: array<f32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn determinant(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let t = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (t >= call.batch) { return; }
  let n = call.n;
  var mantissa = 1.0;
  var exponent = 0;
  for (var k = 0u; k < n; k++) {
    let factor = factors[(t * n + k) * n + k];
    let scales = scales_of(factor);
    mantissa *= factor * scales.x;
    exponent += i32(bitcast<u32>(scales.y) >> 23u) - 127;
    if (pivots[t * n + k] != k) { mantissa = -mantissa; }
  }
  // In two steps: neither power of two is out of range, and the result rounds once.
  let half = clamp(exponent / 2, -126, 126);
  let rest = clamp(exponent - half, -126, 127);
  let small = mantissa * bitcast<f32>(u32(half + 127) << 23u);
  determinants[t] = select(small * bitcast<f32>(u32(rest + 127) << 23u), 0.0, mantissa == 0.0);
}
