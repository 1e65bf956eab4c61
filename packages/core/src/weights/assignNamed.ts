import * as tf from '@tensorflow/tfjs-core';
import { check, printable, shown } from '../errors/index';
import type { RawTensor } from './rawTensor';
import { tensorDtype, tensorFromRaw } from './tensorFromRaw';

type Source = tf.Tensor | RawTensor;

/** Values to assign: tensors by name, or the tensors of a weight file. */
export type NamedValues = tf.NamedTensorMap | ReadonlyMap<string, RawTensor>;

export interface AssignOptions {
  /** Opens the error message: a file name, an optimizer. */
  readonly where: string;
  /** What stands before each variable's name in `tensors`, separator included; entries without it are then left to others. Default ''. */
  readonly prefix?: string;
}

const MOST_SHOWN = 8;
/** Characters for all lists of a message together. */
const ROOM = 200;

/** As many of the faults as there is room for, the first of each kind at least. */
function listed(faults: Readonly<Record<string, readonly string[]>>): string {
  const kinds = Object.entries(faults).filter(([, items]) => items.length > 0);
  return kinds.map(([title, items]) => ` ${title}: ${beginning(items, ROOM / kinds.length)}.`).join('');
}

function beginning(items: readonly string[], room: number): string {
  let text = items[0] ?? '';
  let count = 1;
  for (; count < Math.min(items.length, MOST_SHOWN); count++) {
    const next = `${text}, ${items[count]}`;
    if (next.length > room) break;
    text = next;
  }
  return count < items.length ? `${text} and ${items.length - count} more` : text;
}

const dtypeOf = (source: Source): string => (source instanceof tf.Tensor ? source.dtype : tensorDtype(source.dtype));

const sizes = ({ shape }: Source): string => shown(shape, 40).replaceAll(',', ', ');

function mismatch(name: string, variable: tf.Variable, source: Source): string | undefined {
  if (variable.isDisposed) return `${printable(name)} (the variable is disposed)`;
  if (source instanceof tf.Tensor && source.isDisposed) return `${printable(name)} (the tensor is disposed)`;
  if (variable.dtype === dtypeOf(source) && tf.util.arraysEqual(variable.shape, [...source.shape])) return undefined;
  return `${printable(name)} (expected ${variable.dtype} ${sizes(variable)}, got ${dtypeOf(source)} ${sizes(source)})`;
}

/**
 * Copies values into variables by name, all or nothing: names, shapes and dtypes are checked first, and one error lists everything that is missing,
 * unexpected or of another shape. `tensors` stay the caller's.
 *
 * @throws GanError if a value is missing, unexpected, disposed, or of another shape or dtype.
 * @example
 * const kernel = tf.variable(tf.zeros([2]));
 * assignNamed(new Map([['kernel', kernel]]), { 'generator/kernel': tf.ones([2]) }, { where: 'restore', prefix: 'generator/' });
 */
export function assignNamed(targets: ReadonlyMap<string, tf.Variable>, tensors: NamedValues, { where, prefix = '' }: AssignOptions): void {
  const sources: ReadonlyMap<string, Source> = tensors instanceof Map ? tensors : new Map(Object.entries(tensors));
  const expected = new Set([...targets.keys()].map((name) => prefix + name));
  const missing = [...expected].filter((name) => !sources.has(name));
  const unexpected = [...sources.keys()].filter((name) => name.startsWith(prefix) && !expected.has(name));
  const mismatched = [...targets].flatMap(([name, variable]) => {
    const source = sources.get(prefix + name);
    return source ? (mismatch(prefix + name, variable, source) ?? []) : [];
  });
  check(
    missing.length + unexpected.length + mismatched.length === 0,
    () =>
      `${where}: ${targets.size} variables and their values must agree in names, shapes and dtypes.` +
      `${listed({ Missing: missing.map((name) => printable(name)), Unexpected: unexpected.map((name) => printable(name)), Mismatched: mismatched })} ` +
      'Nothing was changed; use values that were saved from the same configuration.',
  );
  tf.tidy(() => {
    // All values first: a conversion may still fail, and a source may itself be one of the variables.
    const values = [...targets].map(([name, variable]) => {
      const source = sources.get(prefix + name)!;
      return { variable, value: source instanceof tf.Tensor ? tf.clone(source) : tensorFromRaw(source) };
    });
    for (const { variable, value } of values) variable.assign(value);
  });
}
