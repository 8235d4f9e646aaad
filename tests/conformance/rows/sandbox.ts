/** What cells may touch, and what is known of it afterwards. */
import { execute } from "../../../scripts/reproduce/execute/execute.ts";
import { folderOf, inKernel, inRunner, type Row } from "../row.ts";
import type { Notebook } from "../../../scripts/reproduce/types.ts";

/** Puts a notebook beside a deno.json of its own. */
function beside(notebook: Notebook, config: unknown): Notebook {
  const folder = Deno.makeTempDirSync({ prefix: "rederive-conformance-" });
  Deno.writeTextFileSync(`${folder}/deno.json`, JSON.stringify(config));
  return { ...notebook, path: `${folder}/note.ipynb` };
}

export const rows: Row[] = [
  {
    name: "the kernel has every permission, whatever deno.json says",
    of: "Deno",
    notebook: "permissions.ipynb",
    expected: "ok | granted granted granted granted granted granted granted",
    see: (notebook) =>
      inKernel(beside(notebook, {
        permissions: { default: { read: false }, jupyter: { read: false, net: false } },
      })),
  },
  {
    name: "permissions can be taken away from inside",
    of: "runner",
    notebook: "permissions.ipynb",
    expected: "ok; shown: granted granted prompt prompt prompt prompt prompt",
    see: (notebook) => inRunner(notebook),
  },
  {
    name: "network, modules from there, writing and programs are refused",
    of: "runner",
    notebook: "refusals.ipynb",
    expected: "ok; shown: NotCapable; TypeError; NotCapable; NotCapable",
    see: (notebook) => inRunner(notebook),
  },
  {
    name: "a device still computes without them",
    of: "runner",
    notebook: "device.ipynb",
    expected: "ok; shown: [ 2, 4, 6, 8 ]",
    see: (notebook) => inRunner(notebook),
  },
  {
    name: "the audit log tells what was read, and the runner takes it from there",
    of: "runner",
    notebook: "reads.ipynb",
    expected: "data.txt, module.ts",
    async see(notebook) {
      const placed = beside(notebook, {});
      const folder = folderOf(placed);
      Deno.writeTextFileSync(`${folder}/data.txt`, "data");
      Deno.writeTextFileSync(`${folder}/module.ts`, "export const one = 1;");
      const { ending, reads } = await execute(placed);
      return ending?.message ??
        reads.map((path) => path.slice(path.lastIndexOf("/") + 1)).join(", ");
    },
  },
  {
    name: "the kernel writes deno.lock, although its cells may not write",
    of: "Deno",
    notebook: "lock.ipynb",
    expected: "ok, deno.lock lists pngjs@7.0.0",
    async see(notebook) {
      const placed = beside(notebook, {});
      const { ending } = await execute(placed);
      const lock = JSON.parse(Deno.readTextFileSync(`${folderOf(placed)}/deno.lock`));
      return `${ending?.message ?? "ok"}, deno.lock lists ${Object.keys(lock.npm).join()}`;
    },
  },
  {
    name: "a frozen lock keeps new packages out, and the runner says so",
    of: "runner",
    notebook: "frozen-lock.ipynb",
    expected: 'code error in cell 1: Cannot import "npm:pixelmatch@7.2.0": …',
    async see(notebook) {
      const placed = beside(notebook, { lock: { path: "deno.lock", frozen: true } });
      const folder = folderOf(placed);
      Deno.writeTextFileSync(`${folder}/deno.lock`, '{"version":"5"}');
      const { ending } = await execute(placed);
      const said = ending?.message.replace(/(": ).+$/, "$1…");
      return `${ending?.kind} in cell ${ending?.cell}: ${said}`;
    },
  },
];
