/** `Math.random` of `Math.random`, `Math["random"]` and `Math?.random`; null for anything computed. */
export function memberPath(node: Deno.lint.Node): string | null {
  switch (node.type) {
    case "Identifier":
      return node.name;
    case "ChainExpression":
      return memberPath(node.expression);
    case "MemberExpression": {
      const object = memberPath(node.object);
      const property = propertyName(node);
      return object && property && `${object}.${property}`;
    }
    default:
      return null;
  }
}

function propertyName({ property, computed }: Deno.lint.MemberExpression): string | null {
  if (!computed) return property.type === "Identifier" ? property.name : null;
  return property.type === "Literal" && typeof property.value === "string" ? property.value : null;
}
