import type {
  CodeCell,
  Execution,
  Notebook,
  Output,
  World,
} from "../../../scripts/reproduce/types.ts";
import { type CacheSettings, RunCache } from "../../../scripts/reproduce/cache/mod.ts";

export const NATIVE: World = { name: "native", env: {} };

/** A small repository in a temporary folder: a library, a data file, one note. */
export class Sandbox implements Disposable {
  readonly root = Deno.realPathSync(Deno.makeTempDirSync({ prefix: "rederive-cache-test-" }));
  readonly asked: string[] = [];
  versions: Record<string, string> = { Deno: "2.9.6", V8: "15", TypeScript: "6" };
  env: Record<string, string> = {};
  options: Record<string, string> = { "max-output": "2000000" };
  fingerprint = "f0";

  constructor() {
    this.write("deno.json", JSON.stringify({ workspace: ["./lib"], imports: {} }));
    this.write("lib/deno.json", JSON.stringify({ name: "@x/lib", exports: { ".": "./mod.ts" } }));
    this.write("lib/mod.ts", `export { two } from "./two.ts";\nexport * from "./kernel.ts";\n`);
    this.write("lib/two.ts", "// a comment\nexport const two = 2;\n");
    this.write(
      "lib/kernel.ts",
      `import code from "./kernel.wgsl" with { type: "text" };\nexport { code };\n`,
    );
    this.write("lib/kernel.wgsl", "// formula\nfn main() {}\n");
    this.write("lib/unused.ts", "export const unused = 0;\n");
    this.write("data/x.json", "[1]");
  }

  [Symbol.dispose](): void {
    Deno.removeSync(this.root, { recursive: true });
  }

  path(name: string): string {
    return `${this.root}/${name}`;
  }

  write(name: string, text: string): void {
    const path = this.path(name);
    Deno.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    Deno.writeTextFileSync(path, text);
    // as if it had lain there for a while: a file that changes during a run is refused
    Deno.utimeSync(path, 1e9, 1e9);
  }

  settings(): CacheSettings {
    return {
      root: this.root,
      state: this.path(".rederive"),
      kernelEnv: (world) => ({ ...this.env, ...world.env }),
      options: this.options,
      versions: this.versions,
      askGpu: (env) => {
        this.asked.push(JSON.stringify(env));
        return Promise.resolve({ description: "a test", fingerprint: this.fingerprint });
      },
    };
  }

  open(): Promise<RunCache> {
    return RunCache.open(this.settings());
  }

  /** Looks the note up as a new process would. */
  async look(notebook: Notebook, world = NATIVE) {
    const cache = await this.open();
    const [lookup] = await cache.look([notebook], [world]);
    cache.save();
    return { cache, lookup: lookup! };
  }

  /** Looks up and keeps an execution that read `data/x.json`. */
  async run(notebook: Notebook, execution = this.execution(notebook), world = NATIVE) {
    const { cache, lookup } = await this.look(notebook, world);
    return await cache.keep(lookup, { notebook, world, execution });
  }

  execution(notebook: Notebook, changes: Partial<Execution> = {}): Execution {
    return {
      cells: notebook.cells.map(({ ordinal, id }) => ({
        ordinal,
        id,
        status: "ok",
        outputs: [],
        ms: 1,
      })),
      ending: null,
      ms: 10,
      kernelStartMs: 100,
      peakMemory: 0,
      reads: [this.path("data/x.json"), this.path("lib/two.ts"), "/proc/meminfo"],
      sandbox: "none",
      ...changes,
    };
  }

  notebook(sources: string[], { id = "shelf/note", outputs = [] as Output[] } = {}): Notebook {
    const cells = sources.map((source, i): CodeCell => ({
      ordinal: i + 1,
      id: `cell-${i + 1}`,
      source,
      metadata: {},
      outputs,
    }));
    const bytes = JSON.stringify([sources, outputs]);
    return { id, path: this.path(`notebooks/${id}.ipynb`), sha256: bytes, raw: {}, cells };
  }
}
