// Rows of a table: y[n, c] = table[indices[n], c], table: (V, C), y: (N, C). Numbers move as bits; the
// host has checked every index, for a GPU would clamp a wrong one in silence.
//
// An invocation owns RUN numbers of a row in a row: 64 on a CPU, where looking the row up is what
// counts, 1 on a GPU, where neighbours should write side by side.

override WORKGROUP_SIZE: u32 = 64;
override RUN: u32 = 1;

struct Call { rows: u32, width: u32 } // of y

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> indices: array<u32>;
@group(0) @binding(2) var<storage, read> table: array<u32>;
@group(0) @binding(3) var<storage, read_write> y: array<u32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn embed(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let runs_a_row = (call.width + RUN - 1u) / RUN;
  let run = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (run >= call.rows * runs_a_row) { return; }
  let n = run / runs_a_row;
  let first = run % runs_a_row * RUN;
  let start = indices[n] * call.width;
  for (var c = first; c < min(first + RUN, call.width); c++) {
    y[n * call.width + c] = table[start + c];
  }
}
