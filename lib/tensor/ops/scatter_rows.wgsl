// Sums rows into the rows of a table: x: (n, columns) -> y: (rows, columns).
//
//   y[r, c] = sum of x[i, c] over the i whose id is r
//
// The host lists, for each row of the table, the i that go there, in order: places[starts[r]] and on.
// One invocation owns one element of y, so every sum is made in the same order every time, and rows
// nobody goes to are 0. A row that n of them go to is rounded n - 1 times.

override WORKGROUP_SIZE: u32 = 64;

struct Call { rows: u32, columns: u32 }

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read> starts: array<u32>;
@group(0) @binding(3) var<storage, read> places: array<u32>;
@group(0) @binding(4) var<storage, read_write> y: array<f32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn scatter_rows(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (index >= call.rows * call.columns) { return; }
  let row = index / call.columns;
  let column = index - row * call.columns;
  var sum = 0.0;
  for (var i = starts[row]; i < starts[row + 1u]; i++) {
    sum += x[places[i] * call.columns + column];
  }
  y[index] = sum;
}
