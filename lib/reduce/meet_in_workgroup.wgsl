// What LANES neighbours found, combined, by workgroup memory; only the first of them gets it.

var<workgroup> scratch: array<Partial, WORKGROUP_SIZE>;

fn combine_lanes(part: Partial, lane: u32) -> Partial {
  scratch[lane] = part;
  workgroupBarrier(); // every lane has left its part
  let own = lane % LANES;
  if (SERIAL) {
    var sum = part;
    if (own == 0u) {
      for (var k = 1u; k < LANES; k++) { sum = combine(sum, scratch[lane + k]); }
    }
    return sum;
  }
  for (var step = LANES / 2u; step > 0u; step /= 2u) {
    if (own < step) { scratch[lane] = combine(scratch[lane], scratch[lane + step]); }
    workgroupBarrier(); // the lower half is ready before it is halved again
  }
  return scratch[lane];
}
