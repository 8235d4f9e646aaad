// The k largest of each row of x: (rows, n) -> (rows, k), without sorting the row.
//
//   count:    counts[o, d] = how many keys of owner o have digit d and all digits found before it
//   find:     the digit of the k-th largest key, of each row; from the highest digit to the lowest
//   tally:    how many keys of owner o are above the k-th largest, and how many are equal to it
//   offset:   where each owner puts its own: tallies of the owners before it in the row
//   collect:  those above, in their order, then as many equal ones as are missing, the first ones
//   rank:     each of the k goes where the number of those before it says; equal ones keep their order
//
// A row has `chunks` owners for counting, interleaved (`count` is in top_k_lanes.wgsl, an owner is a
// lane, and top_k_groups.wgsl, a workgroup), and `stretches` of consecutive keys for collecting.
// word_of of order.wgsl makes larger words come first.

override WORKGROUP_SIZE: u32 = 64;
override BITS: u32 = 8;

struct Call {
  order: Order,
  rows: u32, n: u32, k: u32, shift: u32,
  chunks: u32, stretches: u32, length: u32,
}

// How the k-th largest word begins, and how many of the words that begin like it belong to the k.
struct Found { word: u32, missing: u32 }

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> x: array<u32>; // (rows, n)
@group(0) @binding(2) var<storage, read_write> counts: array<u32>; // (rows, chunks, 2^BITS)
@group(0) @binding(3) var<storage, read_write> found: array<Found>; // (rows)
@group(0) @binding(4) var<storage, read_write> tallies: array<vec2u>; // (rows, stretches): above, equal
@group(0) @binding(5) var<storage, read_write> picked: array<vec2u>; // (rows, k): word, position
@group(0) @binding(6) var<storage, read_write> values: array<u32>; // (rows, k)
@group(0) @binding(7) var<storage, read_write> indices: array<u32>; // (rows, k)

fn index_of(group: vec3u, groups: vec3u, lane: u32) -> u32 {
  return (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
}

/// Of the bits above the digit in question, those that are known: none in the first pass.
fn known_bits() -> u32 {
  return select(0xffffffffu << ((call.shift + BITS) & 31u), 0u, call.shift + BITS >= 32u);
}

/// Whether a key begins like the k-th largest, as far as that is known.
fn is_close(word: u32, goal: u32) -> bool { return ((word ^ goal) & known_bits()) == 0u; }

fn digit_of(word: u32) -> u32 { return (word >> call.shift) & ((1u << BITS) - 1u); }

// A lane owns a row.
@compute @workgroup_size(WORKGROUP_SIZE)
fn find(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let row = index_of(group, groups, lane);
  if (row >= call.rows) { return; }
  var missing = call.k;
  var word = 0u;
  if (known_bits() != 0u) {
    missing = found[row].missing;
    word = found[row].word;
  }
  var digit = 1u << BITS;
  var here = 0u;
  loop {
    digit--;
    here = 0u;
    for (var c = 0u; c < call.chunks; c++) {
      here += counts[((row * call.chunks + c) << BITS) + digit];
    }
    if (here >= missing || digit == 0u) { break; }
    missing -= here;
  }
  found[row] = Found(word | (digit << call.shift), missing);
}

// A lane owns a stretch.
@compute @workgroup_size(WORKGROUP_SIZE)
fn tally(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let owner = index_of(group, groups, lane);
  if (owner >= call.rows * call.stretches) { return; }
  let row = owner / call.stretches;
  let first = (owner - row * call.stretches) * call.length;
  let goal = found[row].word;
  var sum = vec2u();
  for (var i = first; i < min(call.n, first + call.length); i++) {
    let word = word_of(x[row * call.n + i], call.order);
    sum += vec2u(u32(word > goal), u32(word == goal));
  }
  tallies[owner] = sum;
}

// A lane owns a row.
@compute @workgroup_size(WORKGROUP_SIZE)
fn offset(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let row = index_of(group, groups, lane);
  if (row >= call.rows) { return; }
  var before = vec2u(0u, call.k - found[row].missing);
  for (var s = row * call.stretches; s < (row + 1u) * call.stretches; s++) {
    let own = tallies[s];
    tallies[s] = before;
    before += own;
  }
}

// A lane owns a stretch.
@compute @workgroup_size(WORKGROUP_SIZE)
fn collect(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let owner = index_of(group, groups, lane);
  if (owner >= call.rows * call.stretches) { return; }
  let row = owner / call.stretches;
  let first = (owner - row * call.stretches) * call.length;
  let goal = found[row].word;
  var to = tallies[owner];
  for (var i = first; i < min(call.n, first + call.length); i++) {
    let word = word_of(x[row * call.n + i], call.order);
    if (word > goal) {
      picked[row * call.k + to.x] = vec2u(word, i);
      to.x++;
    } else if (word == goal && to.y < call.k) {
      picked[row * call.k + to.y] = vec2u(word, i);
      to.y++;
    }
  }
}

// A lane owns one of the k.
@compute @workgroup_size(WORKGROUP_SIZE)
fn rank(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let at = index_of(group, groups, lane);
  if (at >= call.rows * call.k) { return; }
  let row = at / call.k;
  let first = row * call.k;
  let own = picked[at];
  var before = 0u;
  for (var i = first; i < first + call.k; i++) {
    let word = picked[i].x;
    before += u32(word > own.x || (word == own.x && i < at));
  }
  values[first + before] = x[row * call.n + own.y];
  indices[first + before] = own.y;
}
