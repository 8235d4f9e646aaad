// Rotation matrices of quaternions: q[t] = (w, x, y, z), of any length but 0, to r[t]: (3, 3).
//
//   R = I + 2 / |q|^2 (w [v]x + [v]x [v]x),   v = (x, y, z)
//
// The factor 2 / |q|^2 stands for normalising q: no square root, and R is orthogonal to rounding.
// One invocation owns one rotation.

override WORKGROUP_SIZE: u32 = 64;

struct Call { count: u32 }

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> quaternions: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> rotations: array<array<f32, 9>>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn rotations_from_quaternions(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let t = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (t >= call.count) { return; }
  let q = quaternions[t];
  let s = 2.0 / dot(q, q);
  let w = s * q.x * q.yzw; // s w (x, y, z)
  let x = s * q.y * q.yzw; // s x (x, y, z)
  let y = s * q.z * q.zw; // s y (y, z)
  let z = s * q.w * q.w;
  rotations[t] = array(
    1.0 - (y.x + z), x.y - w.z, x.z + w.y,
    x.y + w.z, 1.0 - (x.x + z), y.y - w.x,
    x.z - w.y, y.y + w.x, 1.0 - (x.x + y.x),
  );
}
