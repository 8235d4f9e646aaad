// Vector i of the eight centres from c on: each lane of a subgroup of eight fetches one and all get it.

fn centres_at(c: u32, i: u32, j: u32, lane: u32) -> array<vec4f, 8> {
  let mine = centre_at(c + lane, i);
  return array<vec4f, 8>(
    subgroupBroadcast(mine, 0u),
    subgroupBroadcast(mine, 1u),
    subgroupBroadcast(mine, 2u),
    subgroupBroadcast(mine, 3u),
    subgroupBroadcast(mine, 4u),
    subgroupBroadcast(mine, 5u),
    subgroupBroadcast(mine, 6u),
    subgroupBroadcast(mine, 7u),
  );
}
