import { check } from '@ganblocks/core';
import type { GoldenCase } from '@ganblocks/core/testing';

const where = ({ name }: GoldenCase, key: string): string => `${name}: hyperparameter "${key}"`;

/** A number among the case's hyperparameters; `fallback` where the case does not state it. */
export function numberOf(golden: GoldenCase, key: string, fallback?: number): number {
  const value = golden.hyperparameters[key] ?? fallback;
  check(typeof value === 'number', () => `${where(golden, key)} must be a number. Got ${JSON.stringify(value)}.`);
  return value;
}

/** A list of numbers among the case's hyperparameters. */
export function numbersOf(golden: GoldenCase, key: string): readonly number[] {
  const value = golden.hyperparameters[key];
  check(Array.isArray(value), () => `${where(golden, key)} must be a list of numbers. Got ${JSON.stringify(value)}.`);
  return value.map((item) => {
    check(typeof item === 'number', () => `${where(golden, key)} must be a list of numbers. Got ${JSON.stringify(value)}.`);
    return item;
  });
}

/** The stored shape of a tensor of the case. */
export function shapeOf(golden: GoldenCase, tensor: string): readonly number[] {
  const entry = golden.tensors.get(tensor);
  check(entry !== undefined, () => `${golden.name}: the manifest must list the tensor "${tensor}".`);
  return entry.shape;
}
