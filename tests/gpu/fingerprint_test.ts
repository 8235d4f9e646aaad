import {
  deepStrictEqual as deepEqual,
  match,
  notStrictEqual as notEqual,
  strictEqual as equal,
} from "node:assert/strict";
import { fingerprint, openGpu } from "@rederive/lib/gpu";
import { ulps } from "@rederive/lib/check";

Deno.test("fingerprint() is the same each time, and carries names, limits and features", async () => {
  await using first = await openGpu();
  await using second = await openGpu();
  const [a, b] = [await fingerprint(first), await fingerprint(second)];
  deepEqual(a, b);
  match(a.hash, /^[0-9a-f]{16}$/);
  match(a.description, new RegExp(`${a.hash}$`));
  equal(a.info.description, first.adapter.info.description);
  equal(a.limits.maxBufferSize, first.adapter.limits.maxBufferSize);
  equal(a.features.includes("timestamp-query"), first.adapter.features.has("timestamp-query"));
});

Deno.test("fingerprint() holds the bits of ten functions at 32 points", async () => {
  await using gpu = await openGpu();
  const { bits } = await fingerprint(gpu);
  const values = new Float32Array(Uint32Array.from(bits).buffer);
  const x = Array.from({ length: 32 }, (_, i) => Math.fround((i % 2 ? -1 : 1) * (i * i + 1) / 107));
  // Columns the IEEE standard pins down to the last bit or nearly; WGSL allows 2.5 ulp for 1/x.
  for (const [i, v] of x.entries()) {
    const positive = Math.fround(Math.abs(v) + Math.fround(0.001));
    equal(ulps(values[i * 10 + 8]!, 1 / positive) <= 2.5, true);
    equal(ulps(values[i * 10 + 9]!, Math.sqrt(positive)) <= 3, true);
  }
  equal(new Set(bits).size > 250, true); // ten functions, not one ten times
});

Deno.test("fingerprint() differs where the arithmetic does", async () => {
  await using gpu = await openGpu();
  const script = `
    const { fingerprint, openGpu } = await import(${
    JSON.stringify(import.meta.resolve("@rederive/lib/gpu"))
  });
    console.log((await fingerprint(await openGpu())).hash);`;
  // Mesa's switch for a narrower CPU: other vector width, other names. No other driver reads it.
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--ext=ts", script],
    env: { GALLIUM_OVERRIDE_CPU_CAPS: "sse4.1" },
  }).output();
  const other = new TextDecoder().decode(stdout).trim();
  match(other, /^[0-9a-f]{16}$/);
  const llvmpipe = gpu.adapter.info.description.startsWith("llvmpipe");
  const here = (await fingerprint(gpu)).hash;
  if (llvmpipe) notEqual(other, here);
  else equal(other, here);
});
