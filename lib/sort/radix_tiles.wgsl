// Radix passes for GPUs: a workgroup owns a tile of WORKGROUP_SIZE x PER_LANE keys. Follows
// radix.wgsl.
//
// To rank the keys of a tile every lane counts its own PER_LANE keys, and lanes then learn what the
// lanes before them counted. Two counters share a word: a tile holds fewer than 2^16 keys.

override PER_LANE: u32 = 8;

override WORDS: u32 = 1u << (BITS - 1u);
override RANKS: u32 = WORDS * WORKGROUP_SIZE;

var<workgroup> tile_counts: array<atomic<u32>, 256>; // the first 2^BITS
var<workgroup> ranks: array<u32, RANKS>; // (WORDS, lanes)

fn place_of(digit: u32, lane: u32) -> u32 { return (digit >> 1u) * WORKGROUP_SIZE + lane; }
fn half_of(digit: u32) -> u32 { return (digit & 1u) * 16u; }

@compute @workgroup_size(WORKGROUP_SIZE)
fn count(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let owner = group.y * groups.x + group.x;
  let end = min(call.n, (owner + 1u) * call.length);
  for (var i = owner * call.length + lane; i < end; i += WORKGROUP_SIZE) {
    atomicAdd(&tile_counts[digit_of(keys[i])], 1u);
  }
  workgroupBarrier(); // every lane has counted
  if (owner < call.owners && lane < (1u << BITS)) {
    counts[lane * call.owners + owner] = atomicLoad(&tile_counts[lane]);
  }
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn scatter(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let owner = group.y * groups.x + group.x;
  let begin = min(call.n, owner * call.length + lane * PER_LANE);
  let end = min(call.n, begin + PER_LANE);
  for (var i = begin; i < end; i++) {
    let digit = digit_of(keys[i]);
    ranks[place_of(digit, lane)] += 1u << half_of(digit);
  }
  workgroupBarrier(); // every lane has counted its keys
  // Lane l takes WORDS neighbours of the table; WORKGROUP_SIZE / WORDS lanes share a row of it.
  var sum = 0u;
  for (var i = lane * WORDS; i < (lane + 1u) * WORDS; i++) { sum += ranks[i]; }
  sums[lane] = sum;
  workgroupBarrier(); // every lane has left its sum
  let lanes_a_row = WORKGROUP_SIZE / WORDS;
  var before = 0u;
  for (var i = lane / lanes_a_row * lanes_a_row; i < lane; i++) { before += sums[i]; }
  for (var i = lane * WORDS; i < (lane + 1u) * WORDS; i++) {
    let own = ranks[i];
    ranks[i] = before;
    before += own;
  }
  workgroupBarrier(); // every count is now what came before it in the tile
  for (var i = begin; i < end; i++) {
    let key = keys[i];
    let digit = digit_of(key);
    let place = place_of(digit, lane);
    let to = counts[digit * call.owners + owner] + ((ranks[place] >> half_of(digit)) & 0xffffu);
    ranks[place] += 1u << half_of(digit);
    keys_out[to] = key;
    if (PAIRS) { values_out[to] = values[i]; }
  }
}
