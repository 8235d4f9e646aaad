// Adds rows of a matrix up, group by group: x: (any, width) -> y: (groups, width).
//
//   y[g] = sum of w_i x[from_i] over i = starts[g] .. starts[g + 1] - 1
//
// from_i is indices[i], or i itself (CHOSEN = false); w_i is 1 (WEIGHT = 0), values[i] (1) or
// values[places[i]] (2). An invocation owns one cell (a number, or four) of one group and adds in order
// of i: no atomics, the same bits every time, |error| <= gamma(terms) sum |w||x|. Groups are short: the
// host splits long ones, for llvmpipe leaves loops that turn too often (lib/gpu/longest_loop.ts).

override WORKGROUP_SIZE: u32 = 64;
override CHOSEN: bool = true;
override WEIGHT: u32 = 0;

struct Call { groups: u32, cells: u32 } // cells: of a row

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> starts: array<u32>;
@group(0) @binding(2) var<storage, read> indices: array<u32>;
@group(0) @binding(3) var<storage, read> places: array<u32>;
@group(0) @binding(4) var<storage, read> values: array<f32>;
@group(0) @binding(5) var<storage, read> x: array<Cell>;
@group(0) @binding(6) var<storage, read_write> y: array<Cell>;

fn weight_of(i: u32) -> f32 {
  if (WEIGHT == 0u) { return 1.0; }
  if (WEIGHT == 1u) { return values[i]; }
  return values[places[i]];
}

fn row_of(i: u32) -> u32 {
  if (CHOSEN) { return indices[i]; }
  return i;
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn add_rows(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let at = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (at >= call.groups * call.cells) { return; }
  let g = at / call.cells;
  let cell = at - g * call.cells;
  let end = starts[g + 1u];
  var sum = Cell();
  for (var i = starts[g]; i < end; i++) { sum += weight_of(i) * x[row_of(i) * call.cells + cell]; }
  y[at] = sum;
}
