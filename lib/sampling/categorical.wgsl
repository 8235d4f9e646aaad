// Draws from categorical distributions by exponential clocks: of x: (rows, classes), draws of each row.
//
//   y[r, d] = argmax_c log w[r, c] - log E[r, d, c],   E ~ Exp(1), w = exp(x) or x itself
//
// The class whose clock E / w rings first is c with probability w_c / sum w (this is the Gumbel
// trick: -log E is Gumbel). E belongs to (key, draw, class) alone, so no layout changes a draw.
//
// Small E decide, so E must be exact there: from the distance of u to 1, which the word gives in full.
// Infinities are cut to +-1e30, as software Vulkan need not honour them; so are weights of 0.
//
//   race:   the best of every chunks-th class of a row, a lane each
//   finish: the best of those, a lane a draw. Of equal ones the first class wins.

override WORKGROUP_SIZE: u32 = 64;
override LOGITS: bool = true;

struct Call { key: vec2u, rows: u32, classes: u32, draws: u32, chunks: u32 }
struct Best { score: f32, at: u32 }

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> x: array<f32>; // (rows, classes)
@group(0) @binding(2) var<storage, read_write> bests: array<Best>; // (rows, draws, chunks)
@group(0) @binding(3) var<storage, read_write> y: array<u32>; // (rows, draws)

const FAR = 1e30;

fn index_of(group: vec3u, groups: vec3u, lane: u32) -> u32 {
  return (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
}

/// -log(1 - v) for v = (word + 1/2) / 2^32.
fn exponential(word: u32) -> f32 {
  let v = (f32(word) + 0.5) * 0x1p-32;
  let u = (f32(~word) + 0.5) * 0x1p-32; // 1 - v without its loss
  let series = v * (1.0 + v * (1.0 / 2.0 + v * (1.0 / 3.0 + v * (1.0 / 4.0 +
    v * (1.0 / 5.0 + v * (1.0 / 6.0 + v * (1.0 / 7.0)))))));
  return select(-log(u), series, v < 0.125);
}

fn log_weight(value: f32) -> f32 {
  if (LOGITS) { return clamp(value, -FAR, FAR); }
  return select(-FAR, log(max(value, 0x1p-126)), value > 0.0);
}

fn is_better(a: Best, b: Best) -> bool {
  return a.score > b.score || (a.score == b.score && a.at < b.at);
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn race(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let owner = index_of(group, groups, lane);
  if (owner >= call.rows * call.draws * call.chunks) { return; }
  let draw = owner / call.chunks;
  let first = draw / call.draws * call.classes;
  var best = Best(-2.0 * FAR, call.classes);
  for (var c = owner - draw * call.chunks; c < call.classes; c += call.chunks) {
    let v = block(call.key, vec2u(draw, c));
    let score = log_weight(x[first + c]) - log(exponential(v.x ^ v.y));
    if (score > best.score) { best = Best(score, c); }
  }
  bests[owner] = best;
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn finish(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let draw = index_of(group, groups, lane);
  if (draw >= call.rows * call.draws) { return; }
  var best = bests[draw * call.chunks];
  for (var i = 1u; i < call.chunks; i++) {
    let other = bests[draw * call.chunks + i];
    if (is_better(other, best)) { best = other; }
  }
  y[draw] = best.at;
}
