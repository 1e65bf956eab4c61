import { chromiumHost } from './hosts/chromiumHost';
import type { Host } from './hosts/host';
import { nodeHost } from './hosts/nodeHost';
import { keyOf } from './items';
import type { Flavour, HostEvent, Item, Outcome } from './items';
import { sentenceOf } from './measureDerivatives';
import type { Target } from './targets';

/** What came of a target: outcomes by item key, or why it does not start here. */
export interface TargetResult {
  readonly target: string;
  readonly backend?: string;
  readonly absent?: string;
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

export interface MeasureOptions {
  readonly target: Target;
  readonly flavour: Flavour;
  readonly items: readonly Item[];
  readonly onDone?: (item: Item, outcome: Outcome) => void;
  /** Replaced in tests. */
  readonly hosts?: Readonly<Record<Target['host'], Host>>;
}

/** Measures all items. Where the host ends during one, that item has failed and a new host goes on with the rest. */
export async function measureTarget({
  target,
  flavour,
  items,
  onDone,
  hosts = { node: nodeHost, chromium: chromiumHost },
}: MeasureOptions): Promise<TargetResult> {
  const outcomes = new Map<string, Outcome>();
  let backend: string | undefined;
  let current: Item | undefined;
  const finish = (item: Item, outcome: Outcome): void => {
    outcomes.set(keyOf(item), outcome);
    current = undefined;
    onDone?.(item, outcome);
  };
  const onEvent = (event: HostEvent): void => {
    if (event.event === 'ready') backend = event.backend;
    else if (event.event === 'begun') current = event.item;
    else finish(event.item, event.outcome);
  };

  for (let rest = items; rest.length > 0; rest = items.filter((item) => !outcomes.has(keyOf(item)))) {
    const before = outcomes.size;
    try {
      await hosts[target.host].run({ backend: target.backend, flavour, items: rest }, onEvent);
    } catch (error) {
      const reason = sentenceOf(error);
      if (backend === undefined) return { target: target.name, absent: reason, outcomes };
      if (current) finish(current, { kind: 'failed', reason });
      else if (outcomes.size === before) throw error;
    }
  }
  return { target: target.name, ...(backend === undefined ? {} : { backend }), outcomes };
}
