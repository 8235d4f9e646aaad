import assert from "node:assert/strict";
import {
  findJupyter,
  installJupyterCommand,
  parseVersions,
} from "../../../scripts/jupyter/find_jupyter.ts";
import { chooseProgram, labEnvironment } from "../../../scripts/lab.ts";
import { BadInput } from "../../../scripts/reproduce/types.ts";

const LISTING = `Selected Jupyter core packages...
IPython          : 8.5.0
ipywidgets       : not installed
jupyter_client   : 7.4.9
jupyterlab       : not installed
notebook         : 6.4.12
`;

Deno.test("parseVersions() reads what is installed and leaves out what is not", () => {
  assert.deepEqual(parseVersions(LISTING), {
    IPython: "8.5.0",
    jupyter_client: "7.4.9",
    notebook: "6.4.12",
  });
});

Deno.test("findJupyter() asks the command line, and is null without one", async () => {
  const answers: Record<string, string> = {
    "--version": LISTING,
    "--paths --json": '{"data": ["/a", "/b"], "config": []}',
  };
  const found = await findJupyter((args) => Promise.resolve(answers[args.join(" ")] ?? null));
  assert.deepEqual(found?.dataPaths, ["/a", "/b"]);
  assert.equal(found?.versions.notebook, "6.4.12");
  assert.equal(await findJupyter(() => Promise.resolve(null)), null);
  const old = await findJupyter((args) =>
    Promise.resolve(args[0] === "--version" ? LISTING : "usage: jupyter")
  );
  assert.deepEqual(old?.dataPaths, []);
});

Deno.test("chooseProgram() prefers JupyterLab and says how to get either", () => {
  const jupyter = (versions: Record<string, string>) => ({ versions, dataPaths: [] });
  assert.equal(chooseProgram(jupyter({ jupyterlab: "4.2.0", notebook: "7.2.0" })), "lab");
  assert.equal(chooseProgram(jupyter({ notebook: "6.4.12" })), "notebook");
  for (const none of [null, jupyter({ nbconvert: "7" })]) {
    assert.throws(() => chooseProgram(none), (error) => {
      assert(error instanceof BadInput);
      assert.match(
        error.message,
        /^Cannot open the notebooks: .*, wanted (one|JupyterLab or Note)/,
      );
      assert.match(error.try!, /jupyterlab$/);
      return true;
    });
  }
});

Deno.test("labEnvironment() puts our kernel first and keeps the user's folders", () => {
  assert.deepEqual(labEnvironment("/ours", undefined), { JUPYTER_PATH: "/ours" });
  const separator = Deno.build.os === "windows" ? ";" : ":";
  assert.deepEqual(labEnvironment("/ours", "/theirs"), {
    JUPYTER_PATH: `/ours${separator}/theirs`,
  });
});

Deno.test("installJupyterCommand() suits the system", () => {
  const command = (os: "linux" | "darwin", distribution: string[], root = false) =>
    installJupyterCommand({ os, distribution, root });
  assert.match(command("linux", ["ubuntu", "debian"]), /^sudo apt-get install -y pipx && pipx/);
  assert.match(command("linux", ["debian"], true), /^apt-get install/);
  assert.match(command("linux", ["fedora"]), /^python3 -m pip/);
  assert.match(command("darwin", []), /^brew/);
});
