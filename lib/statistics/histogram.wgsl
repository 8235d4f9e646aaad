// counts[b] = number of i < n with edges[b] <= x[i] < edges[b + 1], for b in 0 .. BINS.
//
// A workgroup counts its share in workgroup memory and adds it to the result once. One multiplication
// places a value; only if it lands so close to an edge that rounding could decide, the edges do: the
// counts are exact. NaN is told by its bits, because software Vulkan need not honour it in
// comparisons.

override WORKGROUP_SIZE: u32 = 64;
override BINS: u32 = 256;

// `slack` bounds the rounding error of a placing, in bins.
struct Range { n: u32, low: f32, bins_per_unit: f32, slack: f32 }

@group(0) @binding(0) var<uniform> range: Range;
@group(0) @binding(1) var<storage, read> edges_f32: array<f32>; // BINS + 1
@group(0) @binding(2) var<storage, read> x_f32: array<f32>;
@group(0) @binding(3) var<storage, read_write> counts: array<atomic<u32>>;
@group(0) @binding(4) var<storage, read> edges_u32: array<u32>; // BINS + 1, the last one inclusive
@group(0) @binding(5) var<storage, read> x_u32: array<u32>;

var<workgroup> shared_counts: array<atomic<u32>, BINS>;

fn is_nan(v: f32) -> bool { return (bitcast<u32>(v) & 0x7fffffffu) > 0x7f800000u; }

fn is_near_edge(place: f32) -> bool {
  let fraction = place - floor(place);
  return fraction <= range.slack || fraction >= 1.0 - range.slack;
}

fn add_shared_counts(lane: u32) {
  workgroupBarrier(); // every lane has counted
  for (var b = lane; b < BINS; b += WORKGROUP_SIZE) {
    atomicAdd(&counts[b], atomicLoad(&shared_counts[b]));
  }
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn histogram_f32(
  @builtin(global_invocation_id) at: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let first = edges_f32[0];
  let end = edges_f32[BINS];
  for (var i = at.x; i < range.n; i += groups.x * WORKGROUP_SIZE) {
    let v = x_f32[i];
    if (is_nan(v) || v < first || v >= end) { continue; }
    let place = (v - range.low) * range.bins_per_unit;
    var b = min(u32(place), BINS - 1u);
    if (is_near_edge(place)) {
      while (v < edges_f32[b]) { b--; }
      while (v >= edges_f32[b + 1u]) { b++; }
    }
    atomicAdd(&shared_counts[b], 1u);
  }
  add_shared_counts(lane);
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn histogram_u32(
  @builtin(global_invocation_id) at: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let first = edges_u32[0];
  let last = edges_u32[BINS];
  for (var i = at.x; i < range.n; i += groups.x * WORKGROUP_SIZE) {
    let v = x_u32[i];
    if (v < first || v > last) { continue; }
    let place = f32(v - first) * range.bins_per_unit;
    var b = min(u32(place), BINS - 1u);
    if (is_near_edge(place)) {
      while (v < edges_u32[b]) { b--; }
      while (b + 1u < BINS && v >= edges_u32[b + 1u]) { b++; }
    }
    atomicAdd(&shared_counts[b], 1u);
  }
  add_shared_counts(lane);
}
