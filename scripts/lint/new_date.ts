import { scopeOf } from "./scope.ts";

/** `new Date()` and `Date()` read the clock; `new Date(0)` does not. */
export const newDate: Deno.lint.Rule = {
  create(context) {
    if (scopeOf(context.filename) === "none") return {};
    const check = (node: Deno.lint.NewExpression | Deno.lint.CallExpression) => {
      if (node.callee.type !== "Identifier" || node.callee.name !== "Date") return;
      // called as a function, Date reads the clock whatever it is given
      if (node.type === "NewExpression" && node.arguments.length > 0) return;
      context.report({
        node,
        message: "Date without arguments: reads the clock, which is another in every run",
        hint: 'write the date down: new Date("2026-01-31")',
      });
    };
    return { NewExpression: check, CallExpression: check };
  },
};
