// One step of an optimizer, in place: advance(i) is written before this text by one rule of descent.
//
//   w[i], memory[i] = advance(w[i], g[i], memory[i])
//
// One invocation owns RUN vectors of four in a row, of the parameter and of all that belongs to it.
// Arrays end on a whole vector; what is written behind their last element is read by nobody.

override WORKGROUP_SIZE: u32 = 64;
override RUN: u32 = 1;

@group(0) @binding(1) var<storage, read_write> w: array<vec4f>;
@group(0) @binding(2) var<storage, read> g: array<vec4f>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn update(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let first = ((group.y * groups.x + group.x) * WORKGROUP_SIZE + lane) * RUN;
  let end = min(first + RUN, arrayLength(&w));
  for (var i = first; i < end; i++) { advance(i); }
}
