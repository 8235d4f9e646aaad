// The adjoint of unfolding: y[p, r, j] = sum over the windows w whose element u, v is r, j of
// columns[p, u, v, w]. columns: (planes, taps, windows), y: (planes, rows, columns). One invocation owns
// one element and adds up in the order of windows: |error| <= gamma(taps) sum |columns|, the same bits
// every time.

@group(0) @binding(1) var<storage, read> columns: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn fold(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  let plane = call.y.size * call.x.size;
  if (i >= call.planes * plane) { return; }
  let p = i / plane;
  let r = i % plane / call.x.size;
  let j = i % call.x.size;
  let windows = call.y.windows * call.x.windows;
  var sum = 0.0;
  for (var down = first_window(call.y, r); down <= last_window(call.y, r); down++) {
    let u = tap_of(call.y, r, down);
    if (u == NONE) { continue; }
    for (var across = first_window(call.x, j); across <= last_window(call.x, j); across++) {
      let v = tap_of(call.x, j, across);
      if (v == NONE) { continue; }
      let row = (p * call.y.kernel + u) * call.x.kernel + v;
      sum += columns[row * windows + down * call.x.windows + across];
    }
  }
  y[call.first * plane + i] = sum;
}
