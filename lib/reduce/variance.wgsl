// The variance, from sums of d = x - center and of d d, where the center is the mean, rounded:
//
//   (sum d d - (sum d)^2 / n) / divisor
//
// Algebraically this is the same for every center; near the mean the second term is a correction of
// the mean's rounding and nothing cancels.

fn identity() -> Partial { return Partial(vec4f(), bitcast<vec4u>(vec4f())); }

fn centers_of(results: vec4u) -> vec4f {
  return vec4f(centers[results.x], centers[results.y], centers[results.z], centers[results.w]);
}

fn lift(x: vec4f, index: vec4u, center: vec4f) -> Partial {
  let d = x - center;
  return Partial(d, bitcast<vec4u>(d * d));
}

fn combine(a: Partial, b: Partial) -> Partial {
  return Partial(a.p + b.p, bitcast<vec4u>(bitcast<vec4f>(a.q) + bitcast<vec4f>(b.q)));
}

fn finish(p: f32, q: u32, result: u32) -> u32 {
  let squares = bitcast<f32>(q) - p * p / f32(call.n);
  return bitcast<u32>(max(squares, 0.0) / call.divisor);
}
