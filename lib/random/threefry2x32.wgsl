// Threefry-2x32: (key, counter) -> two words. Bit-equal to threefry2x32.ts.
//
//   x += y;  y = rotl(y, R[round % 8]) ^ x;   after every 4th round: (x, y) += subkeys
//
// Arithmetic wraps at 2^32 on purpose. ROUNDS need not be a multiple of 4 (13 is in use): rounds go
// in fours without a lookup, the rest one by one.

override ROUNDS: u32 = 20;

const PARITY: u32 = 0x1bd11bdau;
const EVEN_ROTATIONS = vec4u(13, 15, 26, 6);
const ODD_ROTATIONS = vec4u(17, 29, 16, 24);

fn threefry_round(v: vec2u, distance: u32) -> vec2u {
  let x = v.x + v.y;
  return vec2u(x, ((v.y << distance) | (v.y >> (32u - distance))) ^ x);
}

fn threefry2x32(key: vec2u, counter: vec2u) -> vec2u {
  // (a, b, c) turns once a group, so that a and b are the subkeys to inject.
  var subkeys = vec3u(key.y, PARITY ^ key.x ^ key.y, key.x);
  var v = counter + key;
  var group = 0u;
  for (; group < ROUNDS / 4u; group++) {
    let distance = select(ODD_ROTATIONS, EVEN_ROTATIONS, (group & 1u) == 0u);
    v = threefry_round(v, distance.x);
    v = threefry_round(v, distance.y);
    v = threefry_round(v, distance.z);
    v = threefry_round(v, distance.w);
    v += vec2u(subkeys.x, subkeys.y + group + 1u);
    subkeys = subkeys.yzx;
  }
  let distance = select(ODD_ROTATIONS, EVEN_ROTATIONS, (group & 1u) == 0u);
  for (var i = 0u; i < ROUNDS % 4u; i++) {
    v = threefry_round(v, distance[i]);
  }
  return v;
}
