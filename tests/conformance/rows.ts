/** All rows, in the order of the table. */
import type { Row } from "./row.ts";
import { rows as errors } from "./rows/errors.ts";
import { rows as language } from "./rows/language.ts";
import { rows as lifecycle } from "./rows/lifecycle.ts";
import { rows as output } from "./rows/output.ts";
import { rows as protocol } from "./rows/protocol.ts";
import { rows as sandbox } from "./rows/sandbox.ts";

export const rows: readonly Row[] = [
  ...output,
  ...errors,
  ...language,
  ...lifecycle,
  ...protocol,
  ...sandbox,
];
