import assert from "node:assert/strict";
import { normalise } from "../../../scripts/reproduce/check/normalise.ts";
import { tolerancesOf, withoutTolerances } from "../../../scripts/reproduce/check/tolerances.ts";

const cell = `await judge({
  id: "temperature-divides",
  asStated: () => close(got, want, { against, tolerance: { abs: 1e-6, because: "one rounding" } }),
  when: {
    condition: "wide",
    check: () => everyCase(cases, (c) => close(c.got, c.want, { tolerance: { rel: 4 * 2 ** -24, because: "two " + "parts" } })),
  },
  control: () => note.close(broken, want, { tolerance: { abs: -(-0.5), because: \`x\` } }),
});`;

Deno.test("tolerancesOf() reads literal tolerances of evidence in order", async () => {
  const found = await tolerancesOf(cell);
  assert.deepEqual(found.map(({ start: _, end: __, ...rest }) => rest), [
    {
      value: { abs: 1e-6, because: "one rounding" },
      claim: "temperature-divides",
      part: "asStated",
    },
    {
      value: { rel: 4 / 2 ** 24, because: "two parts" },
      claim: "temperature-divides",
      part: "when",
    },
    { value: { abs: 0.5, because: "x" }, claim: "temperature-divides", part: "control" },
  ]);
  assert.equal(
    cell.slice(found[0]!.start, found[0]!.end),
    `{ abs: 1e-6, because: "one rounding" }`,
  );
});

for (
  const [name, source] of [
    ["outside judge()", `const t = close(a, b, { tolerance: { abs: 1 } });`],
    ["with a computed value", cell.replaceAll(/tolerance: \{/g, "tolerance: { abs: eps, ")],
    ["passed by name", `judge({ asStated: () => close(a, b, { tolerance: t }) })`],
    ["with a spread", `judge({ asStated: () => close(a, b, { tolerance: { ...t, abs: 1 } }) })`],
    [
      "in a call that is no evidence",
      `judge({ asStated: () => train({ tolerance: { abs: 1 } }) })`,
    ],
    ["in judge's second argument", `judge({ id: "x" }, close(a, b, { tolerance: { abs: 1 } }))`],
    ["in a cell that does not parse", cell + "("],
    ["in a comment", `judge({ /* close(a, b, { tolerance: { abs: 1 } }) */ })`],
  ] as const
) {
  Deno.test(`tolerancesOf() leaves alone a tolerance ${name}`, async () => {
    assert.deepEqual(await tolerancesOf(source), []);
    assert.equal(await withoutTolerances(source), source);
  });
}

Deno.test("withoutTolerances() makes sources equal that differ in tolerances alone", async () => {
  const edited = cell.replace("1e-6", "2e-3").replace("one rounding", "two roundings, each 1e-3");
  assert.notEqual(edited, cell);
  assert.equal(await withoutTolerances(edited), await withoutTolerances(cell));
  const parsed = await normalise(await withoutTolerances(cell), "ts");
  assert.notEqual(parsed, await withoutTolerances(cell), "the blanked source no longer parses");
});

Deno.test("withoutTolerances() keeps every other difference", async () => {
  for (
    const [from, to] of [["wide", "narrow"], ["close(got", "close(want"], ["abs: -(", "abs: e("]]
  ) {
    const edited = cell.replace(from!, to!);
    assert.notEqual(edited, cell);
    assert.notEqual(await withoutTolerances(edited), await withoutTolerances(cell));
  }
});
