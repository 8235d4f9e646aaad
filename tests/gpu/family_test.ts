import { strictEqual as equal } from "node:assert/strict";
import { chooseFamily } from "@rederive/lib/gpu";

const adapters = [
  ["llvmpipe (LLVM 15.0.6, 256 bits)", false, "cpu"],
  ["SwiftShader Device (LLVM 10.0.0)", false, "cpu"],
  ["Microsoft Basic Render Driver", false, "cpu"],
  ["a name nobody has seen", true, "cpu"],
  ["NVIDIA H200", false, "gpu"],
  ["Apple M3 Max", false, "gpu"],
  ["", false, "gpu"],
] as const;

for (const [description, isFallbackAdapter, family] of adapters) {
  Deno.test(`chooseFamily() takes "${description}" for a ${family}`, () => {
    const names = { vendor: "", architecture: "", description, isFallbackAdapter };
    equal(chooseFamily(names), family);
  });
}
