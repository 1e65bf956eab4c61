import type { JsonObject, JsonValue } from '@ganblocks/core';
import { html, type Html } from './html';
import { inWords } from './inWords';
import { isObject } from './jsonLines';

/** The content of `config.json` as tables: the system, the data, the training, the versions. */
export function settingsTables(config: JsonObject): Html {
  const { format: _format, version: _version, date: _date, system, config: own, data, versions, ...training } = config;
  const named = (value: JsonValue | undefined): JsonObject => (isObject(value) ? value : {});
  const { name, licence, attribution, source, ...facts } = named(data);
  const first = { name, licence, attribution, source };
  return html`<div class="tables">
    ${table('System', { name: system ?? '', ...named(own) })} ${table('Data', { ...(present(first) as JsonObject), ...facts })}
    ${table('Training', training)} ${table('Versions', named(versions))}
  </div>`;
}

/** Without what is undefined. */
const present = (values: Readonly<Record<string, JsonValue | undefined>>): object =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

function table(title: string, values: JsonObject): Html {
  const rows = flat(values).map(
    ([name, value]) =>
      html`<tr>
        <th scope="row">${name}</th>
        <td>${value}</td>
      </tr>`,
  );
  return html`<table>
    <caption>
      ${title}
    </caption>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

/** Objects within objects under names with dots. */
function flat(values: JsonObject, prefix = ''): (readonly [string, string])[] {
  return Object.entries(values).flatMap(([name, value]) => {
    return isObject(value) ? flat(value, `${prefix}${name}.`) : [[`${prefix}${name}`, inWords(value)] as const];
  });
}
