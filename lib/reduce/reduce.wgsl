// Reduction over the middle axis: x: (outer, n, inner) -> y: (outer, inner).
//
// What is reduced is written behind this text, one file an operation: a commutative monoid over
// Partial with identity(), combine(), lift() from elements, and finish() to a result. Where lift()
// measures from a center, one a result, that was found by an earlier reduction. How x is read and how
// lanes meet are files as well: from_storage and from_texels, meet_in_workgroup and meet_in_subgroup.
//
// n is split into `chunks` where there are too few results to fill the device; each chunk leaves a
// Partial, and merge() combines those of a result. Everything is done four at a time.
//
// outputs: one invocation owns four neighbouring results of one chunk; each chunk takes every
//   chunks-th element, so that neighbours read side by side. For inner > 1, and for short rows.
// rows:    LANES invocations own one chunk of one row, inner = 1, each every LANES-th vector.
//
// On a CPU a barrier is a switch of coroutines for each group of 8 lanes and an invocation is a SIMD
// lane, so a row has 8 lanes: a subgroup, or one of them adds up what the others found (SERIAL): one
// barrier. A GPU has many lanes to a row and a tree.
//
// Sums are rounded once an element in the chain of one lane and once a level after it: at most n
// roundings. Infinities and NaN are not honoured by every device.

override WORKGROUP_SIZE: u32 = 8;
override LANES: u32 = 8;
override SERIAL: bool = true;
override FOUR_RESULTS: bool = false; // a Partial holds four results, else four parts of one

struct Call { results: u32, n: u32, chunks: u32, inner: u32, chunk_length: u32, divisor: f32 }
struct Partial { p: vec4f, q: vec4u }

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(2) var<storage, read_write> y: array<u32>;
@group(0) @binding(3) var<storage, read_write> partials: array<Partial>;
@group(0) @binding(4) var<storage, read> centers: array<f32>;

const FIRST_FOUR = vec4u(0u, 1u, 2u, 3u);

fn keep(part: Partial, living: vec4<bool>) -> Partial {
  let none = identity();
  return Partial(select(none.p, part.p, living), select(none.q, part.q, living));
}

/// All four components combined, in the first.
fn fold(part: Partial) -> Partial {
  let pairs = combine(part, Partial(part.p.yxwz, part.q.yxwz));
  return combine(pairs, Partial(pairs.p.zwxy, pairs.q.zwxy));
}

fn write_result(part: Partial, owner: u32) {
  if (FOUR_RESULTS) {
    // Turned round, not indexed, which takes the compiler long.
    var turned = part;
    for (var result = owner * 4u; result < min(owner * 4u + 4u, call.results); result++) {
      y[result] = finish(turned.p.x, turned.q.x, result);
      turned = Partial(turned.p.yzwx, turned.q.yzwx);
    }
  } else {
    let whole = fold(part);
    y[owner] = finish(whole.p.x, whole.q.x, owner);
  }
}

/// Leaves what `owner`, a row or four results, has of a chunk.
fn leave(part: Partial, owner: u32, chunk: u32) {
  if (call.chunks == 1u) {
    write_result(part, owner);
  } else {
    partials[owner * call.chunks + chunk] = part;
  }
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn outputs(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  let quads = (call.results + 3u) / 4u;
  if (index >= quads * call.chunks) { return; }
  let chunk = index / quads;
  let quad = index - chunk * quads;
  let results = min(quad * 4u + FIRST_FOUR, vec4u(call.results - 1u));
  let outer = results / call.inner;
  let start = outer * (call.n - 1u) * call.inner + results;
  let center = centers_of(results);
  var sum = identity();
  for (var r = chunk; r < call.n; r += call.chunks) {
    sum = combine(sum, lift(four_at(start + r * call.inner), vec4u(r), center));
  }
  leave(sum, quad, chunk);
}

// The same where inner is a multiple of four: four results are one vector of every row.
@compute @workgroup_size(WORKGROUP_SIZE)
fn outputs_in_vectors(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  let quads = call.results / 4u;
  if (index >= quads * call.chunks) { return; }
  let chunk = index / quads;
  let quad = index - chunk * quads;
  let pitch = call.inner / 4u;
  let start = quad / pitch * (call.n - 1u) * pitch + quad;
  let center = centers_of(quad * 4u + FIRST_FOUR);
  var sum = identity();
  for (var r = chunk; r < call.n; r += call.chunks) {
    sum = combine(sum, lift(vector_at(start + r * pitch), vec4u(r), center));
  }
  leave(sum, quad, chunk);
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn rows(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let item = ((group.y * groups.x + group.x) * WORKGROUP_SIZE + lane) / LANES;
  // Lanes beyond the last item do its work again, for they must meet at the barriers.
  let real = min(item, call.results * call.chunks - 1u);
  let row = real / call.chunks;
  let chunk = real - row * call.chunks;
  let first = chunk * call.chunk_length;
  let end = min(call.n, first + call.chunk_length);
  let start = row * call.n;
  let center = centers_of(vec4u(row));
  var sum = identity();
  for (var i = first + lane % LANES * 4u; i < end; i += LANES * 4u) {
    let index = i + FIRST_FOUR;
    let part = lift(four_from(start + i), index, center);
    sum = combine(sum, keep(part, index < vec4u(end)));
  }
  let whole = combine_lanes(sum, lane);
  if (lane % LANES == 0u && item == real) { leave(whole, row, chunk); }
}

// The same where every row starts at a vector: n a multiple of four, or a single row.
@compute @workgroup_size(WORKGROUP_SIZE)
fn rows_in_vectors(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let item = ((group.y * groups.x + group.x) * WORKGROUP_SIZE + lane) / LANES;
  let real = min(item, call.results * call.chunks - 1u);
  let row = real / call.chunks;
  let chunk = real - row * call.chunks;
  let first = chunk * call.chunk_length;
  let end = min(call.n, first + call.chunk_length);
  let start = row * (call.n / 4u);
  let center = centers_of(vec4u(row));
  var sum = identity();
  var i = first + lane % LANES * 4u;
  for (; i + 4u <= end; i += LANES * 4u) {
    sum = combine(sum, lift(vector_at(start + i / 4u), i + FIRST_FOUR, center));
  }
  if (i < end) { // the vector that reaches into padding, which holds anything
    let index = i + FIRST_FOUR;
    sum = combine(sum, keep(lift(vector_at(start + i / 4u), index, center), index < vec4u(end)));
  }
  let whole = combine_lanes(sum, lane);
  if (lane % LANES == 0u && item == real) { leave(whole, row, chunk); }
}

// One workgroup combines the chunks of one row, or of four results.
@compute @workgroup_size(WORKGROUP_SIZE)
fn merge(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  var sum = identity();
  for (var s = lane; s < call.chunks; s += LANES) {
    sum = combine(sum, partials[group.x * call.chunks + s]);
  }
  let whole = combine_lanes(sum, lane);
  if (lane == 0u) { write_result(whole, group.x); }
}
