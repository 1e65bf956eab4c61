import {
  check,
  networkTensors,
  rawFromTensor,
  writeSafetensors,
  type BatchStream,
  type Dataset,
  type GanSystem,
  type JsonObject,
  type RandomStream,
  type RawTensor,
  type Stateful,
  type StreamRequest,
} from '@ganblocks/core';
import type { NamedTensorMap } from '@tensorflow/tfjs-core';
import { infoToMetadata } from './checkpointInfo';
import { withChecksum } from './checksum';
import { NonFiniteError } from '../nonFiniteError';
import { holdsFiniteNumbers } from './holdsFiniteNumbers';

/** What a run is at a moment between two steps. */
export interface CheckpointState {
  readonly system: GanSystem<unknown, unknown>;
  /** Averaged weights. Default: `null`, none. */
  readonly ema?: Stateful | null;
  /** Rounds of updates done. */
  readonly step: number;
  readonly imagesSeen: number;
  /** Seconds of training so far. Default: 0. */
  readonly seconds?: number;
  /** Number of the phase that ran last. Default: 0. */
  readonly phase?: number;
  /** The stream that all of the run's random numbers come from. */
  readonly random: RandomStream;
  /** The open data stream, what it was asked for, and the data set that it is of, which a resumed run then has to have again. Default: `null`, none. */
  readonly data?: {
    readonly stream: BatchStream<unknown>;
    readonly request: StreamRequest;
    readonly dataset?: Pick<Dataset<unknown>, 'name' | 'size'>;
  } | null;
  /** Learning rates that schedules multiply, by key of the optimizer. Default: none. */
  readonly rates?: Readonly<Record<string, number>>;
  /** The best figures of the run. Default: none. */
  readonly figures?: JsonObject;
}

/**
 * The whole state of a run as the bytes of one safetensors file: `networks/<network>/<variable>` (trainable and statistics),
 * `state/<key>/<name>` for all of `system.state`, `ema/<name>`, `data/<name>`; counters, positions and configuration as JSON in the
 * metadata, with a checksum of the whole file. Nothing is changed.
 *
 * @throws NonFiniteError where a tensor holds NaN or infinity: such a state must not replace an earlier checkpoint.
 * @example
 * const bytes = await checkpointBytes({ system: gan, step: 0, imagesSeen: 0, random: randomStream(7) });
 * await writeFile('gan.safetensors', bytes);
 */
export async function checkpointBytes(state: CheckpointState): Promise<Uint8Array<ArrayBuffer>> {
  const { system, ema = null, step, imagesSeen, seconds = 0, phase = 0, random, data = null, rates = {}, figures = {} } = state;
  const metadata = infoToMetadata({
    system: system.name,
    config: system.config,
    step,
    imagesSeen,
    seconds,
    phase: { index: phase, name: system.phases[phase]?.name ?? '' },
    random: random.toJson(),
    data: data && {
      request: data.request,
      position: data.stream.toJson(),
      ...(data.dataset && { dataset: { name: data.dataset.name, size: data.dataset.size } }),
    },
    state: Object.fromEntries(Object.entries(system.state).map(([key, value]) => [key, value.toJson()])),
    ema: ema?.toJson() ?? null,
    rates,
    figures,
  });
  const raw = new Map<string, RawTensor>();
  for (const [name, tensor] of Object.entries(stateTensors(system, ema, data?.stream))) {
    const value = await rawFromTensor(tensor);
    if (!holdsFiniteNumbers(value)) throw nonFinite(name, step);
    raw.set(name, value);
  }
  return withChecksum(writeSafetensors(raw, metadata));
}

function nonFinite(name: string, step: number): NonFiniteError {
  return new NonFiniteError(
    `checkpoint: every number of the state must be finite. Got NaN or infinity in '${name}' at step ${step}. Nothing was written; lower the learning rate and continue from an earlier checkpoint.`,
    { network: name.split('/')[1] ?? '', term: name, step },
  );
}

/** All live tensors of a run under their names in the file. */
function stateTensors(system: GanSystem<unknown, unknown>, ema: Stateful | null, stream: Stateful | undefined): NamedTensorMap {
  const networks = Object.entries(system.networks).map(([name, network]) => prefixed('networks', name, networkTensors(network)));
  const state = Object.entries(system.state).map(([key, value]) => prefixed('state', key, value.tensors()));
  const rest = [prefixed('ema', '', ema?.tensors()), prefixed('data', '', stream?.tensors())];
  return Object.assign({}, ...networks, ...state, ...rest) as NamedTensorMap;
}

function prefixed(kind: string, key: string, tensors: NamedTensorMap = {}): NamedTensorMap {
  check(!key.includes('/'), () => `checkpoint: names of networks and state must not hold '/'. Got '${key}' in ${kind}. Rename it.`);
  const path = key === '' ? kind : `${kind}/${key}`;
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [`${path}/${name}`, tensor]));
}
