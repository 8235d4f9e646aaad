// log sum exp(x) = center + log sum exp(x - center), where the center is the largest x: no exponent
// is above 0, so nothing overflows, and one of them is 0, so the logarithm is of at least 1.

fn identity() -> Partial { return Partial(vec4f(), vec4u()); }

fn centers_of(results: vec4u) -> vec4f {
  return vec4f(centers[results.x], centers[results.y], centers[results.z], centers[results.w]);
}

fn lift(x: vec4f, index: vec4u, center: vec4f) -> Partial {
  return Partial(exp(x - center), vec4u());
}

fn combine(a: Partial, b: Partial) -> Partial { return Partial(a.p + b.p, vec4u()); }

fn finish(p: f32, q: u32, result: u32) -> u32 {
  return bitcast<u32>(centers[result] + log(p));
}
