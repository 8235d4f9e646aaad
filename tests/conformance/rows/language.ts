/** What cells may say. */
import { inKernel, inRunner, type Row, startRaw } from "../row.ts";

export const rows: Row[] = [
  {
    name: "const, let, class and function may be declared again, but not as another kind",
    of: "Deno",
    notebook: "redeclaration.ipynb",
    expected: "ok; ok | 2; ok; ok | 2; ok; ok | 2; " +
      "error | SyntaxError: Identifier 'constant' has already been declared; " +
      "error | SyntaxError: Identifier 'variable' has already been declared; " +
      "error | SyntaxError: Identifier 'twice' has already been declared",
    see: inKernel,
  },
  {
    name: "import.meta is an error; __dirname and require are not there",
    of: "Deno",
    notebook: "module-names.ipynb",
    expected: "error | SyntaxError: Cannot use 'import.meta' outside a module; " +
      "ok | undefined undefined",
    see: inKernel,
  },
  {
    name: "the folder is the notebook's, the main module a name in it",
    of: "runner",
    notebook: "folder.ipynb",
    expected: "ok; shown: true true",
    see: (notebook) => inRunner(notebook),
  },
  {
    name: "enums, namespaces, satisfies, export, await, JSON and type imports are fine",
    of: "Deno",
    notebook: "accepted-syntax.ipynb",
    expected: "ok | [ 1, 3, 4, 5 ]; ok | 6",
    see: inKernel,
  },
  {
    name: "await using at the top level is never disposed of",
    of: "Deno",
    notebook: "await-using.ipynb",
    expected: "ok | 1; ok | 2",
    see: inKernel,
  },
  {
    name: "a module is loaded once in a kernel's life",
    of: "Deno",
    notebook: "module-cache.ipynb",
    expected: "before edit 1, after edit 1, under a new query 2",
    async see(notebook) {
      const folder = Deno.makeTempDirSync();
      const placed = { ...notebook, path: `${folder}/note.ipynb` };
      await using kernel = await startRaw(placed);
      const value = async (index: number) => {
        const { outputs } = await kernel.run(notebook.cells[index]!.source);
        return (outputs[0]?.content.data as Record<string, string>)["text/plain"];
      };
      Deno.writeTextFileSync(`${folder}/module.ts`, "export const version = 1;");
      const before = await value(0);
      Deno.writeTextFileSync(`${folder}/module.ts`, "export const version = 2;");
      return `before edit ${before}, after edit ${await value(0)}, under a new query ${await value(
        1,
      )}`;
    },
  },
  {
    name: "Math.random is the same in every run, crypto is not",
    of: "runner",
    notebook: "random.ipynb",
    expected: "same, different",
    async see(notebook) {
      const draws = [await inRunner(notebook), await inRunner(notebook)].map((text) =>
        text.slice(text.indexOf("shown: ") + 7).split("; ")
      );
      const same = (index: number) => draws[0]?.[index] === draws[1]?.[index];
      return [0, 1].map((index) => same(index) ? "same" : "different").join(", ");
    },
  },
];
