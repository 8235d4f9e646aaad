import { rejects, strictEqual as equal, throws } from "node:assert/strict";
import fc from "fast-check";
import { decodePng, encodePng } from "@rederive/lib/image";

const data = Uint8Array.from({ length: 9 * 7 * 4 }, (_, i) => i * 37 % 256);
const png = await encodePng({ width: 9, height: 7, data });

function sized(width: number, height: number): Uint8Array {
  const file = png.slice();
  new DataView(file.buffer).setUint32(16, width);
  new DataView(file.buffer).setUint32(20, height);
  return file;
}

Deno.test("what is no PNG is refused", () => {
  throws(
    () => decodePng(new Uint8Array()),
    /Cannot decode PNG: 0 bytes that begin with \[\], wanted/,
  );
  throws(() => decodePng(new Uint8Array(40)), SyntaxError);
  throws(
    () => decodePng(png.subarray(0, 40)),
    /^SyntaxError: Cannot decode PNG: .+, wanted a whole/,
  );
});

Deno.test("a picture too large to hold is refused before it is held", () => {
  const huge = sized(0x7fffffff, 0x7fffffff);
  throws(
    () => decodePng(huge),
    /it is 2147483647 x 2147483647 pixels, wanted 1 to 67108864 in all/,
  );
  throws(() => decodePng(sized(0, 7)), /it is 0 x 7 pixels, wanted 1 to/);
  throws(() => decodePng(png, { most: 62 }), /it is 9 x 7 pixels, wanted 1 to 62 in all/);
  equal(decodePng(png, { most: 63 }).width, 9);
});

Deno.test("interlacing of less than a byte, which is not read, says so", () => {
  const file = png.slice();
  file[24] = 4;
  file[28] = 1;
  throws(
    () => decodePng(file),
    /it is interlaced with 4 bits a channel, wanted 8 or 16\nTry: save/,
  );
});

Deno.test("a picture without pixels, or with too few bytes, is not encoded", async () => {
  const pixels = { width: 2, height: 1, data: new Uint8Array(7) };
  await rejects(encodePng(pixels), /Cannot encode PNG: 7 bytes, want 2 x 1 pixels of 4 bytes/);
  await rejects(encodePng({ width: 0, height: 0, data: new Uint8Array() }), /Cannot encode PNG/);
});

Deno.test("a file with bytes changed or cut is decoded or refused, never anything else", () => {
  const spot = fc.record({ at: fc.nat(png.length - 1), to: fc.nat(255) });
  const mutation = fc.record({
    spots: fc.array(spot, { maxLength: 4 }),
    cut: fc.option(fc.nat(png.length), { freq: 4 }),
  });
  const seen = new Set<string>();
  fc.assert(
    fc.property(mutation, ({ spots, cut }) => {
      const file = png.slice(0, cut ?? undefined);
      for (const { at, to } of spots) if (at < file.length) file[at] = to;
      try {
        decodePng(file, { most: 2 ** 20 });
        seen.add("decoded");
      } catch (error) {
        if (!/^(Syntax|Range)Error: Cannot decode PNG: /.test(String(error))) throw error;
        seen.add("refused");
      }
    }),
    { seed: 5, numRuns: 1000 },
  );
  equal(seen.size, 2);
});
