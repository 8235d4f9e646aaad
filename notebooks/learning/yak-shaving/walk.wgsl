// Walkers who do not know the way. It has `steps` steps; at each one a fair coin decides:
//
//   heads: one step on;  tails: one step back (SETBACK 1), or back to the start (SETBACK 2)
//
// A mistake at the start costs its turn, unless FREE_START: then the first step always succeeds.
// One invocation owns one walker: its place, and the turns taken so far. Turn t takes bit t % 64 of
// block(key, (walker, t / 64)), so the walk does not depend on how it is cut into dispatches. A
// dispatch takes at most TURNS turns, a multiple of 64: software Vulkan leaves longer loops.

override WORKGROUP_SIZE: u32 = 64;
override TURNS: u32 = 8192;
override SETBACK: u32 = 1;
override FREE_START: bool = false;

struct Walk { key: vec2u, steps: u32, walkers: u32 }
struct Walker { place: u32, turns: u32 }

@group(0) @binding(0) var<uniform> walk: Walk;
@group(0) @binding(1) var<storage, read_write> walkers: array<Walker>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn go(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (i >= walk.walkers) { return; }
  var me = walkers[i];
  let end = me.turns + TURNS;
  var coins = vec2u(0u);
  while (me.place < walk.steps && me.turns < end) {
    let bit = me.turns % 64u;
    if (bit == 0u) { coins = block(walk.key, vec2u(i, me.turns / 64u)); }
    let word = select(coins.y, coins.x, bit < 32u);
    let is_right = ((word >> (bit % 32u)) & 1u) == 1u || (FREE_START && me.place == 0u);
    let back = select(0u, max(me.place, 1u) - 1u, SETBACK == 1u);
    me.place = select(back, me.place + 1u, is_right);
    me.turns += 1u;
  }
  walkers[i] = me;
}
