/** `deno task note <shelf>/<id>`: starts a notebook for a post of data/sources.json. */
import { runCli } from "./reproduce/cli/run_cli.ts";
import { readSources } from "./reproduce/judge/sources.ts";
import { writeNotebook } from "./reproduce/notebook/write.ts";
import { BadInput } from "./reproduce/types.ts";
import { findPost } from "./note/find_post.ts";
import { scaffold } from "./note/scaffold.ts";

/** Writes the notebook and returns its path within `root`; never over one that is there. */
export async function startNote(root: string, words: readonly string[]): Promise<string> {
  const [typed, ...more] = words;
  if (typed === undefined || more.length > 0 || typed.startsWith("-")) {
    throw new BadInput(
      `Cannot start a note: ${
        typed === undefined ? "no id is given" : `"${words.join(" ")}" is not an id`
      }` +
        ", wanted <shelf>/<id>",
      "deno task note mathematics/hessians-jacobians",
    );
  }
  const sources = readSources(root);
  if (!sources) {
    throw new BadInput(
      "Cannot start a note: data/sources.json is missing",
      "git checkout -- data/sources.json",
    );
  }
  const note = typed.replace(/^notebooks\//, "").replace(/\.ipynb$/, "");
  const post = findPost(sources, note);
  const path = `notebooks/${note}.ipynb`;
  if (await exists(`${root}/${path}`)) {
    throw new BadInput(`Cannot start note "${note}": ${path} exists already`, "deno task lab");
  }
  await writeNotebook(`${root}/${path}`, scaffold(post, note));
  return path;
}

async function exists(path: string): Promise<boolean> {
  return await Deno.lstat(path).then(() => true, () => false);
}

if (import.meta.main) {
  await runCli(async () => {
    const path = await startNote(`${import.meta.dirname}/..`, Deno.args);
    const note = path.slice("notebooks/".length, -".ipynb".length);
    console.log(`Started ${path}

  deno task lab
      write it: fill in what stands in [square brackets]
  deno task reproduce ${note}
      run it and judge its claims
  deno task accept ${note} --because "new-note: first version"
      keep the outputs and verdicts, once reviewed`);
  });
}
