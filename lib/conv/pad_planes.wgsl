// Copies planes into larger or smaller ones: y[p, r, j] = x[p, r - top, j - left] where x has that
// element, else 0. Planes: (planes, x_rows, x_columns) to (planes, rows, columns). Numbers move as
// bits. One invocation owns RUN elements of a row of y.

override WORKGROUP_SIZE: u32 = 64;
override RUN: u32 = 1;

struct Call {
  planes: u32,
  rows: u32,
  columns: u32,
  x_rows: u32,
  x_columns: u32,
  top: i32,
  left: i32,
}

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> x: array<u32>;
@group(0) @binding(2) var<storage, read_write> y: array<u32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn pad_planes(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let runs_a_row = (call.columns + RUN - 1u) / RUN;
  let run = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (run >= call.planes * call.rows * runs_a_row) { return; }
  let row = run / runs_a_row;
  let above = i32(row % call.rows) - call.top;
  let has_row = above >= 0 && above < i32(call.x_rows);
  let start = (row / call.rows * call.x_rows + u32(above)) * call.x_columns;
  let first = run % runs_a_row * RUN;
  for (var j = first; j < min(first + RUN, call.columns); j++) {
    let column = i32(j) - call.left;
    var value: u32;
    value = 0u; // naga clears a variable declared in a loop only the first time round
    if (has_row && column >= 0 && column < i32(call.x_columns)) { value = x[start + u32(column)]; }
    y[row * call.columns + j] = value;
  }
}
