// Between planes of results as they are kept, (B, O, windows), and a share of them as products have it,
// (planes, wide): kept[p, first_window + w] = f(part[p, w] + bias[p's]) one way, and part[p, w] = kept[...]
// the other, with 0 past the last window. One invocation owns RUN elements.

// A constant, because a CPU runs every branch of a kernel, the untaken ones as well.
override ACTIVATION: u32 = 0;
override HAS_BIAS: bool = false;

struct Share {
  planes: u32,
  first_plane: u32,
  windows: u32,
  first_window: u32,
  wide: u32,
  places: u32, // windows of a whole plane
  outputs: u32, // planes of one image
}

@group(0) @binding(0) var<uniform> share: Share;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> y: array<f32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn place_planes(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let run = run_of(group, groups, lane, share.windows);
  let p = run.row;
  if (p >= share.planes) { return; }
  let start = (share.first_plane + p) * share.places + share.first_window;
  var added = 0.0;
  if (HAS_BIAS) { added = bias[(share.first_plane + p) % share.outputs]; }
  for (var w = run.first; w < run.end; w++) {
    y[start + w] = activate(ACTIVATION, vec4f(at(p * share.wide + w) + added)).x;
  }
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn take_planes(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let run = run_of(group, groups, lane, share.wide);
  let p = run.row;
  if (p >= share.planes) { return; }
  let start = (share.first_plane + p) * share.places + share.first_window;
  for (var w = run.first; w < run.end; w++) {
    var value: f32;
    value = 0.0; // naga clears a variable declared in a loop only the first time round
    if (w < share.windows) { value = at(start + w); }
    y[p * share.wide + w] = value;
  }
}
