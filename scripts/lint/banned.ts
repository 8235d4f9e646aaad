import { memberPath } from "./member_path.ts";
import { type Scope, scopeOf } from "./scope.ts";

/** Names a rule bans, by where they stand. A path like `Math.random` is found however it is reached. */
export interface Ban {
  /** `Math.random`: also `Math["random"]`, `globalThis.Math.random`, `const { random } = Math`. */
  members?: readonly string[];
  /** `fetch(…)`, `globalThis.fetch`. */
  calls?: readonly string[];
  /** `new WebSocket(…)`. */
  constructions?: readonly string[];
  /** Modules whose import alone is too much. */
  modules?: RegExp;
  in: readonly Scope[];
  message: string;
  hint: string;
}

/** A lint rule that reports every use of the names in a ban. */
export function banned(ban: Ban): Deno.lint.Rule {
  const { members = [], calls = [], constructions = [], modules, message, hint } = ban;
  const globals = [...calls, ...constructions];
  return {
    create(context) {
      if (!ban.in.includes(scopeOf(context.filename))) return {};
      const report = (node: Deno.lint.Node, name: string) =>
        context.report({ node, message: `${name}: ${message}`, hint });
      const reportModule = (source: Deno.lint.Node | null | undefined) => {
        if (source?.type !== "Literal" || typeof source.value !== "string") return;
        if (modules?.test(source.value)) report(source, `import "${source.value}"`);
      };
      return {
        MemberExpression(node) {
          const path = memberPath(node);
          const name = path && [...members, ...globals.map((name) => `globalThis.${name}`)]
            .find((name) => path === name || path === `globalThis.${name}`);
          if (name) report(node, name.replace("globalThis.", ""));
        },
        VariableDeclarator({ id, init }) {
          const from = init && memberPath(init);
          if (!from || id.type !== "ObjectPattern") return;
          for (const property of id.properties) {
            if (property.type !== "Property" || property.key.type !== "Identifier") continue;
            const name = `${from}.${property.key.name}`.replace(/^globalThis\./, "");
            if (members.includes(name) || globals.includes(name)) report(property, name);
          }
        },
        CallExpression({ callee }) {
          if (callee.type === "Identifier" && calls.includes(callee.name)) {
            report(callee, callee.name);
          }
        },
        NewExpression({ callee }) {
          const isBanned = callee.type === "Identifier" && constructions.includes(callee.name);
          if (isBanned) report(callee, `new ${callee.name}`);
        },
        ImportDeclaration({ source }) {
          reportModule(source);
        },
        ImportExpression({ source }) {
          reportModule(source);
        },
      };
    },
  };
}
