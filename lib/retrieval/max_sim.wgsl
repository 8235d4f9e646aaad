// Late interaction, behind the product sims: (tokens of queries, columns), columns the tokens of
// documents and what fills up their block. Two passes, so that no invocation walks both.
//
//   best: best[i, d] = max over the tokens j of document d of sims[i, j]       an invocation an element
//   add:  scores[row + q, first + d] = sum over the tokens i of query q of best[i, d]        likewise
//
// |error| of a score <= tokens of the query (error of a product + u |score|).

override WORKGROUP_SIZE: u32 = 64;

struct Call {
  tokens: u32, columns: u32, documents: u32, // of this block
  queries: u32, row: u32, // of this batch
  width: u32, first: u32, // of all scores, and where the block's start
}

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> starts: array<u32>; // of documents, or of queries
@group(0) @binding(2) var<storage, read> table: array<f32>; // sims, or best
@group(0) @binding(3) var<storage, read_write> result: array<f32>; // best, or scores

@compute @workgroup_size(WORKGROUP_SIZE)
fn best(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let at = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (at >= call.tokens * call.documents) { return; }
  let i = at / call.documents;
  let d = at - i * call.documents;
  let start = i * call.columns;
  var most = table[start + starts[d]];
  for (var j = starts[d] + 1u; j < starts[d + 1u]; j++) { most = max(most, table[start + j]); }
  result[at] = most;
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn add(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let at = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (at >= call.queries * call.documents) { return; }
  let q = at / call.documents;
  let d = at - q * call.documents;
  var sum = 0.0;
  for (var i = starts[q]; i < starts[q + 1u]; i++) { sum += table[i * call.documents + d]; }
  result[(call.row + q) * call.width + call.first + d] = sum;
}
