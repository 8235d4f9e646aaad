// Where the users of each row begin, in a list of users sorted by row: ids, places: (n) -> starts.
//
//   starts[r] = how many ids are below r, for r from 0 to the number of rows
//
// `places` are the positions of the ids, sorted by id. One invocation owns one r and halves the stretch
// in which the first id of at least r may be: 32 turns at most.

override WORKGROUP_SIZE: u32 = 64;

struct Call { n: u32, starts: u32 }

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> ids: array<u32>;
@group(0) @binding(2) var<storage, read> places: array<u32>;
@group(0) @binding(3) var<storage, read_write> starts: array<u32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn row_starts(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let row = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (row >= call.starts) { return; }
  var low = 0u;
  var high = call.n;
  while (low < high) {
    let middle = low + (high - low) / 2u;
    if (ids[places[middle]] < row) { low = middle + 1u; } else { high = middle; }
  }
  starts[row] = low;
}
