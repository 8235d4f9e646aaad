// Avalanche of Threefry-2x32: how often flipping bit i of the input flips bit j of the output.
//
//   counts[i, j] = sum_s  bit j of (block(key, c_s) ^ block(key', c_s'))     i, j in 0 .. 64
//
// where c' or key' differs in bit i alone. `block` comes from the generator's file in front of this
// one. First kernel: one invocation owns one (sample, i) and stores both words' differences. Second:
// one invocation owns one (i, j) and adds its bit up over the samples, so no atomics are needed.

override WORKGROUP_SIZE: u32 = 64;
override FLIP_KEY: bool = false;

struct Call { samples: u32, key: Key }

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read_write> differences: array<vec2u>; // (samples, 64)
@group(0) @binding(2) var<storage, read> counters: array<vec2u>;
@group(0) @binding(3) var<storage, read_write> counts: array<u32>; // (64, 64)

fn bit_mask(bit: u32) -> vec2u {
  return select(vec2u(0u, 1u), vec2u(1u, 0u), bit < 32u) << vec2u(bit % 32u);
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn flip_bits(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (i >= call.samples * 64u) { return; }
  let counter = counters[i / 64u];
  let mask = bit_mask(i % 64u);
  let before = block(call.key, counter);
  var after: vec2u;
  if (FLIP_KEY) {
    after = block(call.key ^ mask, counter);
  } else {
    after = block(call.key, counter ^ mask);
  }
  differences[i] = before ^ after;
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn count_flips(@builtin(global_invocation_id) at: vec3u) {
  if (at.x >= 4096u) { return; }
  let input = at.x / 64u;
  let output = at.x % 64u;
  var count = 0u;
  for (var s = 0u; s < call.samples; s++) {
    let words = differences[s * 64u + input];
    count += (select(words.y, words.x, output < 32u) >> (output % 32u)) & 1u;
  }
  counts[at.x] = count;
}
