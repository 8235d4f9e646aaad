// Activations of four numbers at once. Numbered as ACTIVATIONS in
// activations.ts.
//
//   1 relu(x)     = max(x, 0)
//   2 gelu(x)     = x Phi(x), Phi the normal distribution function
//   3 geluTanh(x) = x s(2 sqrt(2/pi) (x + 0.044715 x^3)), s(x) = 1 / (1 + e^-x)
//   4 silu(x)     = x s(x)
//
// Hazards: 1 + erf(x) cancels for negative x, so Phi is taken from erfc, whose relative error stays
// small in the tail; e^-x overflows below -88 and infinities are not honoured everywhere, so the
// exponent stops at 80, where s is 1e-35.

const SQRT_HALF: f32 = 0.7071067811865476;
const TWICE_SQRT_2_OVER_PI: f32 = 1.5957691216057308;

fn sigmoid(x: vec4f) -> vec4f { return 1.0 / (1.0 + exp(min(-x, vec4f(80.0)))); }

// Phi(x) = erfc(-x / sqrt 2) / 2 by the rational Chebyshev fit of Numerical Recipes (erfcc), which
// is off by at most 1.2e-7 of the value; right of 0 by Phi(x) = 1 - Phi(-x).
fn normal_cdf(x: vec4f) -> vec4f {
  let z = min(abs(x), vec4f(12.0)) * SQRT_HALF;
  let t = 1.0 / (1.0 + 0.5 * z);
  var p = vec4f(0.17087277);
  p = p * t - 0.82215223;
  p = p * t + 1.48851587;
  p = p * t - 1.13520398;
  p = p * t + 0.27886807;
  p = p * t - 0.18628806;
  p = p * t + 0.09678418;
  p = p * t + 0.37409196;
  p = p * t + 1.00002368;
  p = p * t - 1.26551223;
  let tail = 0.5 * t * exp(p - z * z);
  return select(tail, 1.0 - tail, x > vec4f());
}

fn tanh_argument(x: vec4f) -> vec4f {
  // A cube overflows f32 above 7e12; s is 0 or 1 long before.
  let c = clamp(x, vec4f(-100.0), vec4f(100.0));
  return TWICE_SQRT_2_OVER_PI * (c + 0.044715 * c * c * c);
}

fn activate(activation: u32, x: vec4f) -> vec4f {
  switch activation {
    case 1u: { return max(x, vec4f()); }
    case 2u: { return x * normal_cdf(x); }
    case 3u: { return x * sigmoid(tanh_argument(x)); }
    case 4u: { return x * sigmoid(x); }
    default: { return x; }
  }
}
