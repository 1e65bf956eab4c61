import { Tensor } from '@tensorflow/tfjs-core';
import ts from 'typescript';

const CLAIM = /^\s*\/\/ (-?\d[\d._]*(?:e-?\d+)?…?|\[[-\d.,_e …]*\]|'[^']*'|true|false)(?=$|[\s,;:.])/;

/** What an example says of an expression, behind it on the line: `ops.f(2); // 4`. `undefined`: nothing that can be compared. */
export function claimOf(statement: ts.Statement, code: string): string | undefined {
  if (!ts.isExpressionStatement(statement)) return undefined;
  const [rest = ''] = code.slice(statement.getEnd()).split('\n');
  return CLAIM.exec(rest)?.[1];
}

/** Compares a value, of a tensor its numbers, with what is said of it; a number said with `…` is cut off there, and one number may stand for a list of it. */
export async function checkClaim(value: unknown, claim: string): Promise<void> {
  const numbers = value instanceof Tensor ? await value.data() : value;
  const list = ArrayBuffer.isView(numbers) ? Array.from(numbers as unknown as ArrayLike<number>) : numbers;
  const actual = Array.isArray(list) && !claim.startsWith('[') && list.length === 1 ? (list as unknown[])[0] : list;
  if (holds(actual, claim)) return;
  throw new Error(`the example says ${claim}. Got ${JSON.stringify(actual)}.`);
}

function holds(value: unknown, claim: string): boolean {
  if (claim.startsWith('[')) {
    const items = claim
      .slice(1, -1)
      .split(',')
      .filter((item) => item.trim() !== '');
    return Array.isArray(value) && value.length === items.length && items.every((item, i) => holds(value[i], item.trim()));
  }
  if (claim.endsWith('…')) return String(value).startsWith(claim.slice(0, -1));
  if (typeof value === 'number') return Math.abs(value - Number(claim.replaceAll('_', ''))) <= 1e-5 * Math.abs(value);
  const said: unknown = claim.startsWith("'") ? JSON.parse(`"${claim.slice(1, -1).replaceAll('"', '\\"')}"`) : claim === 'true';
  return value === said;
}
