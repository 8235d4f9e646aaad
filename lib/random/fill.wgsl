// Fills out[0 .. n) with random words, uniforms or normals; element i depends on (key, i) alone, so
// any part of any array can be made anywhere, in any order.
//
//   partitionable: word i = fold(block(key, (hi(i), lo(i)))),  fold(x, y) = x ^ y
//   original:      the counters 0 .. total are cut in two halves; pair j of (j, half + j) gives word
//                  j of the first and word j of the second half (odd totals: the last counter is 0)
//
// One invocation owns one element, two in the original style would save a block but not the
// overhang. n, offset and total are below 2^32.

override WORKGROUP_SIZE: u32 = 64;
override ORIGINAL: bool = false;

struct Fill { key: vec2u, n: u32, offset: u32, total: u32, low: f32, high: f32 }

@group(0) @binding(0) var<uniform> fill: Fill;
@group(0) @binding(1) var<storage, read_write> words: array<u32>;

fn word_at(index: u32) -> u32 {
  if (!ORIGINAL) {
    let v = block(fill.key, vec2u(0u, index));
    return v.x ^ v.y;
  }
  let half = fill.total / 2u + fill.total % 2u;
  let first = index % half;
  let second = select(half + first, 0u, half + first >= fill.total);
  let v = block(fill.key, vec2u(first, second));
  return select(v.y, v.x, index < half);
}

// The upper 23 bits as mantissa of a number in [1, 2), minus 1: exact, never 1.
fn to_unit(word: u32) -> f32 {
  return bitcast<f32>((word >> 9u) | 0x3f800000u) - 1.0;
}

fn to_range(word: u32, low: f32, high: f32) -> f32 {
  return max(low, to_unit(word) * (high - low) + low);
}

// sqrt(2) erfinv(x), single-precision polynomials of Giles (2010). (1 - x)(1 + x) keeps the digits
// that 1 - x^2 loses next to 1.
fn to_normal(x: f32) -> f32 {
  let w = -log((1.0 - x) * (1.0 + x));
  var p: f32;
  if (w < 5.0) {
    let t = w - 2.5;
    p = 2.81022636e-08;
    p = 3.43273939e-07 + p * t;
    p = -3.5233877e-06 + p * t;
    p = -4.39150654e-06 + p * t;
    p = 0.00021858087 + p * t;
    p = -0.00125372503 + p * t;
    p = -0.00417768164 + p * t;
    p = 0.246640727 + p * t;
    p = 1.50140941 + p * t;
  } else {
    let t = sqrt(w) - 3.0;
    p = -0.000200214257;
    p = 0.000100950558 + p * t;
    p = 0.00134934322 + p * t;
    p = -0.00367342844 + p * t;
    p = 0.00573950773 + p * t;
    p = -0.0076224613 + p * t;
    p = 0.00943887047 + p * t;
    p = 1.00167406 + p * t;
    p = 2.83297682 + p * t;
  }
  return 1.41421356 * (p * x);
}

fn index_of(group: vec3u, groups: vec3u, lane: u32) -> u32 {
  return (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn fill_bits(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = index_of(group, groups, lane);
  if (i < fill.n) { words[i] = word_at(fill.offset + i); }
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn fill_uniform(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = index_of(group, groups, lane);
  if (i < fill.n) {
    words[i] = bitcast<u32>(to_range(word_at(fill.offset + i), fill.low, fill.high));
  }
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn fill_normal(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = index_of(group, groups, lane);
  // The largest float below 0 added to -1 keeps x inside (-1, 1), where erfinv is finite.
  if (i < fill.n) {
    words[i] = bitcast<u32>(to_normal(to_range(word_at(fill.offset + i), -0.99999994, 1.0)));
  }
}
