// The mean of each cluster's points: x: (points, width), labels: (points) -> centres: (k, width).
//
//   centre[c] = sum of x[p] over p with labels[p] = c, / how many there are; as it was where none are
//
// tally:  an invocation owns one cell (a number, or four) of one chunk of consecutive points and adds
//         to sums[chunk, label, cell], which nobody else touches: no atomics
// settle: an invocation owns one cell of one centre and adds the chunks up in order
//
// The same points and labels give the same bits. |error| <= (gamma(n) + 3 ulp) mean |x| of n points.
// A call of tally goes from `first` to `end` of every chunk, for llvmpipe leaves loops that turn too
// often; the next one goes on. Labels of k and above belong to no cluster.

override WORKGROUP_SIZE: u32 = 64;

struct Call {
  points: u32, k: u32, cells: u32, chunks: u32,
  length: u32, first: u32, end: u32, // points of a chunk, and which of them
}

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read_write> sums: array<Cell>; // (chunks, k, cells)
@group(0) @binding(6) var<storage, read_write> chunk_counts: array<u32>; // (chunks, k)
@group(0) @binding(8) var<storage, read> previous: array<Cell>;
@group(0) @binding(9) var<storage, read_write> centres: array<Cell>;
@group(0) @binding(10) var<storage, read_write> counts: array<u32>;

fn index_of(group: vec3u, groups: vec3u, lane: u32) -> u32 {
  return (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn tally(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let owner = index_of(group, groups, lane);
  if (owner >= call.chunks * call.cells) { return; }
  let chunk = owner / call.cells;
  let cell = owner - chunk * call.cells;
  let start = chunk * call.length;
  for (var p = start + call.first; p < min(start + call.end, call.points); p++) {
    let label = index_at(p);
    if (label >= call.k) { continue; }
    let at = chunk * call.k + label;
    sums[at * call.cells + cell] += cell_at(p * call.cells + cell);
    if (cell == 0u) { chunk_counts[at]++; }
  }
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn settle(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let at = index_of(group, groups, lane);
  if (at >= call.k * call.cells) { return; }
  let centre = at / call.cells;
  var sum = Cell();
  var count = 0u;
  for (var chunk = 0u; chunk < call.chunks; chunk++) {
    sum += sums[chunk * call.k * call.cells + at];
    count += chunk_counts[chunk * call.k + centre];
  }
  centres[at] = select(previous[at], sum / f32(max(count, 1u)), count > 0u);
  if (at == centre * call.cells) { counts[centre] = count; }
}
