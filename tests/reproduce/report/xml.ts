/** A strict reader for the XML that reports write, knowing nothing of how they write it. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

const NAME = "[A-Za-z_][\\w.-]*";
const TOKEN = new RegExp(
  `<(/?)(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>|([^<]+)`,
  "gy",
);

/** The root element; throws where XML 1.0 would not accept the text. */
export function parseXml(xml: string): Element {
  // all but the characters of XML 1.0
  const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
  if (forbidden.test(xml)) throw new SyntaxError(`forbidden character in ${xml.slice(0, 200)}`);
  const body = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\s*/, "");
  const top: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [top];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < body.length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(body);
    if (!found) throw new SyntaxError(`no token at ${body.slice(at, at + 80)}`);
    const [, closing, name, attributes, empty, text] = found;
    const current = open.at(-1)!;
    if (text !== undefined) current.text += decode(text);
    else if (closing) {
      if (open.pop()!.name !== name) throw new SyntaxError(`</${name}> closes ${current.name}`);
    } else {
      const element = {
        name: name!,
        attributes: attributesOf(attributes!),
        children: [],
        text: "",
      };
      current.children.push(element);
      if (!empty) open.push(element);
    }
  }
  if (open.length !== 1 || top.children.length !== 1) throw new SyntaxError("not one root");
  return top.children[0]!;
}

function attributesOf(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name, value] of text.matchAll(new RegExp(`(${NAME})\\s*=\\s*"([^"]*)"`, "g"))) {
    if (Object.hasOwn(attributes, name!)) throw new SyntaxError(`attribute ${name} twice`);
    attributes[name!] = decode(value!);
  }
  return attributes;
}

function decode(text: string): string {
  const named: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
  return text.replace(/&(#(\d+)|\w+)?;?/g, (whole, entity, code) => {
    if (!whole.endsWith(";") || entity === undefined) throw new SyntaxError(`bare & in ${text}`);
    if (code) return String.fromCodePoint(Number(code));
    if (named[entity] === undefined) throw new SyntaxError(`entity ${entity}`);
    return named[entity];
  });
}
