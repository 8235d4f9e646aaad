// What joins the best of several blocks, row by row; an invocation owns an element.
//
//   keep: to_values[row + r, column + c] = values[r, c], to_indices likewise = indices[r, c] + first
//   pick: to_values[row + r, column + c] = values[r, c], to_indices likewise
//                                        = candidates[r, indices[r, c]], candidates: (rows, kept)

override WORKGROUP_SIZE: u32 = 64;

struct Call {
  rows: u32, columns: u32, // of values and indices
  row: u32, column: u32, width: u32, // where they go, and how wide that is
  first: u32, kept: u32,
}

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> values: array<u32>;
@group(0) @binding(2) var<storage, read> indices: array<u32>;
@group(0) @binding(3) var<storage, read_write> to_values: array<u32>;
@group(0) @binding(4) var<storage, read_write> to_indices: array<u32>;
@group(0) @binding(5) var<storage, read> candidates: array<u32>;

fn index_of(group: vec3u, groups: vec3u, lane: u32) -> u32 {
  return (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
}

fn goal_of(at: u32) -> u32 {
  let r = at / call.columns;
  return (call.row + r) * call.width + call.column + at - r * call.columns;
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn keep(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let at = index_of(group, groups, lane);
  if (at >= call.rows * call.columns) { return; }
  to_values[goal_of(at)] = values[at];
  to_indices[goal_of(at)] = indices[at] + call.first;
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn pick(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let at = index_of(group, groups, lane);
  if (at >= call.rows * call.columns) { return; }
  to_values[goal_of(at)] = values[at];
  to_indices[goal_of(at)] = candidates[at / call.columns * call.kept + indices[at]];
}
