import * as tf from '@tensorflow/tfjs-core';
import { check } from '../errors/index';
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
const listed = (title: string, names: readonly string[]): string => {
  if (names.length === 0) return '';
  const rest = names.length > MOST_SHOWN ? ` and ${names.length - MOST_SHOWN} more` : '';
  return ` ${title}: ${names.slice(0, MOST_SHOWN).join(', ')}${rest}.`;
};

const dtypeOf = (source: Source): string => (source instanceof tf.Tensor ? source.dtype : tensorDtype(source.dtype));

function mismatch(name: string, variable: tf.Variable, source: Source): string | undefined {
  if (variable.isDisposed) return `${name} (the variable is disposed)`;
  if (source instanceof tf.Tensor && source.isDisposed) return `${name} (the tensor is disposed)`;
  const [expected, received] = [`${variable.dtype} [${variable.shape.join(', ')}]`, `${dtypeOf(source)} [${source.shape.join(', ')}]`];
  return expected === received ? undefined : `${name} (expected ${expected}, got ${received})`;
}

/**
 * Copies values into variables by name, all or nothing: names, shapes and dtypes are checked first, and one error lists everything that is missing,
 * unexpected or of another shape. `tensors` stay the caller's.
 *
 * @throws GanError if a value is missing, unexpected, disposed, or of another shape or dtype.
 * @example assignNamed(new Map([['kernel', kernel]]), tensors, { where: 'restore', prefix: 'generator/' });
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
      `${where}: ${targets.size} variables and their values must agree in names, shapes and dtypes.${listed('Missing', missing)}${listed('Unexpected', unexpected)}` +
      `${listed('Mismatched', mismatched)} Nothing was changed; use values that were saved from the same configuration.`,
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
