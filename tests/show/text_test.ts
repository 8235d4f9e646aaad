import {
  deepStrictEqual as deepEqual,
  match,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import {
  type Bundle,
  display,
  environment,
  markdown,
  roundNumbers,
  setDisplaySink,
  table,
  timed,
  timing,
} from "@rederive/lib/show";

function shown(act: () => void): { bundle: Bundle; metadata: unknown } {
  let seen: { bundle: Bundle; metadata: unknown } | undefined;
  setDisplaySink((bundle, metadata) => seen = { bundle, metadata });
  try {
    act();
  } finally {
    setDisplaySink(null);
  }
  return seen!;
}

Deno.test("table() aligns numbers to the right and shortens them, in both forms", () => {
  const rows = [{ name: "a", n: 10, error: 1 / 3 }, { name: "long", n: 2n, error: 2 }];
  const { bundle } = shown(() => table(rows, { digits: 2, caption: "Errors" }));
  equal(
    bundle["text/markdown"],
    "**Errors**\n\n| name | n | error |\n| :-- | --: | --: |\n| a | 10 | 0.33 |\n| long | 2 | 2 |",
  );
  equal(bundle["text/plain"], "Errors\nname   n  error\na     10   0.33\nlong   2      2");
});

Deno.test("table() shows chosen columns, and cells that would break it", () => {
  const rows = [{ a: "x|y", b: "<b>", c: null }, { a: "two\nlines", b: undefined, c: true }];
  const { bundle } = shown(() => table(rows, { columns: ["c", "a", "b"] }));
  equal(
    bundle["text/markdown"],
    "| c | a | b |\n| :-- | :-- | :-- |\n|  | x\\|y | &lt;b> |\n| true | two lines |  |",
  );
});

Deno.test("table() lets no cell become markup but `code` and $math$", () => {
  const rows = [{ "a_b": "2 * 3 * 4 \\ ~x~", "c": "`x[_|_]` $y_1$ _z_ [0](1)" }];
  const { bundle } = shown(() => table(rows, { caption: "an *open* question" }));
  equal(
    bundle["text/markdown"],
    "**an \\*open\\* question**\n\n| a\\_b | c |\n| :-- | :-- |\n" +
      "| 2 \\* 3 \\* 4 \\\\ \\~x\\~ | `x[_\\|_]` $y_1$ \\_z\\_ [0]\\(1) |",
  );
  equal(
    bundle["text/plain"],
    "an *open* question\na_b              c\n2 * 3 * 4 \\ ~x~  `x[_|_]` $y_1$ _z_ [0](1)",
  );
});

Deno.test("table() refuses to show nothing", () => {
  throws(() => table([]), {
    name: "RangeError",
    message: "Cannot show table: it has 0 rows and 0 columns, want at least one of each",
  });
  throws(() => table([{ a: 1 }], { columns: [] }), /1 rows and 0 columns/);
});

Deno.test("markdown`` keeps backslashes and puts values in", () => {
  const { bundle } = shown(() =>
    markdown`
    $\frac{a}{b}$ and ${1.5}
  `
  );
  deepEqual(bundle, {
    "text/markdown": "$\\frac{a}{b}$ and 1.5",
    "text/plain": "$\\frac{a}{b}$ and 1.5",
  });
});

Deno.test("timing() and environment() are classed, so that no run is compared by them", () => {
  deepEqual(shown(() => timing("sort", 1234.5)), {
    bundle: { "text/plain": "sort: 1.23 s" },
    metadata: { rederive: { class: "time" } },
  });
  equal(shown(() => timing("sort", 0.0123)).bundle["text/plain"], "sort: 0.0123 ms");
  throws(() => timing("sort", NaN), /Cannot show timing "sort": it is NaN, want milliseconds/);
  deepEqual(shown(() => environment({ adapter: "llvmpipe", workgroup: 8 })), {
    bundle: { "text/plain": "adapter: llvmpipe, workgroup: 8" },
    metadata: { rederive: { class: "environment" } },
  });
});

Deno.test("display() prints the text outside Jupyter, or names what there is", () => {
  const said: unknown[] = [];
  const { log } = console;
  console.log = (...words) => said.push(...words);
  try {
    display({ "text/plain": "hello", "text/html": "<p>hello" });
    display({ "image/png": "", "text/html": "" });
  } finally {
    console.log = log;
  }
  deepEqual(said, ["hello", "[image/png, text/html]"]);
});

Deno.test("roundNumbers() keeps integers, strings and order, and rounds nested numbers", () => {
  const value = { b: [1234567, 0.1 + 0.2, "0.30000000000000004"], a: { c: -1e-9 / 3, d: 2n } };
  deepEqual(roundNumbers(value), {
    b: [1234567, 0.3, "0.30000000000000004"],
    a: { c: -3.33333e-10, d: 2 },
  });
  deepEqual(Object.keys(roundNumbers(value) as object), ["b", "a"]);
  equal(roundNumbers(Math.PI, { digits: 3 }), 3.14);
});

Deno.test("timed() gives what the work gives and shows a time", async () => {
  let seen: { text: unknown; metadata: unknown } | undefined;
  setDisplaySink((bundle, metadata) => seen = { text: bundle["text/plain"], metadata });
  try {
    equal(await timed("a sum", () => Promise.resolve(2)), 2);
  } finally {
    setDisplaySink(null);
  }
  match(String(seen?.text), /^a sum: [\d.e-]+ m?s$/);
  deepEqual(seen?.metadata, { rederive: { class: "time" } });
});
