// blocks[i] = block(key, counters[i]) for i < n. `Key`, `Counter` and `block` come from the
// generator's own file, put in front of this one. One invocation owns one block.

override WORKGROUP_SIZE: u32 = 64;

struct Call { n: u32, key: Key }

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> counters: array<Counter>;
@group(0) @binding(2) var<storage, read_write> blocks: array<Counter>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn random_blocks(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (i < call.n) { blocks[i] = block(call.key, counters[i]); }
}
