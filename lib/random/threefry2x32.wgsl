// Threefry-2x32: (key, counter) -> two words. Bit-equal to threefry2x32.ts.
//
//   x += y;  y = rotl(y, R[round % 8]) ^ x;   after every 4th round: (x, y) += subkeys
//
// Arithmetic wraps at 2^32 on purpose. ROUNDS need not be a multiple of 4 (13 is in use): rounds go
// in fours without a lookup, the rest one by one.

alias Key = vec2u;
alias Counter = vec2u;

override ROUNDS: u32 = 20;

const PARITY: u32 = 0x1bd11bdau;
const EVEN_ROTATIONS = vec4u(13, 15, 26, 6);
const ODD_ROTATIONS = vec4u(17, 29, 16, 24);

fn mix(v: Counter, distance: u32) -> Counter {
  let x = v.x + v.y;
  return vec2u(x, ((v.y << distance) | (v.y >> (32u - distance))) ^ x);
}

fn block(key: Key, counter: Counter) -> Counter {
  // Turns once a group, so that its first two words are the ones to inject.
  var subkeys = vec3u(key.y, PARITY ^ key.x ^ key.y, key.x);
  var v = counter + key;
  var group = 0u;
  for (; group < ROUNDS / 4u; group++) {
    let distance = select(ODD_ROTATIONS, EVEN_ROTATIONS, (group & 1u) == 0u);
    v = mix(mix(mix(mix(v, distance.x), distance.y), distance.z), distance.w);
    v += vec2u(subkeys.x, subkeys.y + group + 1u);
    subkeys = subkeys.yzx;
  }
  let distance = select(ODD_ROTATIONS, EVEN_ROTATIONS, (group & 1u) == 0u);
  for (var i = 0u; i < ROUNDS % 4u; i++) {
    v = mix(v, distance[i]);
  }
  return v;
}
