// Rotary positions, rotate-half: x: (rows, T, D), turns: (T, D / 2) of (cos, sin), D even.
//
//   y[t, c]         = x[t, c] cos - x[t, c + D/2] sin
//   y[t, c + D/2]   = x[t, c + D/2] cos + x[t, c] sin      angle(t, c) = (start + t) base^(-2c / D)
//
// An invocation owns a pair. The table comes from f64: in f32 an angle of 1e5 is off by 4e-3.

override WORKGROUP_SIZE: u32 = 64;

struct Call { pairs: u32, time: u32, half: u32, sign: f32 }

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> turns: array<vec2f>;
@group(0) @binding(2) var<storage, read> x: array<f32>;
@group(0) @binding(3) var<storage, read_write> y: array<f32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn rope(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let pair = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (pair >= call.pairs) { return; }
  let row = pair / call.half;
  let c = pair % call.half;
  let turn = turns[row % call.time * call.half + c];
  let first = row * 2u * call.half + c;
  let second = first + call.half;
  let sine = call.sign * turn.y;
  y[first] = x[first] * turn.x - x[second] * sine;
  y[second] = x[second] * turn.x + x[first] * sine;
}
