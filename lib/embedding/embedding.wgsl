// Rows of a table: y[n] = table[looked_up[n]], table: (V, C), y: (N, C). Numbers move as they are; the
// host has checked every index, for a GPU would clamp a wrong one in silence.
//
// An invocation owns RUN neighbouring cells (numbers, or fours of them) of a row: 4 on a CPU, where
// looking the row up is what counts, 1 on a GPU, where neighbours should write side by side. cell_at()
// is that of lib/sparse.

override WORKGROUP_SIZE: u32 = 64;
override RUN: u32 = 1;

struct Call { rows: u32, cells: u32 } // of y

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read_write> y: array<Cell>;
@group(0) @binding(6) var<storage, read> looked_up: array<u32>; // or of i32, checked like the others

@compute @workgroup_size(WORKGROUP_SIZE)
fn embed(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let runs_a_row = (call.cells + RUN - 1u) / RUN;
  let run = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (run >= call.rows * runs_a_row) { return; }
  let n = run / runs_a_row;
  let first = run % runs_a_row * RUN;
  let start = looked_up[n] * call.cells;
  for (var c = first; c < min(first + RUN, call.cells); c++) {
    y[n * call.cells + c] = cell_at(start + c);
  }
}
