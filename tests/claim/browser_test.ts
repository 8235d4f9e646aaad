import { strictEqual as equal } from "node:assert/strict";

// a page has no Deno; what is left of it here would hide a use of it
const PROGRAM = `
  const say = console.log;
  Reflect.deleteProperty(globalThis, "Deno");
  const { atMost, closedForm, openNote } = await import(LIB + "claim/mod.ts");
  const { plot, setDisplaySink } = await import(LIB + "show/mod.ts");
  setDisplaySink((bundle) => say(Object.keys(bundle).join(" ")));
  const against = closedForm("one");
  await openNote("shelf/page").judge({
    id: "it-is-small", says: "It is small.", at: "section 1", conditions: {},
    asStated: () => atMost(0, 1, { against }),
    control: () => atMost(2, 1, { against }),
  });
  await plot({ data: [{ y: [1, 2] }] }, { alt: "a line" });
`;

Deno.test("lib/claim and lib/show work where there is no Deno, as in a page", async () => {
  const path = await Deno.makeTempFile({ suffix: ".ts" });
  const lib = new URL("../../lib/", import.meta.url).href;
  await Deno.writeTextFile(path, PROGRAM.replaceAll("LIB", JSON.stringify(lib)));
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-config", path],
    stderr: "inherit",
  }).output();
  await Deno.remove(path);
  equal(
    new TextDecoder().decode(stdout),
    "application/vnd.rederive.claim+json text/html text/markdown text/plain\n" +
      "application/vnd.plotly.v1+json text/plain\n",
  );
});
