/**
 * Lint rules for what a note and the library may not do: draw from unseeded chance, read a clock,
 * leave the machine, or write where a notebook shows nothing. Cells and lib only, see `scope.ts`.
 */
import { absolutePath } from "./absolute_path.ts";
import { bans } from "./bans.ts";
import { floating } from "./floating.ts";
import { newDate } from "./new_date.ts";

const plugin: Deno.lint.Plugin = {
  name: "rederive",
  rules: {
    ...bans,
    "no-new-date": newDate,
    "no-absolute-path": absolutePath,
    "no-floating-claim": floating,
  },
};

// the one default export of the house: `deno lint` asks for it
export default plugin;
