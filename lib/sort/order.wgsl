// The order of keys as an order of words: u32, i32 or f32 by how `order` is filled in (order.ts).
//
//   u32: the bits.  i32: sign bit flipped.  f32: sign bit flipped, all bits flipped below 0, so that
//   -inf < ... < -0 < 0 < ... < inf, and every NaN is the largest word. Descending: all bits flipped.
//
// NaN is told by its bits: software Vulkan need not honour it in comparisons.

struct Order { if_positive: u32, if_negative: u32, nan_above: u32, flip: u32 }

fn word_of(key: u32, order: Order) -> u32 {
  let mask = select(order.if_positive, order.if_negative, (key >> 31u) != 0u);
  return select(key ^ mask, 0xffffffffu, (key & 0x7fffffffu) > order.nan_above) ^ order.flip;
}

fn words_of(keys: vec4u, order: Order) -> vec4u {
  let negative = (keys >> vec4u(31u)) != vec4u(0u);
  let mask = select(vec4u(order.if_positive), vec4u(order.if_negative), negative);
  let nan = (keys & vec4u(0x7fffffffu)) > vec4u(order.nan_above);
  return select(keys ^ mask, vec4u(0xffffffffu), nan) ^ vec4u(order.flip);
}
