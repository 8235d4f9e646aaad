import { assertClose } from "@rederive/lib/check";
import { normalQuantile } from "@rederive/lib/reference";

// Share of a normal distribution within 1, 2, 3, 4 and 5 standard deviations, to 16 digits.
const shares = [
  [0.6826894921370859, 1],
  [0.9544997361036416, 2],
  [0.9973002039367398, 3],
  [0.9999366575163338, 4],
  [0.9999994266968563, 5],
] as const;

for (const [share, deviations] of shares) {
  Deno.test(`normalQuantile() of ${share} is ${deviations}, both sides`, () => {
    // 1 - share has lost digits: half an ulp of the share over the density there
    const density = 2 * Math.exp(-(deviations ** 2) / 2) / Math.sqrt(2 * Math.PI);
    const abs = 1e-11 + 2 ** -54 / density;
    assertClose([normalQuantile(share)], [deviations], { abs, rel: 0 });
    assertClose([normalQuantile(-share)], [-deviations], { abs, rel: 0 });
  });
}

Deno.test("normalQuantile() has no step where its two series for erfc meet", () => {
  const meet = 0.9953222650189527; // erf(2)
  const [below, above] = [normalQuantile(meet - 1e-9), normalQuantile(meet + 1e-9)];
  const density = 2 * Math.exp(-4) / Math.sqrt(2 * Math.PI);
  assertClose([above - below], [2e-9 / density], { abs: 1e-11, rel: 1e-4 });
});

Deno.test("normalQuantile() of 0 is 0", () => {
  assertClose([normalQuantile(0)], [0], { abs: 1e-15, rel: 0 });
});
