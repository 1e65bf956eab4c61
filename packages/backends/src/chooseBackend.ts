import * as tf from '@tensorflow/tfjs-core';
import { check, GanError } from '@ganblocks/core';
import type { Backend } from './backends/backend';
import { installKernel } from './kernel';

/** The backend in use, why it is, and the kernels that are ours. */
export interface Choice<Name extends string> {
  readonly name: Name;
  readonly reason: string;
  readonly kernels: string[];
}

export interface ChoiceOptions<Name extends string> {
  /** `'auto'` or a backend's name: what the caller wrote. */
  readonly asked: string;
  /** The value of GANBLOCKS_BACKEND. */
  readonly environment: string | undefined;
  readonly backends: readonly (Backend & { readonly name: Name })[];
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

/** Loads and starts a backend. @throws GanError where its package is missing or it does not start; the backend before stays in use. */
async function start({ name, packageName, load, kernels }: Backend): Promise<void> {
  try {
    await load();
  } catch (cause) {
    throw new GanError(
      `useBackend: backend '${name}' needs the package ${packageName}, which could not be loaded (${messageOf(cause)}). ` +
        `Install it: npm install ${packageName}@${tf.version_core}`,
      { cause },
    );
  }
  check(
    await tf.setBackend(name),
    () =>
      `useBackend: backend '${name}' was loaded but did not start on this machine. See the warning of TensorFlow.js above, or choose another.`,
  );
  await tf.ready();
  for (const kernel of kernels) installKernel(name, kernel);
}

/** The first backend of the table that starts. */
async function firstThatStarts<Name extends string>(backends: ChoiceOptions<Name>['backends']): Promise<{ name: Name; reason: string }> {
  const failures: string[] = [];
  for (const backend of backends) {
    try {
      await start(backend);
    } catch (error) {
      failures.push(messageOf(error).replace('useBackend: ', ''));
      continue;
    }
    const order = `auto: the first of ${backends.map(({ name }) => name).join(', ')} that starts`;
    return { name: backend.name, reason: [order, ...failures].join('; ') };
  }
  throw new GanError(`useBackend: no backend starts. ${failures.join(' ')}`);
}

/** `useBackend` with its surroundings as arguments: a name wins over the environment, the environment over auto. */
export async function chooseBackend<Name extends string>({ asked, environment, backends }: ChoiceOptions<Name>): Promise<Choice<Name>> {
  const fromEnvironment = asked === 'auto' && environment !== undefined && environment !== '';
  const wanted = fromEnvironment ? environment : asked;
  const source = fromEnvironment ? `GANBLOCKS_BACKEND=${wanted}` : 'asked for by name';
  const known = ['auto', ...backends.map(({ name }) => name)];
  check(
    known.includes(wanted),
    () =>
      `useBackend: expected one of ${known.map((name) => `'${name}'`).join(', ')}. Got '${wanted}' (${source}). Choose one of these${fromEnvironment ? ', or unset GANBLOCKS_BACKEND' : ''}.`,
  );

  const named = backends.find(({ name }) => name === wanted);
  if (named) await start(named);
  const { name, reason } = named ? { name: named.name, reason: source } : await firstThatStarts(backends);
  const kernels = backends.find((backend) => backend.name === name)?.kernels.map((kernel) => kernel.name) ?? [];
  return { name, reason, kernels };
}
