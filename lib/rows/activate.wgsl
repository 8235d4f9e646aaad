// y = f(x), or y = f'(x) dy, f an activation of activations.wgsl. One invocation owns four numbers; the
// last four may reach into padding, which every buffer has.

override WORKGROUP_SIZE: u32 = 64;

// A constant, because a CPU runs every branch of a kernel, the untaken ones as well.
override ACTIVATION: u32 = 0;

struct Call { quads: u32 }

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> x: array<vec4f>;
@group(0) @binding(2) var<storage, read> dy: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> y: array<vec4f>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn activate_all(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (i < call.quads) { y[i] = activate(ACTIVATION, x[i]); }
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn activation_gradient(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (i < call.quads) { y[i] = activation_slope(ACTIVATION, x[i]) * dy[i]; }
}
