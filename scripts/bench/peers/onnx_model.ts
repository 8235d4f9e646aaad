/**
 * Models of ONNX (https://onnx.ai/onnx/repo-docs/IR.html), written byte by byte: a protobuf message is
 * a row of fields, each a number `field << 3 | wire type` and its value.
 */
import type { Elements } from "../array_file.ts";

/** A step of a model: an operator of ONNX, or of `domain`. */
export interface Node {
  op: string;
  inputs: readonly string[];
  outputs: readonly string[];
  /** Whole numbers, lists of them, or text; real numbers as `{ float: 1e-5 }`. */
  attributes?: Readonly<Record<string, Attribute>>;
  domain?: string;
}

type Attribute = number | string | readonly number[] | { float: number };

/** A model; shapes of outputs are inferred. */
export interface Model {
  nodes: readonly Node[];
  inputs: Readonly<Record<string, { type: ElementName; shape: readonly number[] }>>;
  /** Constants. */
  constants?: Readonly<
    Record<string, { data: Elements | BigInt64Array<ArrayBuffer>; shape: readonly number[] }>
  >;
  outputs: Readonly<Record<string, ElementName>>;
}

/** Types of elements, in ONNX's numbers. */
const TYPES = { f32: 1, i32: 6, i64: 7, u32: 12 } as const;
export type ElementName = keyof typeof TYPES;

/** The element type of an array. */
export function typeOf(data: Elements): Exclude<ElementName, "i64"> {
  return data instanceof Float32Array ? "f32" : data instanceof Int32Array ? "i32" : "u32";
}

const OPSET = 23;
const VERSION = 11;

/** The bytes of a model. */
export function encodeModel({ nodes, inputs, constants = {}, outputs }: Model): Uint8Array {
  const domains = new Set(["", ...nodes.map(({ domain }) => domain ?? "")]);
  const graph = [
    ...nodes.flatMap((node) => message(1, encodeNode(node))),
    ...text(2, "graph"),
    ...Object.entries(constants).flatMap(([name, constant]) =>
      message(5, encodeConstant(name, constant))
    ),
    ...Object.entries(inputs).flatMap(([name, { type, shape }]) =>
      message(11, encodeValue(name, type, shape))
    ),
    ...Object.entries(outputs).flatMap(([name, type]) => message(12, encodeValue(name, type))),
  ];
  const opsets = [...domains].flatMap((domain) =>
    message(8, [...text(1, domain), ...number(2, domain === "" ? OPSET : 1)])
  );
  return Uint8Array.from([...number(1, VERSION), ...message(7, graph), ...opsets]);
}

function encodeNode({ op, inputs, outputs, attributes = {}, domain }: Node): number[] {
  return [
    ...inputs.flatMap((name) => text(1, name)),
    ...outputs.flatMap((name) => text(2, name)),
    ...text(4, op),
    ...Object.entries(attributes).flatMap(([name, value]) =>
      message(5, encodeAttribute(name, value))
    ),
    ...(domain === undefined ? [] : text(7, domain)),
  ];
}

function encodeAttribute(name: string, value: Attribute): number[] {
  const start = text(1, name);
  if (typeof value === "number") return [...start, ...number(3, value), ...number(20, 2)];
  if (typeof value === "string") return [...start, ...text(4, value), ...number(20, 3)];
  if ("float" in value) {
    const bytes = new Uint8Array(Float32Array.of(value.float).buffer);
    return [...start, ...tag(2, 5), ...bytes, ...number(20, 1)];
  }
  return [...start, ...value.flatMap((each) => number(8, each)), ...number(20, 7)];
}

function encodeConstant(
  name: string,
  { data, shape }: { data: Elements | BigInt64Array; shape: readonly number[] },
): number[] {
  const type = data instanceof BigInt64Array ? "i64" : typeOf(data);
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return [
    ...shape.flatMap((side) => number(1, side)),
    ...number(2, TYPES[type]),
    ...text(8, name),
    ...message(9, bytes),
  ];
}

function encodeValue(name: string, type: ElementName, shape?: readonly number[]): number[] {
  const dims = shape?.flatMap((side) => message(1, number(1, side)));
  const tensor = [...number(1, TYPES[type]), ...(dims ? message(2, dims) : [])];
  return [...text(1, name), ...message(2, message(1, tensor))];
}

function tag(field: number, wire: number): number[] {
  return varint(field << 3 | wire);
}

function number(field: number, value: number): number[] {
  return [...tag(field, 0), ...varint(value)];
}

function text(field: number, value: string): number[] {
  return message(field, new TextEncoder().encode(value));
}

function message(field: number, bytes: ArrayLike<number>): number[] {
  return [...tag(field, 2), ...varint(bytes.length), ...Array.from(bytes)];
}

/** Seven bits a byte, lowest first; a negative number is a 64-bit one. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  return [...bytes, Number(rest)];
}
