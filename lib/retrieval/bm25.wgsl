// BM25 scores of one term of each query: scores: (queries, documents) += the term's part.
//
//   scores[q, d] += idf (scale u / (u + k1) + bonus),   u = tf / (1 - b + b length[d] / mean) + shift
//
// An invocation owns RUN postings of the query q whose runs start last at or before its own: 32 on a CPU,
// where looking the query up is what counts, 1 on a GPU, where neighbours should read side by side. A
// term names each document once, so nobody adds to the same score: no atomics, and the next term of the
// queries is the next dispatch. The bits are the same every time.
// |error| <= gamma(25 + terms) sum of the sizes of the parts.

override WORKGROUP_SIZE: u32 = 64;
override RUN: u32 = 1;

struct Call {
  runs: u32, queries: u32, documents: u32, // runs: of all these terms
  k1: f32, b: f32, scale: f32, shift: f32, bonus: f32,
  inverse_mean: f32,
}
// Where the runs of a query's term start, its postings from `first` to `end`, and its idf.
struct Head { start: u32, first: u32, end: u32, idf: f32 }

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> heads: array<Head>;
@group(0) @binding(2) var<storage, read> documents: array<u32>;
@group(0) @binding(3) var<storage, read> frequencies: array<f32>;
@group(0) @binding(4) var<storage, read> lengths: array<f32>;
@group(0) @binding(5) var<storage, read_write> scores: array<f32>;

fn query_of(i: u32) -> u32 {
  var low = 0u;
  var high = call.queries; // heads[low].start <= i, and i < heads[high].start if there is one
  while (high - low > 1u) {
    let middle = (low + high) / 2u;
    if (heads[middle].start <= i) { low = middle; } else { high = middle; }
  }
  return low;
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn bm25(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let run = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (run >= call.runs) { return; }
  let q = query_of(run);
  let head = heads[q];
  let row = q * call.documents;
  let first = head.first + (run - head.start) * RUN;
  for (var p = first; p < min(first + RUN, head.end); p++) {
    let d = documents[p];
    let n = (1.0 - call.b) + call.b * (lengths[d] * call.inverse_mean);
    let u = frequencies[p] / n + call.shift;
    scores[row + d] += head.idf * (call.scale * (u / (u + call.k1)) + call.bonus);
  }
}
