// The largest |a[i] - b[i]| and where it is, over i < n.
//
// The order of non-negative floats is that of their bits, so the maximum is taken of u32: there NaN
// is larger than infinity and cannot get lost, and equal bits count as 0 although inf - inf is NaN.
// Invocation p owns every elements p, p + P, p + 2 P, … in vectors of four and leaves one result;
// the host takes the maximum of the P results.

override WORKGROUP_SIZE: u32 = 64;

struct Call { n: u32 }

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> a: array<vec4u>;
@group(0) @binding(2) var<storage, read> b: array<vec4u>;
@group(0) @binding(3) var<storage, read_write> results: array<vec2u>; // bits, index

const INFINITY: u32 = 0x7f800000u;
const NOT_A_NUMBER: u32 = 0x7fc00000u;

fn magnitude(v: vec4u) -> vec4u { return v & vec4u(0x7fffffffu); }

fn difference(x: vec4u, y: vec4u) -> vec4u {
  let far = magnitude(bitcast<vec4u>(bitcast<vec4f>(x) - bitcast<vec4f>(y)));
  let has_nan = max(magnitude(x), magnitude(y)) > vec4u(INFINITY);
  let same = x == y;
  return select(select(far, vec4u(0u), same), vec4u(NOT_A_NUMBER), has_nan);
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn max_abs_difference(
  @builtin(global_invocation_id) at: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  var worst = vec4u();
  var place = vec4u();
  for (var i = at.x; i * 4u < call.n; i += groups.x * WORKGROUP_SIZE) {
    let index = i * 4u + vec4u(0u, 1u, 2u, 3u);
    // The last vector may reach into padding, which holds anything.
    let found = select(vec4u(), difference(a[i], b[i]), index < vec4u(call.n));
    let larger = found > worst;
    worst = select(worst, found, larger);
    place = select(place, index, larger);
  }
  var result = vec2u(worst.x, place.x);
  for (var j = 1u; j < 4u; j++) {
    if (worst[j] > result.x) { result = vec2u(worst[j], place[j]); }
  }
  results[at.x] = result;
}
