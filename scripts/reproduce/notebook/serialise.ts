/**
 * A value as JSON, byte for byte as Jupyter saves a notebook (Python's `json.dumps` with
 * `indent=1, sort_keys=True, ensure_ascii=False`), so that saving one in Jupyter changes nothing.
 */
export function serialise(value: unknown): string {
  return `${write(value, "\n")}\n`;
}

function write(value: unknown, newline: string): string {
  if (Array.isArray(value)) {
    return wrapped("[", value.map((item) => write(item, `${newline} `)), "]", newline);
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => compareCodePoints(a, b))
      .map(([key, item]) => `${JSON.stringify(key)}: ${write(item, `${newline} `)}`);
    return wrapped("{", entries, "}", newline);
  }
  if (Object.is(value, -0)) return "-0.0";
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new TypeError(`Cannot write JSON: a number is ${value}, wanted a finite one`);
  }
  return JSON.stringify(value) ?? "null";
}

function wrapped(open: string, items: string[], close: string, newline: string): string {
  if (items.length === 0) return open + close;
  return `${open}${newline} ${items.join(`,${newline} `)}${newline}${close}`;
}

/** Python's order; JavaScript's own differs above U+FFFF. */
function compareCodePoints(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = left[i]!.codePointAt(0)! - right[i]!.codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
