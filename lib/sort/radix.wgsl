// One pass of a stable radix sort, BITS a pass from the lowest: what both families share.
//
//   count:   counts[d, o] = how many keys of owner o have digit d
//   starts:  counts[d, o] = how many keys come before those: smaller digits, then earlier owners
//   scatter: each key goes to counts[digit, owner] + its rank among the owner's keys of that digit
//
// Owners hold consecutive keys and rank them in order, which is what makes the sort stable. count and
// scatter are in radix_lanes.wgsl (an owner is a lane) and radix_tiles.wgsl (a workgroup).
// Keys keep their bits: `word_of` of order.wgsl only says how they compare.

override WORKGROUP_SIZE: u32 = 16;
override BITS: u32 = 8;
override PAIRS: bool = false;

struct Call { order: Order, n: u32, owners: u32, length: u32, shift: u32 }

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read_write> counts: array<u32>; // (2^BITS, owners)
@group(0) @binding(2) var<storage, read> keys: array<u32>;
@group(0) @binding(3) var<storage, read_write> keys_out: array<u32>;
@group(0) @binding(4) var<storage, read> values: array<u32>;
@group(0) @binding(5) var<storage, read_write> values_out: array<u32>;

var<workgroup> sums: array<u32, WORKGROUP_SIZE>;

fn digit_of(key: u32) -> u32 {
  return (word_of(key, call.order) >> call.shift) & ((1u << BITS) - 1u);
}

// One workgroup: every lane walks a share of the counts twice.
@compute @workgroup_size(WORKGROUP_SIZE)
fn starts(@builtin(local_invocation_index) lane: u32) {
  let all = call.owners << BITS;
  let share = (all + WORKGROUP_SIZE - 1u) / WORKGROUP_SIZE;
  let begin = min(all, lane * share);
  let end = min(all, begin + share);
  var sum = 0u;
  for (var i = begin; i < end; i++) { sum += counts[i]; }
  sums[lane] = sum;
  workgroupBarrier(); // every lane has left its sum
  var before = 0u;
  for (var i = 0u; i < lane; i++) { before += sums[i]; }
  for (var i = begin; i < end; i++) {
    let count = counts[i];
    counts[i] = before;
    before += count;
  }
}
