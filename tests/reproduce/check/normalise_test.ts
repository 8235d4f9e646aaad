import assert from "node:assert/strict";
import type ts from "typescript";
import { normalise } from "../../../scripts/reproduce/check/normalise.ts";
import { loadTypeScript, parseModule } from "../../../scripts/reproduce/check/typescript.ts";

const cell = `// the mean of three
import { mean, type Options } from "./stats.ts";
const xs = [1, 2.50, 3], label = 'a "quoted" word', pattern = /a b[/]c/gi;
const { a, "b": renamed = 1, ...rest } = { a: 1, "b": 2 };
for (let i = 0; i < 3; i++) if (xs[i] > 1) console.log(\`\${label} // not a comment \${i}\`);
for (;;) { break; }
async function* walk<T extends object>(x: T, ...more: number[]): AsyncGenerator<T> { yield* other(x); }
class Box { static #n = 0; declare y?: string; get n() { return Box.#n; } constructor(readonly z = 0n) {} }
const f = async (x) => (await x?.y.z) ?? -(x ** 2), g = x => ({ x }), h = (a?.b).c;
label: while (!a || typeof f === "function") { a ? b : c; continue label; }
enum Kind { A = 1 << 2, B } namespace N { export const q = 1 as const satisfies number; }
switch (a) { case 1: default: void 0; }
try { throw new Error("x") } catch { delete rest.x } finally { /* nothing */ }
await judge({ id: "words", asStated: () => close(got, want, { tolerance: { abs: 1e-6 } }) });
`;

Deno.test("normalise() does not see comments", async () => {
  const want = await normalise(cell, "ts");
  const commented = cell.replaceAll("\n", " // line\n/* block\n of two */\n").replace(
    "[1, ",
    "[/* one */ 1, ",
  );
  // the template literal holds no line break, so every insertion is a real comment
  assert.equal(await normalise(commented, "ts"), want);
});

for (
  const options of [["--line-width", "20"], ["--line-width", "200", "--use-tabs"], [
    "--single-quote",
  ], [
    "--no-semicolons",
    "--indent-width",
    "7",
  ]]
) {
  Deno.test(`normalise() does not see deno fmt ${options.join(" ")}`, async () => {
    const formatted = await denoFmt(cell, options);
    assert.notEqual(formatted, cell);
    assert.equal(await normalise(formatted, "ts"), await normalise(cell, "ts"));
  });
}

Deno.test("normalise() sees every token that is not punctuation", async () => {
  const compiler = await loadTypeScript();
  const want = await normalise(cell, "ts");
  const { file } = parseModule(compiler, cell);
  let seen = 0;
  for (const token of leaves(file)) {
    const text = token.getText(file);
    const other = changed(text);
    if (other === null) continue;
    const source = cell.slice(0, token.getStart(file)) + other + cell.slice(token.end);
    assert.notEqual(await normalise(source, "ts"), want, `${text} -> ${other} went unseen`);
    seen++;
  }
  assert.ok(seen > 150, `only ${seen} tokens tried`);

  function leaves(node: ts.Node): ts.Node[] {
    const children = node.getChildren(file);
    if (children.length > 0) return children.flatMap(leaves);
    return node.end <= cell.length ? [node] : []; // parseModule appends a line
  }
});

/** Another token of the same sort; null for tokens a formatter may add or drop. */
function changed(text: string): string | null {
  if (/^[\w#$]+$/.test(text) && !/^\d/.test(text)) return swaps[text] ?? `${text}_`;
  if (/^[\d.]+n?$/.test(text)) return `1${text}`;
  if (/^["'\`/]./.test(text)) return text[0] + "!" + text.slice(1);
  return swaps[text] ?? null;
}

const swaps: Record<string, string> = {
  const: "let",
  let: "const",
  "=": "+=",
  "<": "<=",
  ">": ">=",
  "++": "--",
  "!": "~",
  "||": "&&",
  "===": "!==",
  "??": "||",
  "**": "*",
  "<<": ">>",
  "?.": ".",
  "-": "+",
  static: "",
  async: "",
  await: "",
  readonly: "public",
  declare: "",
  type: "",
  delete: "void",
  void: "typeof",
  typeof: "void",
  break: "",
  export: "",
  default: "case 2",
  namespace: "module",
  "0": "00",
};

for (
  const [before, after] of [
    ["for (a;;) {}", "for (;a;) {}"],
    ["(a?.b).c", "a?.b.c"],
    ["a = `x`", "a = ` x`"],
    ["a = `\\n`", "a = `\n`"],
    ["a = 1\n++b", "a = 1++\nb"],
    ["return_\n(1)", "return_;(1)"],
    ["import type { A } from 'a'", "import { A } from 'a'"],
    [
      "import d from './a.json' with { type: 'json' }",
      "import d from './a.json' with { type: 'text' }",
    ],
    ["export {}; let a", "export {}; using a"],
    ["x = { __proto__: y }", "x = { ['__proto__']: y }"],
    ["if (a) b(); else c()", "if (a) b(); c()"],
    ["const broken = (", "const broken = (("],
  ] as const
) {
  Deno.test(`normalise() tells ${JSON.stringify(before)} from ${JSON.stringify(after)}`, async () => {
    assert.notEqual(await normalise(before, "ts"), await normalise(after, "ts"));
  });
}

Deno.test("normalise() accepts casts and JSX, as the kernel does", async () => {
  assert.notEqual(await normalise("const a = <number>b;", "ts"), "const a = <number>b;");
  assert.equal(
    await normalise("const a = <div /* x */ id='1'>t</div>;", "ts"),
    await normalise('const a = <div id="1">t</div>', "ts"),
  );
});

const wgsl = `// y = x
@group(0) @binding(0) var<storage, read> x: array<vec4<f32>>;
/* outer /* inner */ still outer */
@compute @workgroup_size(64) fn main() { let a = 1.5e-3f * -x[0].y; var b = 0x1Fu >> 2u; b--; }`;

Deno.test("normalise() drops WGSL comments, nested ones too, and white space", async () => {
  const tight = `@group(0)@binding(0)var<storage,read>x:array<vec4<f32>>;
@compute@workgroup_size(64)fn main(){let a=1.5e-3f*-x[0].y;var b=0x1Fu>>2u;b--;}`;
  assert.equal(await normalise(wgsl, "wgsl"), await normalise(tight, "wgsl"));
});

for (
  const [from, to] of [
    ["1.5e-3f", "1.5e-4f"],
    ["1.5e-3f", "1.5e-3h"],
    ["x[0]", "x[1]"],
    [">> 2u", "<< 2u"],
    ["b--", "b - -c"],
    ["let a", "leta"],
    ["0x1Fu", "0x1fu0"],
    ["/* outer /* inner */ still outer */", "/* outer */ still outer"],
  ] as const
) {
  Deno.test(`normalise() sees ${from} become ${to} in WGSL`, async () => {
    const source = wgsl.replace(from, to);
    assert.notEqual(source, wgsl);
    assert.notEqual(await normalise(source, "wgsl"), await normalise(wgsl, "wgsl"));
  });
}

async function denoFmt(source: string, options: string[]): Promise<string> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--no-config", "--ext", "ts", ...options, "-"],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(source));
  await writer.close();
  const { success, stdout, stderr } = await child.output();
  assert.ok(success, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}
