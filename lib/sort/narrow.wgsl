// What makes top-k of long rows cheap: the k largest of a row lie in those k of its blocks whose peaks
// are the largest. (Any other block has k peaks, and so k keys, before all of its own; of equal peaks
// the first count, as of equal keys.) x: (rows, n) in blocks of `length` consecutive keys, as words.
//
//   peaks:   (rows, blocks), the largest word of each block; a workgroup owns a block
//   arrange: the chosen blocks of a row in ascending order, so that equal keys keep theirs
//   narrow:  (rows, k, length), the words of the chosen blocks
//   widen:   what was found in narrowed rows, as keys and positions of x; a lane each, as all these
//
// The last block may be short. It is padded with 0, which comes after all keys, equal ones too.

override WORKGROUP_SIZE: u32 = 64;

struct Call { order: Order, rows: u32, n: u32, k: u32, length: u32, blocks: u32 }
struct Block { owner: u32, row: u32, first: u32, end: u32 }

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> x: array<u32>;
@group(0) @binding(2) var<storage, read> chosen: array<u32>; // (rows, k), blocks
@group(0) @binding(3) var<storage, read_write> y: array<u32>;
@group(0) @binding(4) var<storage, read_write> indices: array<u32>; // (rows, k)
@group(0) @binding(5) var<storage, read> quads: array<vec4u>; // x, four at a time

var<workgroup> lane_peaks: array<u32, WORKGROUP_SIZE>;

fn index_of(group: vec3u, groups: vec3u, lane: u32) -> u32 {
  return (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
}

/// The block of a workgroup: row, first key, end. Those beyond the last hold it too, for the barrier.
fn block_of(group: vec3u, groups: vec3u) -> Block {
  let owner = min(group.y * groups.x + group.x, call.rows * call.blocks - 1u);
  let row = owner / call.blocks;
  let first = (owner - row * call.blocks) * call.length;
  return Block(owner, row * call.n, first, min(call.n, first + call.length));
}

fn leave_peak(owner: u32, own: u32, lane: u32) {
  lane_peaks[lane] = own;
  workgroupBarrier(); // every lane has left its peak
  if (lane != 0u) { return; }
  var peak = own;
  for (var l = 1u; l < WORKGROUP_SIZE; l++) { peak = max(peak, lane_peaks[l]); }
  y[owner] = peak;
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn peaks(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let at = block_of(group, groups);
  var peak = 0u;
  for (var i = at.first + lane; i < at.end; i += WORKGROUP_SIZE) {
    peak = max(peak, word_of(x[at.row + i], call.order));
  }
  leave_peak(at.owner, peak, lane);
}

// The same by vectors, where rows begin at whole ones.
@compute @workgroup_size(WORKGROUP_SIZE)
fn peaks_by_four(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let at = block_of(group, groups);
  var peak = 0u;
  for (var i = at.first + 4u * lane; i < at.end; i += 4u * WORKGROUP_SIZE) {
    let words = words_of(quads[(at.row + i) / 4u], call.order);
    let real = select(vec4u(), words, vec4u(i, i + 1u, i + 2u, i + 3u) < vec4u(at.end));
    peak = max(peak, max(max(real.x, real.y), max(real.z, real.w)));
  }
  leave_peak(at.owner, peak, lane);
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn arrange(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let at = index_of(group, groups, lane);
  if (at >= call.rows * call.k) { return; }
  let first = at / call.k * call.k;
  var before = 0u;
  for (var i = first; i < first + call.k; i++) { before += u32(chosen[i] < chosen[at]); }
  y[first + before] = chosen[at];
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn narrow(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let at = index_of(group, groups, lane);
  if (at >= call.rows * call.k * call.length) { return; }
  let slot = at / call.length;
  let i = chosen[slot] * call.length + at % call.length;
  var word = 0u;
  if (i < call.n) { word = word_of(x[slot / call.k * call.n + i], call.order); }
  y[at] = word;
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn widen(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let at = index_of(group, groups, lane);
  if (at >= call.rows * call.k) { return; }
  let row = at / call.k;
  let narrowed = indices[at];
  let i = chosen[row * call.k + narrowed / call.length] * call.length + narrowed % call.length;
  indices[at] = i;
  y[at] = x[row * call.n + i];
}
