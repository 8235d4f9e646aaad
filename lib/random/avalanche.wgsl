// Avalanche of Threefry-2x32: how often flipping bit i of the input flips bit j of the output.
//
//   counts[i, j] = sum_s  bit j of (block(key, c_s) ^ block(key', c_s'))     i, j in 0 .. 64
//
// where c' or key' differs in bit i alone. `block` comes from the generator's file in front of this
// one. One invocation owns an input bit and CHUNK samples and adds its 64 sums to the counts. It
// keeps them four to a word, a byte each, so CHUNK must stay below 256: sums[r] holds the output bits
// r, r + 8, r + 16, r + 24 of both words.

override WORKGROUP_SIZE: u32 = 64;
override CHUNK: u32 = 128;
override FLIP_KEY: bool = false;

struct Call { samples: u32, key: Key }

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> counters: array<vec2u>;
@group(0) @binding(2) var<storage, read_write> counts: array<atomic<u32>>; // (64, 64)

const FIELDS = vec2u(0x01010101u);

@compute @workgroup_size(WORKGROUP_SIZE)
fn avalanche(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  let input = i % 64u;
  let first = i / 64u * CHUNK;
  if (first >= call.samples) { return; }
  let mask = select(vec2u(0u, 1u), vec2u(1u, 0u), input < 32u) << vec2u(input % 32u);
  let key_mask = select(vec2u(), mask, FLIP_KEY);
  let counter_mask = select(mask, vec2u(), FLIP_KEY);

  var sums = array<vec2u, 8>();
  for (var s = first; s < min(first + CHUNK, call.samples); s++) {
    let counter = counters[s];
    let difference = block(call.key, counter) ^ block(call.key ^ key_mask, counter ^ counter_mask);
    for (var r = 0u; r < 8u; r++) {
      sums[r] += (difference >> vec2u(r)) & FIELDS;
    }
  }

  for (var r = 0u; r < 8u; r++) {
    for (var b = 0u; b < 4u; b++) {
      let sum = (sums[r] >> vec2u(8u * b)) & vec2u(0xffu);
      let at = input * 64u + 8u * b + r;
      atomicAdd(&counts[at], sum.x);
      atomicAdd(&counts[at + 32u], sum.y);
    }
  }
}
