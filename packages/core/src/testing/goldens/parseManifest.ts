import type { JsonObject } from '../../contracts/index';
import { check } from '../../errors/index';
import type { GoldenCase, GoldenDtype, GoldenEntry, GoldenPenalty, Tolerance } from './goldenCase';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isDtype = (value: unknown): value is GoldenDtype => value === 'F32' || value === 'I32' || value === 'U8';
const isSize = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0;
const isBound = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const show = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 80));

function fieldsOf(value: unknown, where: string): Fields {
  check(isFields(value), () => `goldens manifest: ${where} must be an object. Got ${show(value)}.`);
  return value;
}

function textOf(value: unknown, where: string): string {
  check(typeof value === 'string' && value !== '', () => `goldens manifest: ${where} must be a text. Got ${show(value)}.`);
  return value;
}

function toleranceOf(value: unknown, where: string): Tolerance {
  const { rtol, atol } = fieldsOf(value, where);
  check(isBound(rtol) && isBound(atol), () => `goldens manifest: ${where} must have numbers rtol and atol >= 0. Got ${show(value)}.`);
  return { rtol, atol };
}

function entryOf(value: unknown, where: string): GoldenEntry {
  const { shape, dtype, meaning = '' } = fieldsOf(value, where);
  check(Array.isArray(shape) && shape.every(isSize), () => `goldens manifest: the shape of ${where} must be a list of sizes. Got ${show(shape)}.`);
  check(isDtype(dtype), () => `goldens manifest: the dtype of ${where} must be F32, I32 or U8. Got ${show(dtype)}.`);
  check(typeof meaning === 'string', () => `goldens manifest: the meaning of ${where} must be a text. Got ${show(meaning)}.`);
  return { shape: shape.map(Number), dtype, meaning, isInput: /(^|; )input\./.test(meaning) };
}

function penaltyOf(value: unknown, where: string): GoldenPenalty {
  const { wrt, pre_scale: preScale = false } = fieldsOf(value, where);
  check(typeof preScale === 'boolean', () => `goldens manifest: pre_scale of ${where} must be true or false. Got ${show(preScale)}.`);
  return { wrt: textOf(wrt, `wrt of ${where}`), preScale };
}

function caseOf(value: unknown, position: number): GoldenCase {
  const fields = fieldsOf(value, `cases[${position}]`);
  const name = textOf(fields['name'], `cases[${position}].name`);
  const file = textOf(fields['file'] ?? `${name}.safetensors`, `the file of ${name}`);
  check(!/[/\\]|^\.+$/.test(file), () => `goldens manifest: the file of ${name} must be a file name without a folder. Got ${show(file)}.`);
  const order = fields['derivative_order'] ?? 0;
  check(isSize(order), () => `goldens manifest: derivative_order of ${name} must be 0, 1 or 2. Got ${show(order)}.`);
  const tensors = Object.entries(fieldsOf(fields['tensors'], `tensors of ${name}`));
  const penalty = fields['gradient_penalty'];
  return {
    name,
    file,
    checks: typeof fields['checks'] === 'string' ? fields['checks'] : '',
    hyperparameters: fieldsOf(fields['hyperparameters'] ?? {}, `hyperparameters of ${name}`) as JsonObject,
    derivativeOrder: order,
    ...(penalty === undefined || penalty === null ? {} : { gradientPenalty: penaltyOf(penalty, `gradient_penalty of ${name}`) }),
    tolerance: toleranceOf(fields['tolerance'], `tolerance of ${name}`),
    tensors: new Map(tensors.map(([tensor, entry]) => [tensor, entryOf(entry, `${name}/${tensor}`)])),
  };
}

/**
 * Validates a parsed `manifest.json` of a goldens folder.
 *
 * @throws GanError naming the entry that is not as it should be; two cases of one name are refused, and so is a manifest without cases.
 * @example const cases = parseManifest(await (await fetch('goldens/manifest.json')).json());
 */
export function parseManifest(manifest: unknown): readonly GoldenCase[] {
  const { cases } = fieldsOf(manifest, 'the whole');
  check(Array.isArray(cases) && cases.length > 0, () => `goldens manifest: "cases" must be a list with at least one case. Got ${show(cases)}.`);
  const parsed = cases.map(caseOf);
  const twice = parsed.find(({ name }, position) => parsed.findIndex((other) => other.name === name) !== position);
  check(twice === undefined, () => `goldens manifest: names of cases must be unique. Got "${twice?.name}" twice.`);
  return parsed;
}
