// Copies a batch of strided matrices into a batch of dense ones: y[t, r, j] = x[t, r, j] where x has
// that element, else 0. Transposes, pads and crops, so that the tile kernels need one layout.
// One invocation owns one element of y.

override WORKGROUP_SIZE: u32 = 64;

struct Copy {
  elements: u32,
  rows: u32,
  columns: u32,
  // Elements x has in each direction, and how far apart.
  x_rows: u32,
  x_columns: u32,
  stride: u32,
  row: u32,
  column: u32,
}

@group(0) @binding(0) var<uniform> copy: Copy;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn repack(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (i >= copy.elements) { return; }
  let j = i % copy.columns;
  let r = i / copy.columns % copy.rows;
  let t = i / copy.columns / copy.rows;
  var value = 0.0;
  if (r < copy.x_rows && j < copy.x_columns) {
    value = x[t * copy.stride + r * copy.row + j * copy.column];
  }
  y[i] = value;
}
