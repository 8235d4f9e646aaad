// Threefry-4x32: (key, counter) -> four words. Bit-equal to threefry4x32.ts.
//
//   a += b;  b = rotl(b, R[round % 8].x) ^ a;   c += d;  d = rotl(d, R[round % 8].y) ^ c;   swap b, d
//
// after every 4th round the subkeys are added. Arithmetic wraps at 2^32 on purpose.

alias Key = vec4u;
alias Counter = vec4u;

override ROUNDS: u32 = 20;

const PARITY: u32 = 0x1bd11bdau;
const ROTATIONS = array(
  vec2u(10, 26), vec2u(11, 21), vec2u(13, 27), vec2u(23, 5),
  vec2u(6, 20), vec2u(17, 11), vec2u(25, 10), vec2u(18, 20),
);

fn block(key: Key, counter: Counter) -> Counter {
  let fifth = PARITY ^ key.x ^ key.y ^ key.z ^ key.w;
  // The five subkeys turn once an injection: `subkeys` holds the four to add, `last` the one left.
  var subkeys = vec4u(key.y, key.z, key.w, fifth);
  var last = key.x;
  var even = counter.xz + key.xz;
  var odd = counter.yw + key.yw;
  for (var round = 0u; round < ROUNDS; round++) {
    let distance = ROTATIONS[round % 8u];
    even += odd;
    odd = ((odd << distance) | (odd >> (32u - distance))) ^ even;
    odd = odd.yx;
    if (round % 4u == 3u) {
      even += subkeys.xz;
      odd += vec2u(subkeys.y, subkeys.w + (round + 1u) / 4u);
      let first = subkeys.x;
      subkeys = vec4u(subkeys.yzw, last);
      last = first;
    }
  }
  if (ROUNDS % 2u == 1u) { odd = odd.yx; } // an odd number of rounds leaves the pairs swapped
  return vec4u(even.x, odd.x, even.y, odd.y);
}
