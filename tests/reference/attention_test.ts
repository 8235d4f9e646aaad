import { assertClose } from "@rederive/lib/check";
import { attention, attentionGradient, softmax } from "@rederive/lib/reference";

const sizes = { batch: 2, heads: 4, kvHeads: 2, queries: 3, keys: 5, width: 2, scale: 0.7 };
const rule = {
  ...sizes,
  mask: (b: number, h: number, i: number, j: number) => j > i + 2 ? -Infinity : Math.sin(b + h - j),
};
const numbers = (length: number, by: number) =>
  Array.from({ length }, (_, i) => Math.sin(by * i + 1));
const q = numbers(48, 1);
const k = numbers(40, 2);
const v = numbers(40, 3);

Deno.test("attention() of the reference is a softmax and a mean, head by head", () => {
  const { output } = attention(q, k, v, rule);
  const [b, h, i] = [1, 3, 1]; // head 3 shares the second head of keys
  const [own, shared] = [((b * 4 + h) * 3 + i) * 2, (b * 2 + 1) * 10];
  const seen = [0, 1, 2, 3];
  const p = softmax(
    seen.map((j) =>
      0.7 * (q[own]! * k[shared + 2 * j]! + q[own + 1]! * k[shared + 2 * j + 1]!) + Math.sin(4 - j)
    ),
  );
  const mean = [0, 1].map((d) => seen.reduce((sum, j) => sum + p[j]! * v[shared + 2 * j + d]!, 0));
  assertClose(output.slice(own, own + 2), mean, { abs: 1e-15, rel: 0 });
});

Deno.test("attentionGradient() of the reference matches central differences", () => {
  const dy = numbers(48, 4);
  const loss = (q: number[], k: number[], v: number[]) =>
    attention(q, k, v, rule).output.reduce((sum, y, i) => sum + y * dy[i]!, 0);
  const got = attentionGradient(q, k, v, dy, rule);
  const step = 1e-5; // step^2 / 6 of a third derivative below 10, and 1e-15 / step of rounding
  for (const name of ["q", "k", "v"] as const) {
    const given = { q, k, v };
    const want = given[name].map((x, i) => {
      const moved = (to: number) => ({ ...given, [name]: given[name].with(i, to) });
      const [after, before] = [moved(x + step), moved(x - step)];
      return (loss(after.q, after.k, after.v) - loss(before.q, before.k, before.v)) / (2 * step);
    });
    assertClose(got[name], want, { abs: 1e-9, rel: 0 });
  }
});
