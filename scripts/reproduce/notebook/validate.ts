import type { ValidateFunction } from "ajv";

type Json = Record<string, unknown>;

/** A notebook against nbformat's schema: null when valid, else what is wrong and where. */
export async function schemaError(raw: Json): Promise<string | null> {
  const schema = await (loading ??= compile());
  const candidate = asMinor5(raw);
  if (schema.notebook(candidate)) return null;
  return locate(schema, candidate);
}

/** Cells and outputs are "one of" in the schema; their own definition gives the better message. */
const DEFINITIONS = [
  "code_cell",
  "markdown_cell",
  "raw_cell",
  "stream",
  "display_data",
  "execute_result",
  "error",
] as const;

interface Compiled {
  notebook: ValidateFunction;
  definitions: Map<string, ValidateFunction>;
}

let loading: Promise<Compiled> | undefined;

async function compile(): Promise<Compiled> {
  const [{ Ajv }, { default: source }] = await Promise.all([
    import("ajv"),
    import("./nbformat/v4.5.schema.json", { with: { type: "json" } }),
  ]);
  // the schema says draft-04 and uses nothing that later drafts changed
  const { $schema: _, ...schema } = source;
  const ajv = new Ajv({ strict: false, logger: false }).addSchema(schema, "notebook");
  return {
    notebook: ajv.getSchema("notebook")!,
    definitions: new Map(
      DEFINITIONS.map((name) => [name, ajv.getSchema(`notebook#/definitions/${name}`)!]),
    ),
  };
}

/** Minor versions below 5 differ in one thing: their cells carry no ids. */
function asMinor5(raw: Json): Json {
  const minor = raw["nbformat_minor"];
  if (typeof minor !== "number" || minor >= 5 || !Array.isArray(raw["cells"])) return raw;
  const cells = raw["cells"].map((cell, i) =>
    isObject(cell) ? { id: `cell-${i + 1}`, ...cell } : cell
  );
  return { ...raw, nbformat_minor: 5, cells };
}

function locate({ notebook, definitions }: Compiled, raw: Json): string {
  const cells = Array.isArray(raw["cells"]) ? raw["cells"] : [];
  for (const [i, cell] of cells.entries()) {
    const at = `cell ${i + 1} of ${cells.length}`;
    if (!isObject(cell)) return `${at} is ${shown(cell)}, wanted an object`;
    const problem = ofKind(definitions, cell, "cell_type", "_cell", ["code", "markdown", "raw"]);
    if (!problem) continue;
    return outputProblem(definitions, cell, at) ?? `${at} ${problem}`;
  }
  notebook(raw);
  return describe(notebook);
}

function outputProblem(definitions: Compiled["definitions"], cell: Json, at: string) {
  const outputs = Array.isArray(cell["outputs"]) ? cell["outputs"] : [];
  for (const [i, output] of outputs.entries()) {
    const kinds = ["stream", "display_data", "execute_result", "error"];
    const problem = isObject(output)
      ? ofKind(definitions, output, "output_type", "", kinds)
      : `is ${shown(output)}, wanted an object`;
    if (problem) return `${at}, output ${i + 1} ${problem}`;
  }
  return null;
}

function ofKind(
  definitions: Compiled["definitions"],
  value: Json,
  key: string,
  suffix: string,
  kinds: string[],
): string | null {
  const kind = value[key];
  if (typeof kind !== "string" || !kinds.includes(kind)) {
    return `has ${key} ${shown(kind)}, wanted ${kinds.map(shown).join(", ")}`;
  }
  const validate = definitions.get(kind + suffix)!;
  return validate(value) ? null : describe(validate);
}

function describe(validate: ValidateFunction): string {
  const error = validate.errors?.[0];
  if (!error) return "does not follow nbformat 4.5";
  const where = error.instancePath.slice(1).replaceAll("/", ".");
  const extra = error.params["additionalProperty"];
  const problem = extra === undefined ? error.message : `has the unknown key ${shown(extra)}`;
  return where ? `has ${where} that ${problem}` : `${problem}`;
}

function shown(value: unknown): string {
  return value === undefined ? "missing" : JSON.stringify(value).slice(0, 40);
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
