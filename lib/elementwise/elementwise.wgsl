// Pointwise operation with broadcasting: y[c] = apply(a[c], b[c], d[c], g[c]), up to 8 axes.
//
//   x[c] is x[offset_x + sum_d strides_x[d] coordinate_d]
//
// apply() is written behind this text from a row of the op table; how a to g are read, before it. Axes
// every input walks as one are joined by the host, which has checked every position: a GPU would clamp
// a wrong one in silence.
//
// One invocation owns RUN elements (or vectors) in a row along the last axis, so that coordinates,
// which cost a division an axis, are worked out once a run. The number of axes is no constant: one
// compiled kernel serves all shapes.
//
// vectors:  four neighbours are one vec4f of each input, or the same element four times (stride 0).
// elements: any strides.
//
// Infinities and NaN are not honoured by every device.

override WORKGROUP_SIZE: u32 = 64;
override RUN: u32 = 1;
override HAS_B: bool = true;
override HAS_C: bool = true;
override HAS_G: bool = true;

// Strides and offsets of a, b, c and the upstream g, in this order.
struct Axis { strides: vec4i, length: u32 }
struct Plan { runs: u32, axes: u32, @align(16) offsets: vec4i, axis: array<Axis, 8> }

@group(0) @binding(0) var<uniform> plan: Plan;
@group(0) @binding(1) var<storage, read_write> y: array<f32>;
@group(0) @binding(1) var<storage, read_write> y4: array<vec4f>;

struct Run { start: u32, length: u32, positions: vec4i, steps: vec4i }

/// Where a run starts in the output and in each input. The last axis counts elements or vectors.
fn find_run(run: u32, width: u32) -> Run {
  let last = plan.axis[plan.axes - 1u];
  let runs_a_row = (last.length + RUN - 1u) / RUN;
  let row = run / runs_a_row;
  let first = (run - row * runs_a_row) * RUN;
  var positions = plan.offsets + last.strides * i32(first * width);
  var rest = row;
  for (var d = plan.axes - 1u; d > 0u; d--) {
    let axis = plan.axis[d - 1u];
    let quotient = rest / axis.length;
    positions += axis.strides * i32(rest - quotient * axis.length);
    rest = quotient;
  }
  return Run(row * last.length + first, min(RUN, last.length - first), positions, last.strides);
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn vectors(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (index >= plan.runs) { return; }
  let run = find_run(index, 4u);
  let at = run.positions >> vec4u(2u);
  var va = repeated_a(run.positions.x);
  var vb = vec4f();
  var vc = vec4f();
  var vg = vec4f();
  if (HAS_B) { vb = repeated_b(run.positions.y); }
  if (HAS_C) { vc = repeated_c(run.positions.z); }
  if (HAS_G) { vg = repeated_g(run.positions.w); }
  for (var i = 0u; i < run.length; i++) {
    let next = at + vec4i(i32(i));
    if (run.steps.x != 0) { va = vector_a(next.x); }
    if (HAS_B && run.steps.y != 0) { vb = vector_b(next.y); }
    if (HAS_C && run.steps.z != 0) { vc = vector_c(next.z); }
    if (HAS_G && run.steps.w != 0) { vg = vector_g(next.w); }
    y4[run.start + i] = apply(va, vb, vc, vg);
  }
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn elements(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (index >= plan.runs) { return; }
  let run = find_run(index, 1u);
  let s = run.steps;
  for (var i = 0u; i < run.length; i += 4u) {
    let p = run.positions + s * i32(i);
    // Four at a time, for apply() costs four as much as one; those behind the end read the last one.
    let rest = run.length - i;
    let k = min(vec4i(0, 1, 2, 3), vec4i(i32(rest) - 1));
    let va = four_a(p.x + s.x * k);
    var vb = vec4f();
    var vc = vec4f();
    var vg = vec4f();
    if (HAS_B) { vb = four_b(p.y + s.y * k); }
    if (HAS_C) { vc = four_c(p.z + s.z * k); }
    if (HAS_G) { vg = four_g(p.w + s.w * k); }
    let v = apply(va, vb, vc, vg);
    let start = run.start + i;
    y[start] = v.x;
    if (rest > 1u) { y[start + 1u] = v.y; }
    if (rest > 2u) { y[start + 2u] = v.z; }
    if (rest > 3u) { y[start + 3u] = v.w; }
  }
}
