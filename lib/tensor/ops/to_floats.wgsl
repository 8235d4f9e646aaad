// Integers as floats, x: (n) -> y: (n): exact below 2^24, else the nearest float. One invocation owns
// an element. Two entries, for the two types; `words` holds their bits.

override WORKGROUP_SIZE: u32 = 64;

@group(0) @binding(0) var<uniform> n: u32;
@group(0) @binding(1) var<storage, read> words: array<u32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn from_u32(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (i < n) { y[i] = f32(words[i]); }
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn from_i32(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (i < n) { y[i] = f32(bitcast<i32>(words[i])); }
}
