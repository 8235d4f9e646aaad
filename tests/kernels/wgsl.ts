/** The WGSL of lib, as it is on disk. */
import { fileURLToPath } from "node:url";

export const LIB = fileURLToPath(new URL("../../lib/", import.meta.url));

/** One text. */
export interface Wgsl {
  /** Below `lib/`. */
  file: string;
  text: string;
  /** The kernels in it. */
  kernels: readonly string[];
  /** Whether it has loops. */
  loops: boolean;
}

/** All of them, by name. */
export const WGSL: readonly Wgsl[] = filesIn("").sort().map((file) => {
  const text = Deno.readTextFileSync(LIB + file);
  const code = text.replaceAll(/\/\/.*/g, "");
  return {
    file,
    text,
    kernels: [...code.matchAll(/@compute[^{]*?fn (\w+)/g)].map(([, name]) => name!),
    loops: /\b(for|while) *\(|\bloop *\{/.test(code),
  };
});

function filesIn(folder: string): string[] {
  return [...Deno.readDirSync(LIB + folder)].flatMap(({ name, isDirectory }) => {
    const path = `${folder}${name}`;
    return isDirectory ? filesIn(`${path}/`) : name.endsWith(".wgsl") ? [path] : [];
  });
}
