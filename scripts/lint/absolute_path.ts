import { scopeOf } from "./scope.ts";

// pyodide's home is in its own memory, on every machine
const ABSOLUTE =
  /^(?!\/home\/pyodide(\/|$))(file:\/\/\/?|~\/|[A-Za-z]:[\\/](?![\\/])|\/(home|Users|root|tmp|var|etc|opt|usr|mnt|media|srv|data|content|kaggle|workspaces|Volumes|private)(\/|$))/;

/** A path of one machine is on no other. */
export const absolutePath: Deno.lint.Rule = {
  create(context) {
    if (scopeOf(context.filename) === "none") return {};
    const check = (node: Deno.lint.Node, text: unknown) => {
      if (typeof text !== "string" || !ABSOLUTE.test(text)) return;
      context.report({
        node,
        message: `"${text}": an absolute path exists on one machine`,
        hint: "a path from the notebook, or readData() of @rederive/lib/data",
      });
    };
    return {
      Literal(node) {
        check(node, node.value);
      },
      TemplateLiteral(node) {
        check(node, node.quasis[0]?.cooked);
      },
    };
  },
};
