import * as tf from '@tensorflow/tfjs-core';
import { check, GanError } from '@ganblocks/core';
import type { Backend, WasmPaths } from './backends/backend';
import { messageOf, NotInstalled } from './notInstalled';
import type { Place } from './place';
import { startBackend, type Started } from './startBackend';
import type { WantedThreads } from './wasm/pool/threadCount';

/** The backend in use, why it is, and the kernels that are ours. */
export interface Choice<Name extends string> {
  readonly name: Name;
  readonly reason: string;
  /** What it runs on, where the backend tells: WebGPU's adapter, CUDA or the processor under TensorFlow. */
  readonly device?: string;
  /** The threads that compute, with the main thread, where it is we who run them: on wasm. */
  readonly threads?: number;
  readonly kernels: string[];
}

type Named<Name extends string> = Backend & { readonly name: Name };

export interface ChoiceOptions<Name extends string> {
  /** `'auto'` or a backend's name: what the caller wrote. */
  readonly asked: string;
  /** The value of GANBLOCKS_BACKEND. */
  readonly environment: string | undefined;
  readonly place: Place;
  readonly backends: readonly Named<Name>[];
  readonly wasmPaths?: WasmPaths | undefined;
  readonly threads?: WantedThreads | undefined;
}

type Surroundings<Name extends string> = Pick<ChoiceOptions<Name>, 'place' | 'backends' | 'wasmPaths' | 'threads'>;

const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');
const placeNames = { node: 'Node', browser: 'a browser' } as const;
const installLine = ({ packages }: Backend, place: Place): string => `npm install ${packages(place).join(' ')}`;

const choiceOf = <Name extends string>({ name, kernels }: Named<Name>, reason: string, { device, threads }: Started): Choice<Name> => ({
  name,
  reason,
  ...(device !== undefined && { device }),
  ...(threads !== undefined && { threads }),
  kernels: kernels.flatMap((kernel) => (kernel.runs?.(tf.backend()) === false ? [] : [kernel.name])),
});

async function startNamed<Name extends string>(
  backend: Named<Name>,
  reason: string,
  surroundings: Surroundings<Name>,
): Promise<Choice<Name>> {
  const { place, backends, wasmPaths, threads } = surroundings;
  const here = backends.filter(({ places }) => places.includes(place)).map(({ name }) => name);
  check(
    here.includes(backend.name),
    () =>
      `useBackend: backend '${backend.name}' runs in ${backend.places.map((one) => placeNames[one]).join(' and ')}. ` +
      `Got ${placeNames[place]} (${reason}). Choose one of ${quoted(here)}.`,
  );
  try {
    return choiceOf(backend, reason, await startBackend(backend, { place, byName: true, wasmPaths, threads }));
  } catch (cause) {
    const install = cause instanceof NotInstalled ? `. Install it: ${installLine(backend, place)}` : '';
    throw new GanError(`useBackend: backend '${backend.name}' ${messageOf(cause)}${install}`, { cause });
  }
}

/** The first backend of the table that starts here. */
async function startBest<Name extends string>({ place, backends, wasmPaths, threads }: Surroundings<Name>): Promise<Choice<Name>> {
  const refused: string[] = [];
  for (const backend of backends.filter(({ places }) => places.includes(place))) {
    try {
      const started = await startBackend(backend, { place, byName: false, wasmPaths, threads });
      return choiceOf(backend, ['auto: the best that is installed and starts', ...refused].join('; '), started);
    } catch (error) {
      if (!(error instanceof NotInstalled)) refused.push(`${backend.name} ${messageOf(error)}`);
    }
  }
  const recommended = backends.find(({ name }) => name === 'wasm') ?? backends.at(-1);
  const install = recommended ? ` Install one: ${installLine(recommended, place)}` : '';
  throw new GanError(`useBackend: no backend is installed that starts.${refused.map((line) => ` ${line}`).join('')}${install}`);
}

/** `useBackend` with its surroundings as arguments: a name wins over the environment, the environment over auto. */
export async function chooseBackend<Name extends string>(options: ChoiceOptions<Name>): Promise<Choice<Name>> {
  const { asked, environment, backends } = options;
  const fromEnvironment = asked === 'auto' && environment !== undefined && environment !== '';
  const wanted = fromEnvironment ? environment : asked;
  const source = fromEnvironment ? `GANBLOCKS_BACKEND=${wanted}` : 'asked for by name';
  if (wanted === 'auto') return startBest(options);

  const named = backends.find(({ name }) => name === wanted);
  check(
    named !== undefined,
    () =>
      `useBackend: expected one of ${quoted(['auto', ...backends.map(({ name }) => name)])}. Got '${wanted}' (${source}). ` +
      `Choose one of these${fromEnvironment ? ', or unset GANBLOCKS_BACKEND' : ''}.`,
  );
  return startNamed(named, source, options);
}
