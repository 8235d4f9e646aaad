// What a device can do at most, in two kernels.
//
//   copy           y[i] = x[i], RUN vectors in a row an invocation: bytes moved
//   multiply_add   v = v a + b in eight vectors, TURNS times: 64 TURNS operations an invocation, none of
//                  which waits for memory or for another vector
//
// The sum of the vectors is written only if it is a number that it never is, so that nothing may be left
// out and nothing is stored.

override WORKGROUP_SIZE: u32 = 64;
override RUN: u32 = 1;

const TURNS: u32 = 1024u;

@group(0) @binding(0) var<storage, read> x: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> y: array<vec4f>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn copy(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let first = ((group.y * groups.x + group.x) * WORKGROUP_SIZE + lane) * RUN;
  let end = min(first + RUN, arrayLength(&y));
  for (var i = first; i < end; i++) { y[i] = x[i]; }
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn multiply_add(@builtin(global_invocation_id) id: vec3u) {
  let a = x[0];
  let b = x[1];
  var v = vec4f(f32(id.x));
  var w = v + 1.0;
  var p = v + 2.0;
  var q = v + 3.0;
  var r = v + 4.0;
  var s = v + 5.0;
  var t = v + 6.0;
  var u = v + 7.0;
  for (var i = 0u; i < TURNS; i++) {
    v = v * a + b;
    w = w * a + b;
    p = p * a + b;
    q = q * a + b;
    r = r * a + b;
    s = s * a + b;
    t = t * a + b;
    u = u * a + b;
  }
  let sum = v + w + p + q + r + s + t + u;
  if (sum.x == -1.0) { y[0] = sum; }
}
