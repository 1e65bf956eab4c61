import { on } from 'node:events';
import process from 'node:process';
import type { Collective } from '../../replicas/collective';
import { meetingIn } from './meeting';
import type { ReplicaSeat } from './replicaSeat';
import { sumInMemory } from './sumInMemory';

/** Takes a replica's seat: the collective as a further thread has it. */
export function joinReplicas({ rank, memory, port, timeLimit }: ReplicaSeat): Collective {
  const meeting = meetingIn(memory, rank, timeLimit);
  const messages = on(port, 'message') as AsyncIterableIterator<[Uint8Array]>;
  const ended = (): void => meeting.fail('its thread ended before the run did.');
  process.once('exit', ended);
  port.postMessage('joined');
  return {
    rank,
    size: memory.size,
    allReduce: sumInMemory(memory, rank, () => meeting.meet()),
    async broadcast() {
      const { value } = (await messages.next()) as { value: [Uint8Array] };
      const failure = meeting.failure();
      if (failure) throw failure;
      return value[0];
    },
    async close(error) {
      if (error !== undefined) meeting.fail(error);
      process.off('exit', ended);
      port.close();
    },
  };
}
