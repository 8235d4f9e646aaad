// Copies a strided block into a strided block of another array, up to 8 axes:
//
//   y[to + sum_d to_d c_d] = x[at + sum_d at_d c_d]
//
// One invocation owns RUN elements in a row along the last axis, so that coordinates, which cost a
// division an axis, are worked out once a run. Elements are copied as bits, whatever their type. The
// host has checked that both blocks lie in their arrays: a GPU would clamp a wrong one in silence.

override WORKGROUP_SIZE: u32 = 64;
override RUN: u32 = 1;

struct Axis { length: u32, at: i32, to: i32, unused: u32 }
struct Plan { runs: u32, axes: u32, at: i32, to: i32, axis: array<Axis, 8> }

@group(0) @binding(0) var<uniform> plan: Plan;
@group(0) @binding(1) var<storage, read> x: array<u32>;
@group(0) @binding(2) var<storage, read_write> y: array<u32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn place(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (index >= plan.runs) { return; }
  let last = plan.axis[plan.axes - 1u];
  let runs_a_row = (last.length + RUN - 1u) / RUN;
  var rest = index / runs_a_row;
  let first = (index - rest * runs_a_row) * RUN;
  var source = plan.at + last.at * i32(first);
  var goal = plan.to + last.to * i32(first);
  for (var d = plan.axes - 1u; d > 0u; d--) {
    let axis = plan.axis[d - 1u];
    let quotient = rest / axis.length;
    let coordinate = i32(rest - quotient * axis.length);
    source += axis.at * coordinate;
    goal += axis.to * coordinate;
    rest = quotient;
  }
  let end = i32(min(RUN, last.length - first));
  for (var i = 0; i < end; i++) {
    y[goal + i * last.to] = x[source + i * last.at];
  }
}
