// Eigenvalues and vectors of a batch of symmetric matrices: a[t] = V diag(values) V^T, values rising, by
// cyclic Jacobi: every element off the diagonal in turn is rotated to 0, until all that are left are
// rounding. a: (batch, n, n), of which the lower triangle is read; vectors are the columns of
// (batch, n, n).
//
// One invocation owns one matrix: the lower triangle in the first n n of its cells, V in the next.
// Software Vulkan ends loops after 65 535 turns in all, so one call makes `sweeps` sweeps and the next
// goes on. a is scaled to a largest element between 1 and 2.

@group(0) @binding(1) var<storage, read> a: array<f32>;
@group(0) @binding(2) var<storage, read_write> cells: array<f32>; // (batch, 2, n, n)
@group(0) @binding(3) var<storage, read_write> values: array<f32>;
@group(0) @binding(4) var<storage, read_write> vectors: array<f32>;
@group(0) @binding(5) var<storage, read_write> info: array<u32>;

// call.p0: sweeps; call.p1: 1 in the first call, 2 in the last, 3 in the only one.
const FIRST: u32 = 1u;
const LAST: u32 = 2u;

const ROUNDING: f32 = 5.9604645e-8; // 2^-24

var<private> first_cell: u32;
fn cell(i: u32) -> f32 { return cells[first_cell + i]; }
fn put(i: u32, x: f32) { cells[first_cell + i] = x; }

// Where element (i, j) of the triangle is, and part k of vector j.
fn at(i: u32, j: u32) -> u32 { return max(i, j) * call.n + min(i, j); }
fn part_at(k: u32, j: u32) -> u32 { return (call.n + k) * call.n + j; }

// Rotates element (q, p) to 0, p < q; false where it is rounding beside its diagonal.
fn turn(p: u32, q: u32) -> bool {
  let apq = cell(at(p, q));
  let app = cell(at(p, p));
  let aqq = cell(at(q, q));
  if (abs(apq) <= ROUNDING * sqrt(abs(app)) * sqrt(abs(aqq))) { return false; }
  let t = tangent_of(aqq - app, 2.0 * apq);
  let c = 1.0 / sqrt(1.0 + t * t);
  let s = c * t;
  let tau = s / (1.0 + c);
  for (var k = 0u; k < call.n; k++) {
    let x = cell(part_at(k, p));
    let y = cell(part_at(k, q));
    put(part_at(k, p), x - s * (y + tau * x));
    put(part_at(k, q), y + s * (x - tau * y));
    if (k == p || k == q) { continue; }
    let f = cell(at(k, p));
    let g = cell(at(k, q));
    put(at(k, p), f - s * (g + tau * f));
    put(at(k, q), g + s * (f - tau * g));
  }
  put(at(p, p), app - t * apq);
  put(at(q, q), aqq + t * apq);
  put(at(p, q), 0.0);
  return true;
}

// Exchanges two eigenvalues and their vectors.
fn exchange(i: u32, j: u32) {
  if (i == j) { return; }
  let value = cell(at(i, i));
  put(at(i, i), cell(at(j, j)));
  put(at(j, j), value);
  for (var k = 0u; k < call.n; k++) {
    let part = cell(part_at(k, i));
    put(part_at(k, i), cell(part_at(k, j)));
    put(part_at(k, j), part);
  }
}

// How many elements are not finite, or off the diagonal and more than rounding.
fn count_left() -> u32 {
  var size = 0.0;
  for (var i = 0u; i < call.n; i++) { size = max(size, abs(cell(at(i, i)))); }
  var left = 0u;
  for (var i = 0u; i < call.n; i++) {
    for (var j = 0u; j <= i; j++) {
      let element = cell(at(i, j));
      if (!is_finite(element) || (j < i && abs(element) > ROUNDING * size)) { left += 1u; }
    }
  }
  return left;
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn symmetric_eigen(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let t = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (t >= call.batch) { return; }
  let n = call.n;
  let start = t * n * n;
  first_cell = 2u * start;
  var largest = 0.0;
  for (var i = 0u; i < n; i++) {
    for (var j = 0u; j <= i; j++) { largest = max(largest, abs(a[start + i * n + j])); }
  }
  let scales = scales_of(largest);
  if ((call.p1 & FIRST) != 0u) {
    for (var i = 0u; i < n; i++) {
      for (var j = 0u; j < n; j++) {
        if (j <= i) { put(at(i, j), scales.x * a[start + i * n + j]); }
        put(part_at(i, j), f32(i == j));
      }
    }
  }

  var turns = 1u;
  for (var sweep = 0u; sweep < call.p0 && turns > 0u; sweep++) {
    turns = 0u;
    for (var q = 1u; q < n; q++) {
      for (var p = 0u; p < q; p++) { turns += u32(turn(p, q)); }
    }
  }
  if ((call.p1 & LAST) == 0u) { return; }

  let left = count_left();
  info[t] = left;
  for (var i = 0u; i < n; i++) {
    var least = i;
    for (var j = i + 1u; j < n; j++) {
      if (cell(at(j, j)) < cell(at(least, least))) { least = j; }
    }
    exchange(i, least);
    values[t * n + i] = select(scales.y * cell(at(i, i)), not_a_number(), left > 0u);
    // The largest part of a vector, the first of equals, is positive.
    var longest = cell(part_at(0u, i));
    for (var k = 1u; k < n; k++) {
      let part = cell(part_at(k, i));
      if (abs(part) > abs(longest)) { longest = part; }
    }
    for (var k = 0u; k < n; k++) {
      let part = select(1.0, -1.0, longest < 0.0) * cell(part_at(k, i));
      vectors[start + k * n + i] = select(part, not_a_number(), left > 0u);
    }
  }
}
