/**
 * The first key that an object of a valid JSON text has twice, which `JSON.parse()` would pass over.
 * One walk over the text, whatever it holds.
 */
export function repeatedKey(json: string): string | undefined {
  const objects: Set<string>[] = []; // keys of the objects the walk is in; arrays have an empty set
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (character === "{" || character === "[") objects.push(new Set());
    else if (character === "}" || character === "]") objects.pop();
    if (character !== '"') continue;
    const end = endOfString(json, at);
    if (isKey(json, end)) {
      const key = JSON.parse(json.slice(at, end)) as string;
      if (objects.at(-1)!.has(key)) return key;
      objects.at(-1)!.add(key);
    }
    at = end - 1;
  }
  return undefined;
}

function endOfString(json: string, start: number): number {
  let at = start + 1;
  while (json[at] !== '"') at += json[at] === "\\" ? 2 : 1;
  return at + 1;
}

function isKey(json: string, at: number): boolean {
  while (" \t\r\n".includes(json[at] ?? "x")) at++;
  return json[at] === ":";
}
