// Singular values and vectors of a batch of 3 x 3 matrices: a[t] = U diag(s) V^T, s falling, by Hestenes'
// one-sided Jacobi: the columns of W = a V are turned about each other until they are orthogonal; then
// s are their lengths and U their directions. One invocation owns one matrix.
//
// a is scaled to a largest element between 1 and 2 first, so squares neither overflow nor vanish.
// V is made of rotations alone: det V = 1. U's third column is the cross product of the others, on the
// side of W's: det U = -1 exactly where the sign of det a asks for it. Directions of singular values
// that are 0 are any that make U orthogonal.

@group(0) @binding(1) var<storage, read> a: array<f32>;
@group(0) @binding(2) var<storage, read_write> u: array<f32>;
@group(0) @binding(3) var<storage, read_write> s: array<f32>;
@group(0) @binding(4) var<storage, read_write> v: array<f32>;

// Cosines below are rounding: a dot product of three terms is off by 3 units of 2^-24.
const ORTHOGONAL: f32 = 2.4e-7;
const SWEEPS: u32 = 10u;
const NOTHING: f32 = 1e-18;

var<private> w: array<vec3f, 3>; // columns of a V
var<private> turns: array<vec3f, 3>; // columns of V

// Turns two columns about each other; false where they were orthogonal.
fn turn(i: u32, j: u32) -> bool {
  let p = w[i];
  let q = w[j];
  let pp = dot(p, p);
  let qq = dot(q, q);
  let twice = 2.0 * dot(p, q);
  let lengths = sqrt(pp) * sqrt(qq);
  if (abs(twice) <= 2.0 * ORTHOGONAL * lengths || lengths < NOTHING * NOTHING) { return false; }
  let t = tangent_of(qq - pp, twice);
  let c = 1.0 / sqrt(1.0 + t * t);
  let sine = c * t;
  w[i] = c * p - sine * q;
  w[j] = sine * p + c * q;
  let x = turns[i];
  let y = turns[j];
  turns[i] = c * x - sine * y;
  turns[j] = sine * x + c * y;
  return true;
}

// Puts the longer column first; a quarter turn, so that det V stays 1.
fn order(i: u32, j: u32) {
  let p = w[i];
  let q = w[j];
  if (dot(p, p) >= dot(q, q)) { return; }
  w[i] = q;
  w[j] = -p;
  let x = turns[i];
  turns[i] = turns[j];
  turns[j] = -x;
}

// A unit vector at right angles to a unit vector.
fn beside(x: vec3f) -> vec3f {
  let size = abs(x);
  var axis = vec3f(0.0, 0.0, 1.0);
  if (size.x <= size.y && size.x <= size.z) { axis = vec3f(1.0, 0.0, 0.0); }
  else if (size.y <= size.z) { axis = vec3f(0.0, 1.0, 0.0); }
  return normalize(cross(x, axis));
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn svd3(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let t = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (t >= call.batch) { return; }
  let start = t * 9u;
  var largest = 0.0;
  var finite = true;
  for (var i = 0u; i < 9u; i++) {
    largest = max(largest, abs(a[start + i]));
    finite = finite && is_finite(a[start + i]);
  }
  let scales = scales_of(largest);
  for (var j = 0u; j < 3u; j++) {
    w[j] = scales.x * vec3f(a[start + j], a[start + 3u + j], a[start + 6u + j]);
    turns[j] = vec3f(f32(j == 0u), f32(j == 1u), f32(j == 2u));
  }
  for (var sweep = 0u; sweep < SWEEPS; sweep++) {
    let first = turn(0u, 1u);
    let second = turn(0u, 2u);
    let third = turn(1u, 2u);
    if (!(first || second || third)) { break; }
  }
  order(0u, 1u);
  order(0u, 2u);
  order(1u, 2u);

  let s0 = length(w[0]);
  var u0 = vec3f(1.0, 0.0, 0.0);
  if (s0 > 0.0) { u0 = w[0] / s0; }
  var u1 = w[1];
  var s1 = length(u1);
  if (s1 > NOTHING) {
    u1 = u1 / s1;
    u1 = normalize(u1 - dot(u0, u1) * u0);
  } else {
    s1 = 0.0;
    u1 = beside(u0);
  }
  var u2 = cross(u0, u1);
  let s2 = dot(w[2], u2);
  u2 = select(u2, -u2, s2 < 0.0);

  // Rounding may not undo the order.
  s1 = min(s1, s0);
  let values = scales.y * vec3f(s0, s1, min(abs(s2), s1));
  for (var i = 0u; i < 3u; i++) {
    s[t * 3u + i] = select(not_a_number(), values[i], finite);
    let row = vec3f(u0[i], u1[i], u2[i]);
    for (var j = 0u; j < 3u; j++) {
      u[start + 3u * i + j] = select(not_a_number(), row[j], finite);
      v[start + 3u * i + j] = select(not_a_number(), turns[j][i], finite);
    }
  }
}
