import * as tf from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import { compareGolden } from '@ganblocks/core/testing';
import type { GoldenCase, GoldenTensor, Goldens } from '@ganblocks/core/testing';
import { differentiate } from './differentiate';
import type { ComputedFamily, Evaluation, Family } from './family';
import { limits } from './limits';

/** What came of one case. */
export interface CaseResult {
  readonly name: string;
  /** 'LIMIT': all is right but for a number that float32 cannot reach; see `limits`. */
  readonly status: 'ok' | 'FAIL' | 'LIMIT' | 'MISSING';
  /** The highest derivative among what was compared. */
  readonly order?: number;
  /** The tensor with the largest error, as a multiple of what the case tolerates. */
  readonly worst?: { readonly tensor: string; readonly ratio: number };
  readonly reason?: string;
}

async function compute(family: ComputedFamily, golden: GoldenCase, stored: ReadonlyMap<string, GoldenTensor>): Promise<Evaluation> {
  const used = new Set<string>();
  const read = (name: string): GoldenTensor => {
    const tensor = stored.get(name);
    check(
      tensor !== undefined,
      () => `"${name}" is needed but the manifest lists no such tensor. Listed: ${[...stored.keys()].join(', ')}.`,
    );
    used.add(name);
    return tensor;
  };
  return { values: new Map(Object.entries(await family.values(read, golden))), used };
}

/** The highest derivative among the stored tensors that were compared. Without a critic the manifest says what the gradients reach to. */
function orderOf(compared: readonly string[], { gradientPenalty, derivativeOrder }: GoldenCase): number {
  if (!gradientPenalty) return derivativeOrder;
  if (compared.some((name) => /^gp_.+_grad_/.test(name))) return 2;
  return compared.some((name) => /^(gp_)?grad_/.test(name)) ? 1 : 0;
}

function judge(golden: GoldenCase, stored: ReadonlyMap<string, GoldenTensor>, { values, used }: Evaluation): CaseResult {
  const { name, tolerance } = golden;
  const compared = [...golden.tensors.keys()].filter((tensor) => values.has(tensor));
  const order = orderOf(compared, golden);
  const uncovered = [...golden.tensors.keys()].filter((tensor) => !values.has(tensor) && !used.has(tensor));
  if (uncovered.length > 0) return { name, status: 'FAIL', order, reason: `not covered: ${uncovered.join(', ')}` };
  if (compared.length === 0) return { name, status: 'FAIL', order, reason: 'nothing to compare: no stored tensor is computed' };

  const outcomes = compared.map((tensor) => {
    const [actual, expected] = [values.get(tensor), stored.get(tensor)];
    check(actual !== undefined && expected !== undefined, () => `${name}: "${tensor}" is stored but not computed.`);
    return { tensor, ...compareGolden(actual, expected, tolerance) };
  });
  const { tensor, worst, reason } = outcomes.reduce((a, b) => (b.worst > a.worst ? b : a));
  const failed = outcomes.filter((outcome) => !outcome.passed);
  const verdict = { name, order, worst: { tensor, ratio: worst } };
  if (failed.length === 0) return { ...verdict, status: 'ok' };
  const [limit] = limits.filter((one) => one.name === name && one.tensor === tensor && worst <= one.factor);
  if (limit && failed.length === 1) return { ...verdict, status: 'LIMIT', reason: limit.reason };
  return { ...verdict, status: 'FAIL', reason: `${tensor} ${reason}${failed.length > 1 ? `, and ${failed.length - 1} more tensors` : ''}` };
}

/**
 * Computes one case and compares all that it stores. Never throws: whatever goes wrong is the reason of a `FAIL`.
 * A case that no family knows is `MISSING`. Leaves no tensor behind.
 */
export async function runCase(golden: GoldenCase, goldens: Goldens, families: readonly Family[]): Promise<CaseResult> {
  const { name } = golden;
  const family = families.find(({ pattern }) => pattern.test(name));
  if (!family) return { name, status: 'MISSING', reason: 'no family computes it' };
  const engine = tf.engine();
  engine.startScope(name);
  try {
    const stored = await goldens.tensors(golden);
    return judge(golden, stored, 'values' in family ? await compute(family, golden, stored) : await differentiate(family, golden, stored));
  } catch (error) {
    return { name, status: 'FAIL', reason: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) };
  } finally {
    engine.endScope();
  }
}
