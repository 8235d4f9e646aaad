// One more centre for k-means++: x: (points, cells) as vec4f, by point_at() of points_in_array.wgsl
// or points_in_texels.wgsl; the point `chosen` becomes a centre.
//
//   weights[p] = min(weights[p], |x[p] - x[chosen]|^2), centres[place] = x[chosen]
//
// An invocation owns a point; the chosen one copies itself. The first centre replaces the weights.

override WORKGROUP_SIZE: u32 = 64;

struct Call { points: u32, cells: u32, place: u32 }

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(2) var<storage, read> chosen: array<u32>;
@group(0) @binding(3) var<storage, read_write> weights: array<f32>;
@group(0) @binding(4) var<storage, read_write> centres: array<vec4f>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn approach(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let p = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (p >= call.points) { return; }
  let origin = chosen[0] * call.cells;
  let own = p * call.cells;
  var distance = 0.0;
  for (var i = 0u; i < call.cells; i++) {
    let apart = point_at(own + i) - point_at(origin + i);
    distance += dot(apart, apart);
    if (p == chosen[0]) { centres[call.place * call.cells + i] = point_at(own + i); }
  }
  weights[p] = select(min(weights[p], distance), distance, call.place == 0u);
}
