/** `deno task site`: builds the web reading list; `--serve` shows it. */
import { parseArgs } from "node:util";
import { resolve } from "node:path";
import { typedIn } from "../pending_places.ts";
import { runCli } from "../reproduce/cli/run_cli.ts";
import { BadInput } from "../reproduce/types.ts";
import { siteFiles } from "./build.ts";
import { collectSite } from "./collect/collect_site.ts";
import { serveSite } from "./serve.ts";
import { writeSite } from "./write_site.ts";

const HELP = `Builds the web reading list from the notebooks' stored outputs.

Usage: deno task site [options]

  --out DIR      where to write it (.rederive/site)
  --base URL     where it will be read (http://localhost:8000/)
  --repository URL   where its code is; claims then link to its issues
  --meaning      let readers search by meaning too: 23 MB of weights, loaded when asked for
  --serve        show it at http://localhost:8000/ and build no more
  --port N       show it at another port
  --help         this text
`;

const NO_HISTORY = `There is no complete git history: earlier revisions and dates are left out
Try: git fetch --unshallow`;

export interface SiteOptions {
  out: string | undefined;
  base: string;
  repository: string | undefined;
  meaning: boolean;
  serve: boolean;
  port: number;
  help: boolean;
}

const SWITCHES = ["meaning", "serve", "help"];
const VALUES = ["out", "base", "repository", "port"];

/** Reads the command line; BadInput names what is wrong with it. */
export function parseSiteArgs(args: readonly string[]): SiteOptions {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: {
      out: { type: "string" },
      base: { type: "string", default: "http://localhost:8000/" },
      repository: { type: "string" },
      port: { type: "string", default: "8000" },
      meaning: { type: "boolean", default: false },
      serve: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  if (positionals[0] !== undefined) throw refuse(`there is no option ${positionals[0]}`);
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const { name, rawName, value } = token;
    if (SWITCHES.includes(name)) {
      if (value !== undefined) throw refuse(`${rawName} is "${value}", wanted no value`);
    } else if (!VALUES.includes(name)) throw refuse(`there is no option ${rawName}`);
    else if (!value) throw refuse(`${rawName} has no value`);
  }
  const base = webAddress("base", String(values.base));
  const repository = typeof values.repository === "string"
    ? webAddress("repository", values.repository)
    : undefined;
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw refuse(`--port is "${values.port}", wanted a number from 0 to 65535`);
  }
  return {
    out: typeof values.out === "string" ? values.out : undefined,
    base,
    repository,
    meaning: values.meaning === true,
    serve: values.serve === true,
    port,
    help: values.help === true,
  };
}

/** An address with a slash at its end. */
function webAddress(option: string, text: string): string {
  const url = URL.parse(text);
  const isPlain = url && /^https?:$/.test(url.protocol) && url.search + url.hash === "";
  if (isPlain) return url.href.replace(/\/?$/, "/");
  throw refuse(`--${option} is "${text}", wanted an address like https://example.org/list/`);
}

function refuse(problem: string): BadInput {
  return new BadInput(`Cannot read the command line: ${problem}`, "deno task site --help");
}

if (import.meta.main) {
  await runCli(async () => {
    const { out, base, repository, meaning, serve, port, help } = parseSiteArgs(Deno.args);
    if (help) return console.log(HELP);
    const root = resolve(import.meta.dirname!, "../..");
    const folder = out === undefined ? `${root}/.rederive/site` : resolve(typedIn(), out);
    const started = performance.now();
    const site = await collectSite(root);
    if (!site.hasHistory) console.error(NO_HISTORY);
    const files = await siteFiles(site, { root, base, repository, meaning });
    const { pages, bytes } = writeSite(folder, files);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`Built ${pages} pages, ${(bytes / 1e6).toFixed(1)} MB, in ${seconds} s: ${folder}`);
    if (!serve) return;
    const server = serveSite(folder, { port });
    console.log(`Shown at http://localhost:${server.addr.port}/ until Ctrl+C`);
    await server.finished;
  });
}
