// Elements of rows by their places, and back: x: (rows, n), places: (rows, k) -> y: (rows, k).
//
//   take    y[r, j] = x[r, places[r, j]]
//   put     x[r, places[r, j]] = y[r, j], for places that are all different; others are left as they are
//   add_up  x[r, c] = sum of y[r, j] over the j with places[r, j] = c, in order of j
//
// One invocation owns an element of what is written; take and put one of (rows, k), add_up one of
// (rows, n), which walks along the places of its row: for few places, or where they repeat. The walk
// goes from `start` to `end`, stretch by stretch, for llvmpipe leaves loops that turn too often
// (lib/gpu/longest_loop.ts); what the stretch before left is added to.

override WORKGROUP_SIZE: u32 = 64;

struct Call { rows: u32, n: u32, k: u32, start: u32, end: u32 }

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> places: array<u32>;
@group(0) @binding(2) var<storage, read> given: array<f32>;
@group(0) @binding(3) var<storage, read_write> made: array<f32>;

fn index_of(group: vec3u, groups: vec3u, lane: u32) -> u32 {
  return (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn take(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = index_of(group, groups, lane);
  if (i >= call.rows * call.k) { return; }
  made[i] = given[i / call.k * call.n + places[i]];
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn put(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = index_of(group, groups, lane);
  if (i >= call.rows * call.k) { return; }
  made[i / call.k * call.n + places[i]] = given[i];
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn add_up(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = index_of(group, groups, lane);
  if (i >= call.rows * call.n) { return; }
  let row = i / call.n;
  let column = i - row * call.n;
  var sum = 0.0;
  if (call.start > 0u) { sum = made[i]; }
  for (var j = call.start; j < call.end; j++) {
    let at = row * call.k + j;
    if (places[at] == column) { sum += given[at]; }
  }
  made[i] = sum;
}
