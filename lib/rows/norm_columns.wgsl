// Gradients of the gain and the bias of a norm: sums down the columns of b h and of b, where
// h = (a - mean) r, in a fixed order, so that two runs give the same bits.
//
// columns_of_slab: an invocation owns one column of one slab of rows and leaves two partial sums;
// columns_of_slabs: an invocation owns one column and adds the slabs up in order.

override WORKGROUP_SIZE: u32 = 64;

struct Slabs {
  rows: u32,
  columns: u32,
  slabs: u32,
  rows_per_slab: u32,
}

@group(0) @binding(0) var<uniform> call: Slabs;
@group(0) @binding(1) var<storage, read> a: array<f32>;
@group(0) @binding(2) var<storage, read> b: array<f32>;
@group(0) @binding(3) var<storage, read> moments: array<vec2f>; // mean and r of each row
@group(0) @binding(4) var<storage, read_write> partial: array<vec2f>; // (slabs, columns)
@group(0) @binding(5) var<storage, read_write> gain: array<f32>;
@group(0) @binding(6) var<storage, read_write> bias: array<f32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn columns_of_slab(@builtin(global_invocation_id) at: vec3u) {
  let column = at.x;
  if (column >= call.columns) { return; }
  let first = at.y * call.rows_per_slab;
  var sum = vec2f();
  for (var row = first; row < min(first + call.rows_per_slab, call.rows); row++) {
    let i = row * call.columns + column;
    let m = moments[row];
    sum += b[i] * vec2f((a[i] - m.x) * m.y, 1.0);
  }
  partial[at.y * call.columns + column] = sum;
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn columns_of_slabs(@builtin(global_invocation_id) at: vec3u) {
  let column = at.x;
  if (column >= call.columns) { return; }
  var sum = vec2f();
  for (var slab = 0u; slab < call.slabs; slab++) {
    sum += partial[slab * call.columns + column];
  }
  gain[column] = sum.x;
  bias[column] = sum.y;
}
