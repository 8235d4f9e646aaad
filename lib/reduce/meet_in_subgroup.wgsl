// What the eight lanes of a subgroup found, combined by each of them; LANES is 8.

fn combine_lanes(part: Partial, lane: u32) -> Partial {
  var sum = Partial(subgroupBroadcast(part.p, 0u), subgroupBroadcast(part.q, 0u));
  sum = combine(sum, Partial(subgroupBroadcast(part.p, 1u), subgroupBroadcast(part.q, 1u)));
  sum = combine(sum, Partial(subgroupBroadcast(part.p, 2u), subgroupBroadcast(part.q, 2u)));
  sum = combine(sum, Partial(subgroupBroadcast(part.p, 3u), subgroupBroadcast(part.q, 3u)));
  sum = combine(sum, Partial(subgroupBroadcast(part.p, 4u), subgroupBroadcast(part.q, 4u)));
  sum = combine(sum, Partial(subgroupBroadcast(part.p, 5u), subgroupBroadcast(part.q, 5u)));
  sum = combine(sum, Partial(subgroupBroadcast(part.p, 6u), subgroupBroadcast(part.q, 6u)));
  sum = combine(sum, Partial(subgroupBroadcast(part.p, 7u), subgroupBroadcast(part.q, 7u)));
  return sum;
}
