import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { printable } from '@ganblocks/core';
import { suggestion } from '../text/nearest';
import { checkUsage } from '../usageError';
import type { DataSource } from './dataSource';
import { imageSources } from './imageSources';
import { pointSources } from './pointSources';

/** Every data set that can be asked for, in the order of the help. */
export const dataSources: readonly DataSource[] = [...imageSources, ...pointSources];

/** What `--data` asks for. */
export interface DataSpec {
  readonly source: DataSource;
  /** Absolute where it is a path. */
  readonly argument: string;
  /** The same, to be read again from any folder: `cifar10:/data/cifar`. */
  readonly text: string;
}

/** `cifar10:FOLDER`. */
export const dataUsage = ({ name, argument }: DataSource): string => (argument === undefined ? name : `${name}:${argument}`);

/**
 * What a text such as `mnist`, `emoji:fluent`, `cifar10:./cifar` or the path of pictures asks for. A name wins over a path that is written alike:
 * './mnist' is a path.
 *
 * @throws UsageError where there is neither, or what belongs behind the colon is missing.
 */
export function dataSpec(text: string): DataSpec {
  const [name = '', ...rest] = text.split(':');
  const source = dataSources.find((one) => one.name === name);
  if (!source) return { ...pathSpec(text) };
  const argument = rest.join(':');
  checkUsage((argument !== '') === (source.argument !== undefined), () => {
    return `--data ${name}: expected '${dataUsage(source)}'. Got '${printable(text)}'. ${source.help}`;
  });
  const isPath = source.holds === 'images' && source.isPath === true;
  checkUsage(!isPath || existsSync(argument), () => `--data ${name}: there is nothing at '${printable(argument, 200)}'. ${source.help}`);
  const placed = isPath ? resolve(argument) : argument;
  return { source, argument: placed, text: argument === '' ? name : `${name}:${placed}` };
}

/** A path by itself: what is there says how it is read. */
function pathSpec(path: string): DataSpec {
  checkUsage(existsSync(path), () => {
    const names = dataSources.map((source) => source.name);
    return `--data: '${printable(path, 200)}' is no path that exists, and no data set.${suggestion(path.split(':')[0] ?? '', names)} There are ${names.join(', ')}: see 'ganblocks list data'.`;
  });
  const name = statSync(path).isDirectory() ? 'folder' : (/\.(zip|parquet)$/i.exec(path)?.[1]?.toLowerCase() ?? '');
  checkUsage(name !== '', () => {
    return `--data: '${printable(path, 200)}' must be a folder of pictures, a .zip or a .parquet file. Got another file. Put pictures into a folder.`;
  });
  return dataSpec(`${name}:${path}`);
}
