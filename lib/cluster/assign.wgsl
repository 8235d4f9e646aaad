// The nearest centre of each point: x: (points, width), centres: (k, width), both as vec4f.
//
//   labels[p] = argmin_c d(p, c), distances[p] = min_c d(p, c), d(p, c) = sum over i of (x[p, i] - c[i])^2
//
// An invocation owns 4 points, WORKGROUP_SIZE apart, and takes 8 centres at a time, rising, so that of
// equal ones the first wins. Differences are squared as they are, not by |x|^2 - 2 x c + |c|^2, which
// loses all digits where points lie close together far from 0: |error| <= gamma(width + 2) d.
//
// The call names which centres to look at; from the second call on the best so far is read back.
// Binding 1 and point_at() are in points_in_array.wgsl and points_in_texels.wgsl; binding 2, stage() and
// centres_at() in centres_staged.wgsl and centres_direct.wgsl, that with one of eight_by_*.wgsl.

override WORKGROUP_SIZE: u32 = 8;
// Vectors of a centre that are looked at between two stagings.
override DEPTH: u32 = 16384;

struct Call { points: u32, centres: u32, cells: u32, first: u32, end: u32 } // cells: vectors a row

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(3) var<storage, read_write> labels: array<u32>;
@group(0) @binding(4) var<storage, read_write> distances: array<f32>;

const FAR = 3.4e38;

struct Best { distances: vec4f, labels: vec4u }

fn squares(a: vec4f, b: vec4f, c: vec4f, d: vec4f, centre: vec4f) -> vec4f {
  let p = a - centre; let q = b - centre; let r = c - centre; let s = d - centre;
  return vec4f(dot(p, p), dot(q, q), dot(r, r), dot(s, s));
}

// Centres past the last one repeat it and never win over it.
fn better(best: Best, own: vec4f, centre: u32) -> Best {
  let wins = own < best.distances;
  return Best(select(best.distances, own, wins), select(best.labels, vec4u(centre), wins));
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn assign(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  // Points past the last one repeat it and are not stored.
  let own = (group.y * groups.x + group.x) * 4u * WORKGROUP_SIZE + lane;
  let at = own + vec4u(0u, 1u, 2u, 3u) * WORKGROUP_SIZE;
  let rows = min(at, vec4u(call.points - 1u));
  let starts = rows * call.cells;
  var best = Best(vec4f(FAR), vec4u());
  if (call.first > 0u) {
    best = Best(
      vec4f(distances[rows.x], distances[rows.y], distances[rows.z], distances[rows.w]),
      vec4u(labels[rows.x], labels[rows.y], labels[rows.z], labels[rows.w]),
    );
  }
  for (var c = call.first; c < call.end; c += 8u) {
    var s0 = vec4f(0.0); var s1 = vec4f(0.0); var s2 = vec4f(0.0); var s3 = vec4f(0.0);
    var s4 = vec4f(0.0); var s5 = vec4f(0.0); var s6 = vec4f(0.0); var s7 = vec4f(0.0);
    for (var start = 0u; start < call.cells; start += DEPTH) {
      stage(c, start, lane);
      let end = min(start + DEPTH, call.cells);
      for (var i = start; i < end; i++) {
        let x0 = point_at(starts.x + i); let x1 = point_at(starts.y + i);
        let x2 = point_at(starts.z + i); let x3 = point_at(starts.w + i);
        let eight = centres_at(c, i, i - start, lane);
        s0 += squares(x0, x1, x2, x3, eight[0]);
        s1 += squares(x0, x1, x2, x3, eight[1]);
        s2 += squares(x0, x1, x2, x3, eight[2]);
        s3 += squares(x0, x1, x2, x3, eight[3]);
        s4 += squares(x0, x1, x2, x3, eight[4]);
        s5 += squares(x0, x1, x2, x3, eight[5]);
        s6 += squares(x0, x1, x2, x3, eight[6]);
        s7 += squares(x0, x1, x2, x3, eight[7]);
      }
    }
    best = better(best, s0, c);
    best = better(best, s1, c + 1u);
    best = better(best, s2, c + 2u);
    best = better(best, s3, c + 3u);
    best = better(best, s4, c + 4u);
    best = better(best, s5, c + 5u);
    best = better(best, s6, c + 6u);
    best = better(best, s7, c + 7u);
  }
  for (var j = 0u; j < 4u; j++) {
    if (at[j] >= call.points) { break; }
    labels[at[j]] = best.labels[j];
    distances[at[j]] = best.distances[j];
  }
}
