/**
 * What .github/ARCHITECTURE.md and CONTRIBUTING.md say of the tree, held: who may know whom, sizes,
 * names, and nothing of the machine it was written on.
 */
import assert from "node:assert/strict";
import { basename, dirname, extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const ROOT = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
const NOT_OURS = new Set([".git", ".rederive", ".ipynb_checkpoints", "node_modules"]);

/** Every file of the repository, relative to it. */
const files: string[] = [];
(function walk(folder: string): void {
  for (const { name, isDirectory, isFile } of Deno.readDirSync(join(ROOT, folder))) {
    const path = folder === "" ? name : `${folder}/${name}`;
    if (NOT_OURS.has(name)) continue;
    if (isDirectory) walk(path);
    else if (isFile) files.push(path);
  }
})("");
files.sort();

const code = files.filter((path) => /\.(ts|tsx|js|mjs)$/.test(path));

function read(path: string): string {
  return Deno.readTextFileSync(join(ROOT, path));
}

/** Sources that can import: files as they are, notebooks cell by cell. */
function sourcesOf(path: string): string[] {
  if (!path.endsWith(".ipynb")) return [read(path)];
  const { cells } = JSON.parse(read(path)) as {
    cells: { cell_type: string; source: string | string[] }[];
  };
  return cells.filter(({ cell_type }) => cell_type === "code").map(({ source }) =>
    [source].flat().join("")
  );
}

/** What a file imports: paths within the repository, other specifiers as they are. */
function importsOf(path: string): string[] {
  const specifiers = sourcesOf(path).flatMap((source) =>
    ts.preProcessFile(source, true, true).importedFiles.map(({ fileName }) => fileName)
  );
  return specifiers.map((specifier) =>
    specifier.startsWith("@rederive/lib/")
      ? specifier.replace("@rederive/", "")
      : /^\.\.?\//.test(specifier)
      ? relative(ROOT, join(ROOT, dirname(path), specifier))
      : specifier
  );
}

/** `lib/gpu` of `lib/gpu/gpu.ts`, `scripts` of `scripts/ok.ts`. */
function partOf(path: string): string {
  const [top, folder] = path.split("/");
  return top === "lib" ? `lib/${folder}` : top!;
}

/** `file → part` for every import that leaves the file's own part. */
function arrows(from: (path: string) => boolean): { path: string; to: string; part: string }[] {
  return files.filter((path) => /\.(ts|ipynb)$/.test(path) && from(path)).flatMap((path) =>
    importsOf(path).filter((to) => !/^(node|npm|jsr|https?|data):/.test(to))
      .map((to) => ({ path, to, part: partOf(to) }))
      .filter(({ part }) => part !== partOf(path))
  );
}

function shown(found: readonly { path: string; to: string }[]): string {
  return found.map(({ path, to }) => `${path} imports ${to}`).join("\n");
}

const isIn = (...folders: string[]) => (path: string) =>
  folders.some((folder) => path.startsWith(`${folder}/`));

Deno.test("lib imports neither scripts nor tests nor notebooks", () => {
  const found = arrows(isIn("lib")).filter(({ to }) => isIn("scripts", "tests", "notebooks")(to));
  assert.equal(shown(found), "");
});

Deno.test("the parts of lib know each other as ARCHITECTURE says", () => {
  const allowed: Record<string, readonly string[]> = {
    "lib/reference": [],
    "lib/gpu": [],
    "lib/show": [],
    "lib/claim": ["lib/show"],
    "lib/data": ["lib/claim"],
    "lib/random": ["lib/gpu"],
  };
  for (const [part, may] of Object.entries(allowed)) {
    const found = arrows(isIn(part)).filter(({ part }) =>
      part.startsWith("lib/") && !may.includes(part)
    );
    assert.equal(shown(found), "");
  }
});

Deno.test("no two parts of lib need each other", () => {
  const needs = new Map<string, Set<string>>();
  for (const { path, part } of arrows(isIn("lib"))) {
    if (!part.startsWith("lib/")) continue;
    needs.set(partOf(path), (needs.get(partOf(path)) ?? new Set()).add(part));
  }
  const cycle = (part: string, trail: string[]): string | null => {
    if (trail.includes(part)) return [...trail.slice(trail.indexOf(part)), part].join(" → ");
    for (const next of needs.get(part) ?? []) {
      const found = cycle(next, [...trail, part]);
      if (found) return found;
    }
    return null;
  };
  for (const part of needs.keys()) assert.equal(cycle(part, []), null);
});

Deno.test("scripts know of lib what they need to run notes, and nothing that computes", () => {
  const found = arrows((path) => isIn("scripts")(path) && !/^scripts\/bench[/.]/.test(path));
  const isAllowed = ({ path, to, part }: typeof found[0]) =>
    ["lib/claim", "lib/show", "lib/data"].includes(part) ||
    (part === "lib/gpu" && path === "scripts/reproduce/cache/adapter_probe.ts") ||
    // the site's search is lib's
    (part === "lib/retrieval" && path === "scripts/site/search/search_index.ts") ||
    // makes files of weights in data/
    (part === "lib/safetensors" && path.startsWith("scripts/data/")) ||
    // and so is what it takes to search by meaning
    (["lib/gpu", "lib/models", "lib/safetensors"].includes(part) &&
      ["scripts/site/search/add_meaning.ts", "scripts/site/client/meaning.ts"].includes(path)) ||
    // data, not code
    (part === "lib/deno.json" &&
      ["scripts/ok.ts", "scripts/site/bundle/resolve_names.ts"].includes(path)) ||
    // seeds the faults that the tests list
    (part === "tests" && to.startsWith("tests/faults/") && path.startsWith("scripts/faults"));
  const wrong = found.filter((one) => /^(lib|tests|notebooks)\b/.test(one.part) && !isAllowed(one));
  assert.equal(shown(wrong), "");
});

Deno.test("notebooks import lib and what lies in their own folder", () => {
  const { imports } = JSON.parse(read("deno.json")) as { imports: Record<string, string> };
  const found = files.filter(isIn("notebooks")).filter((path) => /\.(ts|ipynb)$/.test(path))
    .flatMap((path) => importsOf(path).map((to) => ({ path, to })))
    .filter(({ path, to }) => {
      if (/^(npm|node):/.test(to) || to.startsWith("lib/") || to in imports) return false;
      // notebooks/<shelf>/<note>.ipynb keeps its modules in notebooks/<shelf>/<note>/
      const [, shelf, note] = path.replace(/\.ipynb$/, "").split("/");
      return !to.startsWith(`notebooks/${shelf}/${note}/`);
    });
  assert.equal(shown(found), "");
});

Deno.test("every mod.ts of lib is exported, and every export is one", () => {
  const { exports } = JSON.parse(read("lib/deno.json")) as { exports: Record<string, string> };
  const modules = files.filter((path) => /^lib\/.*\/mod\.ts$/.test(path));
  const wanted = modules.map((path) => {
    const name = path.slice("lib/".length, -"/mod.ts".length);
    return [`./${name}`, `./${name}/mod.ts`];
  });
  assert.deepEqual(Object.entries(exports).sort(), wanted.sort());
});

Deno.test("no file is longer than 400 lines", () => {
  const long = files.filter((path) =>
    /\.(ts|wgsl|css|md|py|yml)$/.test(path) && path !== "notebooks/README.md"
  )
    .map((path) => [path, read(path).trimEnd().split("\n").length] as const)
    .filter(([, lines]) => lines > 400);
  assert.deepEqual(long, []);
});

Deno.test("source files are named in snake_case, after what they hold", () => {
  const sources = files.filter((path) => /\.(ts|wgsl|py|css)$/.test(path));
  const odd = sources.filter((path) =>
    !/^[a-z0-9]+(_[a-z0-9]+)*\.(ts|wgsl|py|css)$/.test(basename(path))
  );
  assert.deepEqual(odd, []);
  const empty = files.filter((path) =>
    /^(utils?|helpers?|common|manager|misc|shared)$/.test(basename(path, extname(path))) ||
    /_(utils?|helpers?|manager)\./.test(basename(path)) ||
    dirname(path).split("/").some((name) => /^(utils?|helpers?|common|misc)$/.test(name))
  );
  assert.deepEqual(empty, []);
});

Deno.test("notes are named in kebab-case words, never by a number", () => {
  const notes = files.filter((path) => /^notebooks\/.*\.ipynb$/.test(path));
  const odd = notes.filter((path) =>
    !/^notebooks\/[a-z0-9]+(-[a-z0-9]+)*\/[a-z0-9]+(-[a-z0-9]+)*\.ipynb$/.test(path) ||
    /^\d+([-_]|$)/.test(basename(path, ".ipynb"))
  );
  assert.deepEqual(odd, []);
});

/** Nodes of a source that are not in comments or strings. */
function* nodesOf(source: string): Generator<ts.Node> {
  const queue: ts.Node[] = [ts.createSourceFile("x.ts", source, ts.ScriptTarget.ESNext, true)];
  for (let node = queue.pop(); node; node = queue.pop()) {
    yield node;
    ts.forEachChild(node, (child) => void queue.push(child));
  }
}

Deno.test("nothing in lib or notebooks draws from chance or reads a clock unless it says why", () => {
  const banned = /^(Math\.random|Date\.now|performance\.now|crypto\.(randomUUID|getRandomValues))$/;
  const sources = files.filter(isIn("lib", "notebooks"))
    .filter((path) => /\.(ts|ipynb)$/.test(path));
  const found = sources.flatMap((path) =>
    sourcesOf(path).flatMap((source) => {
      const lines = source.split("\n");
      return [...nodesOf(source)].filter((node) =>
        ts.isPropertyAccessExpression(node) && banned.test(node.getText())
      ).map((node) => ts.getLineAndCharacterOfPosition(node.getSourceFile(), node.getStart()).line)
        .filter((line) => !/deno-lint-ignore rederive\/\S+ --/.test(lines[line - 1] ?? ""))
        .map((line) => `${path}: ${lines[line]!.trim()}`);
    })
  );
  assert.deepEqual(found, []);
});

Deno.test("no module has a default export, but where others ask for one", () => {
  const found = code.filter((path) =>
    [...nodesOf(read(path))].some((node) =>
      ts.isExportAssignment(node) ||
      (ts.canHaveModifiers(node) &&
        ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword))
    )
  );
  // Deno asks a lint plugin for one; the other stands in for node's module of the same exports
  assert.deepEqual(found, ["scripts/lint/determinism.ts", "scripts/site/bundle/assert_in_page.ts"]);
});

Deno.test("no file speaks of the machine it was made on", () => {
  const self = "tests/structure_test.ts";
  const texts = files.filter((path) =>
    path !== self && !/\.(png|jpg|woff2?|safetensors)$/.test(path)
  );
  // tests may make paths up; what a reader or a machine gets may not hold one
  const home = /(^|[\s"'`(=:])(file:\/\/)?\/(work|root|home\/[a-z]+|Users\/[A-Za-z]+)\//m;
  const temporary = /(^|[\s"'`(=:])(file:\/\/)?\/tmp\/[\w.-]/m;
  const registry =
    /\b(registry|npm|pypi|artifactory|nexus|mirror)\.[\w-]+\.(internal|local|corp|lan)\b|\/artifactory\/|"tarball"/;
  const found = texts.filter((path) => {
    const text = read(path);
    const own = isIn("tests")(path) ? [registry] : [home, temporary, registry];
    return own.some((pattern) => pattern.test(text));
  });
  assert.deepEqual(found, []);
  const made = texts.filter(isIn("tests")).filter((path) =>
    /\/(work\/main|root\/\.)/.test(read(path))
  );
  assert.deepEqual(made, []);
});
