// Remainders, x: (n) -> y: (n), y[i] = x[i] mod divisor. One invocation owns an element.

override WORKGROUP_SIZE: u32 = 64;

struct Call { n: u32, divisor: u32 }

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> x: array<u32>;
@group(0) @binding(2) var<storage, read_write> y: array<u32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn remainders(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (i < call.n) { y[i] = x[i] % call.divisor; }
}
