// The gradient of a sparse product by the numbers of the matrix: dy: (N, C), x: (M, C), one an entry.
//
//   dvalues[i] = sum over c of dy[row of i, c] x[column of i, c]
//
// An invocation owns an entry, finds its row among the starts by halving and sums over c in order:
// |error| <= gamma(C) sum |dy||x|. The row lies in starts[row] <= i < starts[row + 1], so that rows
// without entries are never found. Bindings 2, 5 and 7 are in reads_arrays.wgsl and reads_texels.wgsl.

override WORKGROUP_SIZE: u32 = 64;

struct Call { entries: u32, rows: u32, cells: u32 } // cells: of a row

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> starts: array<u32>;
@group(0) @binding(6) var<storage, read_write> dvalues: array<f32>;

fn row_of(i: u32) -> u32 {
  var low = 0u;
  var high = call.rows; // starts[low] <= i < starts[high]
  while (high - low > 1u) {
    let middle = (low + high) / 2u;
    if (starts[middle] <= i) { low = middle; } else { high = middle; }
  }
  return low;
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn sampled_products(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (i >= call.entries) { return; }
  let source = index_at(i) * call.cells;
  let target_row = row_of(i) * call.cells;
  var sum = Cell();
  for (var c = 0u; c < call.cells; c++) { sum += slope_at(target_row + c) * cell_at(source + c); }
  dvalues[i] = total(sum);
}
