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
@group(0) @binding(6) var<storage, read_write> y: array<Cell>;

fn weight_of(i: u32) -> f32 {
  if (WEIGHT == 0u) { return 1.0; }
  if (WEIGHT == 1u) { return value_at(i); }
  return value_at(place_at(i));
}

fn row_of(i: u32) -> u32 {
  if (CHOSEN) { return index_at(i); }
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
  for (var i = starts[g]; i < end; i++) { sum += weight_of(i) * cell_at(row_of(i) * call.cells + cell); }
  y[at] = sum;
}

// The same for wide rows on a CPU, where looking entries up is what counts: an invocation owns four
// neighbouring cells. Cells past the last one repeat it and are not stored.
@compute @workgroup_size(WORKGROUP_SIZE)
fn add_wide_rows(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let fours = (call.cells + 3u) / 4u;
  let at = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (at >= call.groups * fours) { return; }
  let g = at / fours;
  let first = (at - g * fours) * 4u;
  let cells = min(first + vec4u(0u, 1u, 2u, 3u), vec4u(call.cells - 1u));
  let end = starts[g + 1u];
  var a = Cell(); var b = Cell(); var c = Cell(); var d = Cell();
  for (var i = starts[g]; i < end; i++) {
    let weight = weight_of(i);
    let row = row_of(i) * call.cells + cells;
    a += weight * cell_at(row.x);
    b += weight * cell_at(row.y);
    c += weight * cell_at(row.z);
    d += weight * cell_at(row.w);
  }
  let to = g * call.cells + first;
  y[to] = a;
  if (first + 1u < call.cells) { y[to + 1u] = b; }
  if (first + 2u < call.cells) { y[to + 2u] = c; }
  if (first + 3u < call.cells) { y[to + 3u] = d; }
}
