// Skew matrices of vectors: [v]x w = v x w.
//
//   [v]x = [  0 -z  y ]
//          [  z  0 -x ]
//          [ -y  x  0 ]
//
// One invocation owns one matrix.

override WORKGROUP_SIZE: u32 = 64;

struct Call { count: u32 }

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> vectors: array<array<f32, 3>>;
@group(0) @binding(2) var<storage, read_write> hats: array<array<f32, 9>>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn hats_of_vectors(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let t = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (t >= call.count) { return; }
  let v = vectors[t];
  hats[t] = array(0.0, -v[2], v[1], v[2], 0.0, -v[0], -v[1], v[0], 0.0);
}
