import { memberPath } from "./member_path.ts";
import { scopeOf } from "./scope.ts";

/** Calls that give a promise whose failure is the cell's failure. */
const AWAITED = /(^|\.)(judge|plot)$|^Deno\.jupyter\.(display|broadcast)$/;

/** A promise nobody awaits fails after its cell, where the kernel says nothing. */
export const floating: Deno.lint.Rule = {
  create(context) {
    if (scopeOf(context.filename) !== "cell") return {};
    return {
      ExpressionStatement({ expression }) {
        const call = expression.type === "UnaryExpression" && expression.operator === "void"
          ? expression.argument
          : expression;
        if (call.type !== "CallExpression") return;
        const path = memberPath(call.callee);
        // note.judge(…).catch(…) floats like note.judge(…)
        const chained = call.callee.type === "MemberExpression" &&
            call.callee.object.type === "CallExpression"
          ? memberPath(call.callee.object.callee)
          : null;
        const name = [path, chained].find((name) => name && AWAITED.test(name));
        if (!name) return;
        context.report({
          node: call,
          message: `${name}(…) is not awaited: its failure would be lost`,
          hint: `await ${name}(…)`,
        });
      },
    };
  },
};
