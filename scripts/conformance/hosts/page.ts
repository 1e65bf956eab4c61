import { readGoldens } from '@ganblocks/core/testing';
import type { Goldens } from '@ganblocks/core/testing';
import type { HostEvent, Job } from '../items';
import { runJob } from '../runJob';

declare global {
  /** Given by the host. */
  var emit: (event: HostEvent) => Promise<void>;
  var runConformance: (job: Job) => Promise<void>;
}

const bytesOf = async (name: string): Promise<Uint8Array> => new Uint8Array(await (await fetch(`/goldens/${name}`)).arrayBuffer());

async function openGoldens(): Promise<Goldens> {
  const manifest: unknown = JSON.parse(new TextDecoder().decode(await bytesOf('manifest.json')));
  return readGoldens({ manifest, read: bytesOf });
}

globalThis.runConformance = (job) => runJob(job, { goldens: openGoldens, emit: globalThis.emit });
