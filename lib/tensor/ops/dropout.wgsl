// Zeros numbers at random and enlarges the rest: x, y: (n).
//
//   y[i] = x[i] scale where word i >= threshold, else 0,  word i = fold(block(key, (0, i))),
//   fold(a, b) = a ^ b
//
// as lib/random's bits() has the words. The key is an array of its own, so that a step that is recorded
// once draws anew each time. Where x is and is not kept depends on (key, i) alone, which makes this its
// own gradient. One invocation owns an element.

override WORKGROUP_SIZE: u32 = 64;

struct Call { n: u32, threshold: u32, scale: f32 }

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<uniform> key: vec2u;
@group(0) @binding(2) var<storage, read> x: array<f32>;
@group(0) @binding(3) var<storage, read_write> y: array<f32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn dropout(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (i >= call.n) { return; }
  let words = block(key, vec2u(0u, i));
  y[i] = select(0.0, x[i] * call.scale, (words.x ^ words.y) >= call.threshold);
}
