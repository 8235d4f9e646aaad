// Positions of a sort, an invocation an element i < n:
//
//   iota:          y[i] = i
//   permute:       y[i] = x[positions[i]]
//   find_segments: y[i] = the segment that positions[i] lies in: offsets[s] <= positions[i] < offsets[s + 1]
//
// Of empty segments none is found: the search takes the last offset that is not beyond.

override WORKGROUP_SIZE: u32 = 256;

struct Call { n: u32, segments: u32 }

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> x: array<u32>; // or offsets, segments + 1
@group(0) @binding(2) var<storage, read> positions: array<u32>;
@group(0) @binding(3) var<storage, read_write> y: array<u32>;

fn index_of(group: vec3u, groups: vec3u, lane: u32) -> u32 {
  return (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn iota(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = index_of(group, groups, lane);
  if (i < call.n) { y[i] = i; }
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn permute(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = index_of(group, groups, lane);
  if (i < call.n) { y[i] = x[positions[i]]; }
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn find_segments(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = index_of(group, groups, lane);
  if (i >= call.n) { return; }
  let position = positions[i];
  var low = 0u;
  var high = call.segments; // offsets[low] <= position < offsets[high]
  while (high - low > 1u) {
    let middle = (low + high) / 2u;
    if (x[middle] <= position) { low = middle; } else { high = middle; }
  }
  y[i] = low;
}
