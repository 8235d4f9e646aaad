// The windows of images as columns: columns[p, u, v, w] = x[p, element u, v of window w], 0 outside.
// x: (planes, rows, columns), columns: (planes, taps, windows). Numbers move as bits. One invocation
// owns RUN windows of a tap.

@group(0) @binding(1) var<storage, read> x: array<u32>;
@group(0) @binding(2) var<storage, read_write> columns: array<u32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn unfold(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let windows = call.y.windows * call.x.windows;
  let runs = (windows + RUN - 1u) / RUN;
  let run = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  let row = run / runs;
  let taps = call.y.kernel * call.x.kernel;
  if (row >= call.planes * taps) { return; }
  let u = row % taps / call.x.kernel;
  let v = row % call.x.kernel;
  let start = row / taps * call.y.size;
  let first = run % runs * RUN;
  for (var w = first; w < min(first + RUN, windows); w++) {
    let r = element(call.y, w / call.x.windows, u);
    let j = element(call.x, w % call.x.windows, v);
    var value: u32;
    value = 0u; // naga clears a variable declared in a loop only the first time round
    if (r < call.y.size && j < call.x.size) { value = x[(start + r) * call.x.size + j]; }
    columns[row * windows + w] = value;
  }
}
