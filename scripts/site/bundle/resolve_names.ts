import type { Plugin } from "esbuild";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import lib from "../../../lib/deno.json" with { type: "json" };

/** Packages that others need, which esbuild cannot find in Deno's cache: as the site's import map has them. */
const OTHERS_NEED = /^(fflate|iobuffer)$/;

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** What stands in for a module that a page has not, by its name. */
const STAND_INS: Readonly<Record<string, string>> = {
  "node:assert/strict": "assert_in_page.ts",
  "pyodide": "pyodide_in_page.ts",
};

/** Only used when a kernel renders its own pictures, which a page never does. */
const NEVER_IN_PAGE = /^(jsdom|@resvg\/resvg-wasm|plotly\.js-dist-min|dejavu-fonts-ttf)$/;

/**
 * Finds what notebooks and `lib` import by name: parts of `lib`, stand-ins, and npm packages, which
 * Deno keeps outside the tree.
 */
export const resolveNames: Plugin = {
  name: "names",
  setup(build) {
    const parts: Record<string, string> = lib.exports;
    build.onResolve({ filter: /^@rederive\/lib\// }, ({ path }) => {
      const part = parts[path.replace("@rederive/lib", ".")];
      if (part === undefined) return { errors: [{ text: `lib has no part "${path}"` }] };
      return { path: join(ROOT, "lib", part) };
    });
    build.onResolve({ filter: /^[a-z@]/ }, async ({ path, resolveDir, importer }) => {
      if (NEVER_IN_PAGE.test(path)) return { path, external: true };
      const standIn = STAND_INS[path];
      if (standIn && !importer.endsWith(standIn)) {
        return { path: fileURLToPath(new URL(standIn, import.meta.url)) };
      }
      if (path.startsWith("node:")) return { path, external: true };
      const isOfTree = resolveDir.startsWith(ROOT);
      if (!isOfTree && !OTHERS_NEED.test(path)) return undefined; // a package's own: esbuild finds it
      try {
        const url = import.meta.resolve(path);
        if (!url.startsWith("file:")) return undefined;
        if (!existsSync(new URL(url))) await import(path); // fetches it
        return { path: fileURLToPath(url) };
      } catch (error) {
        return { errors: [{ text: (error as Error).message.split("\n")[0]! }] };
      }
    });
  },
};
