import { bytesField, doubleField, message, textField, wholeField } from './protobuf';
import type { SummaryValue } from './summary';

/** Where an event stands. */
export interface EventTime {
  /** Seconds since 1970. */
  readonly wallTime: number;
  readonly step: number;
}

/** `SessionLog.START`. */
const START = 1;

/** What an event file begins with. */
export const versionEvent = (wallTime: number): Uint8Array => message(doubleField(1, wallTime), textField(3, 'brain.Event:2'));

/** Tells TensorBoard to forget what earlier files of the folder say from this step on. */
export const startEvent = (at: EventTime): Uint8Array => message(...timeFields(at), bytesField(7, wholeField(1, START)));

/** Values of one step. */
export function summaryEvent(at: EventTime, values: readonly SummaryValue[]): Uint8Array {
  return message(...timeFields(at), bytesField(5, message(...values.map((value) => bytesField(1, value)))));
}

const timeFields = ({ wallTime, step }: EventTime): Uint8Array[] => [doubleField(1, wallTime), wholeField(2, step)];
