// Rows as they are compared: x: (any, width) from row `first` on -> y: (any, wide), zeros
// past width and from row `rows` on.
//
//   y[r] = x[first + r] / |x[first + r]|, or with NORMALIZE = false x[first + r] itself
//
// A workgroup owns a row. It is divided by its largest number first, so that no square overflows or
// vanishes; rows of zeros stay zeros. |error| <= gamma(width + 20) |y|.

override NORMALIZE: bool = true;

struct Call { rows: u32, width: u32, wide: u32, first: u32, filled: u32 } // filled: rows of y

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;

@compute @workgroup_size(SIZE)
fn prepare_rows(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let owner = group.y * groups.x + group.x;
  let row = min(owner, call.rows - 1u); // those beyond the last repeat it, for the barriers
  let start = (call.first + row) * call.width;
  var peak = 0.0;
  var length = 1.0;
  if (NORMALIZE) {
    for (var i = lane; i < call.width; i += SIZE) { peak = max(peak, abs(x[start + i])); }
    peak = max_all(peak, lane);
    // Below the smallest normal number, division is not to be relied upon.
    if (peak < 0x1p-126) { peak = 0.0; }
    let scale = select(1.0, peak, peak > 0.0);
    var squares = 0.0;
    for (var i = lane; i < call.width; i += SIZE) {
      let part = x[start + i] / scale;
      squares += part * part;
    }
    length = sqrt(sum_all(vec4f(squares, 0.0, 0.0, 0.0), lane).x);
  }
  if (owner >= call.filled) { return; }
  for (var i = lane; i < call.wide; i += SIZE) {
    var value = 0.0;
    if (i < call.width && owner < call.rows) {
      value = x[start + i];
      if (NORMALIZE) { value = select(0.0, value / peak / length, peak > 0.0); }
    }
    y[owner * call.wide + i] = value;
  }
}
