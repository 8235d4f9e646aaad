// 6 x 6 adjoint matrices of poses (R, t), which carry twists from one frame to another.
//
//   order (v, w):  Ad = [ R  [t]x R ]      order (w, v):  Ad = [   R    0 ]
//                       [ 0     R   ]                          [ [t]x R R ]
//
// One invocation owns one pose.

override WORKGROUP_SIZE: u32 = 64;
override ANGULAR_FIRST: bool = false;

struct Call { count: u32 }

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> rotations: array<array<f32, 9>>;
@group(0) @binding(2) var<storage, read> translations: array<array<f32, 3>>;
@group(0) @binding(3) var<storage, read_write> adjoints: array<f32>; // (count, 6, 6)

@compute @workgroup_size(WORKGROUP_SIZE)
fn adjoints_of_poses(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let pose = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (pose >= call.count) { return; }
  let r = rotations[pose];
  let t = vec3f(translations[pose][0], translations[pose][1], translations[pose][2]);
  // Where the block [t]x R starts: right of R, or below it.
  let off_diagonal = select(3u, 18u, ANGULAR_FIRST);
  for (var j = 0u; j < 3u; j++) {
    let column = vec3f(r[j], r[3u + j], r[6u + j]);
    let moved = cross(t, column);
    for (var i = 0u; i < 3u; i++) {
      let at = pose * 36u + i * 6u + j;
      adjoints[at] = column[i];
      adjoints[at + 21u] = column[i];
      adjoints[at + off_diagonal] = moved[i];
      adjoints[at + 21u - off_diagonal] = 0.0;
    }
  }
}
