/**
 * A throw-away copy of the repository with notes of its own, and its commands run in it the way a
 * person types them: in a process, with real kernels.
 */
import { fileURLToPath } from "node:url";
import { dirname, join } from "node:path";
import { createHash } from "node:crypto";
import type { RunSummary } from "../../scripts/reproduce/types.ts";
import { Followed } from "./followed.ts";
import { takeFolder } from "./take_folder.ts";

const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));

/** What the caller's shell may have set and a newcomer's has not. */
const NOT_PASSED = /^(CI|INIT_CWD|GITHUB_.*|GALLIUM_.*|LP_.*|NO_COLOR|FORCE_COLOR|DENO_V8_FLAGS)$/;

/** Longer than any run here takes on a busy machine: a hang fails instead of blocking. */
const PATIENCE_MS = 180_000;

/** A command that ended. */
export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
  /** What `--json` wrote, null when the command ended before. */
  report: RunSummary | null;
}

export interface RunOptions {
  /** Added to the environment. */
  env?: Record<string, string>;
  /** Where the command is typed; the copy's root unless said otherwise. */
  cwd?: string;
  /** A command that runs the command: its words are put in front. */
  through?: readonly string[];
  /** When it is killed, in milliseconds. */
  patience?: number;
}

/** Files by path within the copy; text, bytes, or JSON to be written. */
export type Files = Record<string, string | Uint8Array | object>;

export class Sandbox implements AsyncDisposable {
  /** The copy, without links in its path. */
  readonly root: string;
  /** Beside the copy: what commands write does not count as a change of the repository. */
  readonly out: string;

  readonly #hashed = new Map<string, { state: string; isOld: boolean; hash: string }>();

  private constructor(folder: string) {
    this.root = join(folder, "repository");
    this.out = join(folder, "out");
  }

  /** A copy whose notebooks are `notes`, by id, and whose `data/` knows nothing but `data`. */
  static make(notes: Files, { data = {} }: { data?: Files } = {}): Sandbox {
    const sandbox = new Sandbox(takeFolder());
    Deno.mkdirSync(sandbox.out);
    for (
      const name of ["deno.json", "deno.lock", "lib", "scripts", "data/sources.json", ...KNOWN]
    ) {
      copy(join(REPOSITORY, name), join(sandbox.root, name));
    }
    sandbox.write("data/verdicts.json", {});
    sandbox.write("data/MANIFEST.json", { files: {} });
    for (const [name, content] of Object.entries(data)) sandbox.addData(name, content);
    for (const [id, note] of Object.entries(notes)) sandbox.write(`notebooks/${id}.ipynb`, note);
    return sandbox;
  }

  write(path: string, content: Files[string]): void {
    const target = join(this.root, path);
    Deno.mkdirSync(dirname(target), { recursive: true });
    Deno.writeFileSync(target, bytesOf(content));
  }

  /** Writes a data file and lists it in the manifest. */
  addData(name: string, content: Files[string]): void {
    const bytes = bytesOf(content);
    this.write(`data/${name}`, bytes);
    const manifest = JSON.parse(this.read("data/MANIFEST.json"));
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    manifest.files[name] = { sha256, source: "a test", licence: "MIT", made_with: "a test" };
    this.write("data/MANIFEST.json", manifest);
  }

  read(path: string): string {
    return Deno.readTextFileSync(join(this.root, path));
  }

  /** Replaces one place of a file, as an editor would; fails when there is no such place, or more. */
  edit(path: string, from: string, to: string): void {
    const parts = this.read(path).split(from);
    if (parts.length !== 2) {
      throw new RangeError(`${parts.length - 1} places of ${from} in ${path}`);
    }
    this.write(path, parts.join(to));
  }

  /** Every file of the copy but the runner's own state: path → sha256. */
  hashes(): Record<string, string> {
    const found: Record<string, string> = {};
    const walk = (folder: string): void => {
      for (const { name, isDirectory } of Deno.readDirSync(join(this.root, folder))) {
        const path = folder === "" ? name : `${folder}/${name}`;
        if (path === ".rederive") continue;
        if (isDirectory) walk(path);
        else found[path] = this.#hashOf(path);
      }
    };
    walk("");
    return found;
  }

  /** Of a file that nobody touched since, the hash as it was: the system keeps the time itself. */
  #hashOf(path: string): string {
    const { size, ino, ctime } = Deno.statSync(join(this.root, path));
    const state = `${size} ${ino} ${ctime?.getTime()}`;
    const known = this.#hashed.get(path);
    // a time of whole milliseconds says nothing of what is younger than some of them
    const isOld = Date.now() - (ctime?.getTime() ?? Infinity) > 50;
    if (known?.state === state && known.isOld) return known.hash;
    const hash = createHash("sha256").update(Deno.readFileSync(join(this.root, path))).digest(
      "hex",
    );
    this.#hashed.set(path, { state, isOld, hash });
    return hash;
  }

  /** Writes files for as long as `work` takes; afterwards the copy is as it was. */
  async whileWritten<T>(files: Files, work: () => Promise<T>): Promise<T> {
    const undo: (() => void)[] = [];
    try {
      for (const [path, content] of Object.entries(files)) {
        undo.unshift(this.#remember(path));
        this.write(path, content);
      }
      return await work();
    } finally {
      for (const step of undo) step();
    }
  }

  /** What brings a path back to what it is now, folders that are not there yet included. */
  #remember(path: string): () => void {
    const target = join(this.root, path);
    if (exists(target)) {
      const bytes = Deno.readFileSync(target);
      return () => Deno.writeFileSync(target, bytes);
    }
    let missing = target;
    while (!exists(dirname(missing))) missing = dirname(missing);
    return () => Deno.removeSync(missing, { recursive: true });
  }

  /** `deno task reproduce …`, with a JSON report besides what is asked for. */
  async reproduce(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
    const json = join(this.out, `${crypto.randomUUID()}.json`);
    const ran = await this.run("reproduce/main.ts", [...args, "--json", json], options);
    const text = await Deno.readTextFile(json).catch(() => null);
    return { ...ran, report: text === null ? null : JSON.parse(text) };
  }

  /** Runs `scripts/<script>` to its end. */
  async run(script: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
    return await this.#ended(this.#command(this.#script(script, args), options));
  }

  /** `deno task <words>`, typed in a folder of the copy. */
  async task(words: readonly string[], folder: string, env: Record<string, string> = {}) {
    const cwd = join(this.root, folder);
    return await this.#ended(this.#command(["task", ...words], { cwd, env }));
  }

  /** Starts `scripts/<script>` and leaves it running. */
  follow(script: string, args: readonly string[], options: RunOptions = {}): Followed {
    return new Followed(this.#command(this.#script(script, args), options).spawn());
  }

  /** `deno task <words>`, typed in the copy's root and left running. */
  followTask(words: readonly string[], options: RunOptions = {}): Followed {
    return new Followed(this.#command(["task", ...words], options).spawn());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const folder = dirname(this.root);
    await Promise.all([this.root, this.out].map((one) => Deno.remove(one, { recursive: true })));
    await Deno.remove(folder, { recursive: true }); // last what says that it is taken
  }

  #script(script: string, args: readonly string[]): string[] {
    return ["run", "-A", join(this.root, "scripts", script), ...args];
  }

  async #ended(command: Deno.Command): Promise<Ran> {
    const { code, stdout, stderr } = await command.output();
    const decoder = new TextDecoder();
    return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr), report: null };
  }

  #command(words: readonly string[], options: RunOptions): Deno.Command {
    const { env = {}, cwd = this.root, through = [], patience = PATIENCE_MS } = options;
    const outer = Object.entries(Deno.env.toObject()).filter(([name]) => !NOT_PASSED.test(name));
    const [command, ...rest] = [...through, Deno.execPath(), ...words];
    return new Deno.Command(command!, {
      args: rest,
      cwd,
      clearEnv: true,
      env: { ...Object.fromEntries(outer), ...env },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
      signal: AbortSignal.timeout(patience),
    });
  }
}

/** What the repository knows of this machine's GPU, asked once a checkout and not once a test. */
const KNOWN = [".rederive/preflight.json", ".rederive/memo/adapters.json"];

function bytesOf(content: Files[string]): Uint8Array {
  if (content instanceof Uint8Array) return content;
  const text = typeof content === "string" ? content : JSON.stringify(content, null, 1) + "\n";
  return new TextEncoder().encode(text);
}

function exists(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

/** A file that goes while it is copied, as an editor's own do, is none of the repository. */
function copy(from: string, to: string): void {
  try {
    const { isDirectory } = Deno.statSync(from);
    Deno.mkdirSync(isDirectory ? to : dirname(to), { recursive: true });
    if (!isDirectory) return Deno.copyFileSync(from, to);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw error;
  }
  for (const { name } of Deno.readDirSync(from)) {
    if (name !== "node_modules") copy(join(from, name), join(to, name));
  }
}
