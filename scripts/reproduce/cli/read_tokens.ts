import { parseArgs } from "node:util";
import { BadInput } from "../types.ts";
import { nearest } from "../../text/nearest.ts";
import { EXAMPLES, type Given, type Name, OPTIONS } from "./option_table.ts";

/** Options and positional arguments as typed; throws BadInput for what no option of ours can be. */
export function readTokens(args: readonly string[]): { given: Given; positionals: string[] } {
  const { tokens } = parseArgs({
    args: [...args],
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given: Given = {};
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    if (!isName(token.name)) throw unknownOption(token.rawName);
    const wantsValue = OPTIONS[token.name].type === "string";
    if (!wantsValue && token.value !== undefined) {
      throw new BadInput(
        `Cannot read --${token.name}: it is given "${token.value}", wanted no value`,
        `--${token.name}`,
      );
    }
    if (wantsValue && (token.value === undefined || token.value === "" || looksLikeOption(token))) {
      throw new BadInput(
        `Cannot read --${token.name}: it has no value, wanted one`,
        `--${token.name} ${EXAMPLES[token.name]}`,
      );
    }
    given[token.name] = token.value ?? true;
  }
  return { given, positionals };
}

function isName(name: string): name is Name {
  return Object.hasOwn(OPTIONS, name);
}

/** `--out --fresh` means that the value of `--out` was forgotten; `--out=--fresh` means it. */
function looksLikeOption(token: { value?: string | undefined; inlineValue?: boolean | undefined }) {
  return !token.inlineValue && token.value !== "-" && token.value!.startsWith("-");
}

function unknownOption(rawName: string): BadInput {
  const name = rawName.replace(/^-+/, "");
  const close = nearest(name, Object.keys(OPTIONS));
  return new BadInput(
    `Cannot read the command line: there is no option ${rawName}`,
    close ? `--${close}` : "deno task reproduce --help",
  );
}
