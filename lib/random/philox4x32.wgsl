// Philox-4x32: (key, counter) -> four words. Bit-equal to philox4x32.ts.
//
//   (hi0, lo0) = M0 a;  (hi1, lo1) = M1 c;   (a, b, c, d) = (hi1 ^ b ^ k0, lo1, hi0 ^ d ^ k1, lo0)
//
// WGSL has no 64-bit product: the high word is put together from 16-bit halves, whose sums fit.

alias Key = vec2u;
alias Counter = vec4u;

override ROUNDS: u32 = 10;

const MULTIPLIERS = vec2u(0xd2511f53u, 0xcd9e8d57u);
const INCREMENTS = vec2u(0x9e3779b9u, 0xbb67ae85u);

fn high_word(x: vec2u, y: vec2u) -> vec2u {
  let x_low = x & vec2u(0xffffu);
  let x_high = x >> vec2u(16u);
  let y_low = y & vec2u(0xffffu);
  let y_high = y >> vec2u(16u);
  let carry = x_high * y_low + ((x_low * y_low) >> vec2u(16u)); // at most 2^32 - 2^16: no overflow
  let middle = x_low * y_high + (carry & vec2u(0xffffu));
  return x_high * y_high + (carry >> vec2u(16u)) + (middle >> vec2u(16u));
}

fn block(key: Key, counter: Counter) -> Counter {
  var v = counter;
  var k = key;
  for (var round = 0u; round < ROUNDS; round++) {
    let high = high_word(MULTIPLIERS, v.xz);
    let low = MULTIPLIERS * v.xz;
    v = vec4u(high.y ^ v.y ^ k.x, low.y, high.x ^ v.w ^ k.y, low.x);
    k += INCREMENTS;
  }
  return v;
}
