import { compareDeno, WANTED_DENO } from "../deno_wanted.ts";
import type { Finding } from "./finding.ts";

/** The Deno that runs beside the one that notes were accepted with. */
export function lookAtDeno(running: string = Deno.version.deno): Finding {
  const state = compareDeno(running);
  const name = "Deno";
  switch (state) {
    case "same":
      return { name, state: "ok", value: running };
    case "patch":
      return { name, state: "ok", value: `${running} (notes were accepted with ${WANTED_DENO})` };
    case "newer":
      return {
        name,
        state: "absent",
        value: `${running} is newer than ${WANTED_DENO}, which notes were accepted with`,
        try: "deno task test tests/conformance",
      };
    case "older":
      return {
        name,
        state: "missing",
        value: `${running} is too old, wanted ${WANTED_DENO}`,
        try: `deno upgrade ${WANTED_DENO}, or npx deno@${WANTED_DENO} task doctor`,
      };
  }
}
