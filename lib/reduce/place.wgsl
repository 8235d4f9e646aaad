// The place of the largest x, or of the smallest as that of the largest -x; the first of equals.

override SIGN: f32 = 1.0;

fn identity() -> Partial { return Partial(vec4f(-0x1.fffffep127), vec4u(0xffffffffu)); }

fn centers_of(results: vec4u) -> vec4f { return vec4f(); }

fn lift(x: vec4f, index: vec4u, center: vec4f) -> Partial { return Partial(SIGN * x, index); }

fn combine(a: Partial, b: Partial) -> Partial {
  let better = (b.p > a.p) | ((b.p == a.p) & (b.q < a.q));
  return Partial(select(a.p, b.p, better), select(a.q, b.q, better));
}

fn finish(p: f32, q: u32, result: u32) -> u32 { return q; }
