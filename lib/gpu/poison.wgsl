// Fills a buffer with NaN, bit for bit, before a kernel writes it: what the kernel forgets is seen.

@group(0) @binding(0) var<uniform> words: u32;
@group(0) @binding(1) var<storage, read_write> x: array<u32>;

@compute @workgroup_size(64)
fn poison(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = (group.y * groups.x + group.x) * 64u + lane;
  if (i < words) { x[i] = 0xffffffffu; }
}
