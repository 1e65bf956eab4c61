import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { root } from '../workspace/packages.mjs';
import type { WorkspacePackage } from '../workspace/packages.mjs';

export type { WorkspacePackage };

/** What a child process said. */
export interface Said {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a program to its end. */
export function run(command: string, args: readonly string[], cwd: string): Said {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } });
  return { status, out: stdout, err: stderr };
}

/** Runs a program that must succeed. */
function demand(command: string, args: readonly string[], cwd: string): string {
  const { status, out, err } = run(command, args, cwd);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${err}${out}`);
  return out;
}

const npm = process.env['npm_execpath'];

/** A project of a user: a folder with the packed packages in its node_modules, and beside them only what they declare. */
export interface Consumer {
  readonly folder: string;
  /** The files of a package's tarball, relative to it. */
  readonly packed: ReadonlyMap<string, readonly string[]>;
  /** Writes a file of the project. */
  write(name: string, text: string): string;
}

/**
 * Packs the packages as they would be published, and unpacks them into a new project; what else they declare is linked from here, so that no network is needed.
 *
 * @throws Error when a package has no dist, or names a dependency that is not installed here
 */
export function createConsumer(packages: readonly WorkspacePackage[]): Consumer {
  for (const { name, folder, scripts, types } of packages) {
    const missing = [...scripts, ...types].filter((file) => !existsSync(join(folder, file)));
    if (missing.length > 0) throw new Error(`${name} is not built. Missing ${missing.join(', ')}. Run npm run build.`);
  }
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ganblocks-consumer-')));
  const modules = join(folder, 'node_modules');
  const workspaces = packages.flatMap((one) => ['--workspace', relative(root, one.folder)]);
  const arguments_ = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder, ...workspaces];
  const listed = demand(npm ? process.execPath : 'npm', npm ? [npm, ...arguments_] : arguments_, root);
  const tarballs = Object.values(JSON.parse(listed) as Record<string, { name: string; filename: string; files: { path: string }[] }>);

  for (const { name, filename } of tarballs) {
    const target = join(modules, name);
    mkdirSync(target, { recursive: true });
    demand('tar', ['-xzf', join(folder, filename), '-C', target, '--strip-components', '1'], folder);
  }
  const optional = new Set(packages.flatMap((one) => one.optional));
  for (const name of new Set([...packages.flatMap(({ third }) => third), '@types/node'])) {
    const source = join(root, 'node_modules', name);
    if (!existsSync(source)) {
      if (optional.has(name)) continue;
      throw new Error(`A package declares ${name}, which is not installed. Run npm install.`);
    }
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(source, join(modules, name), 'junction');
  }
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  write('package.json', JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  return { folder, packed: new Map(tarballs.map(({ name, files }) => [name, files.map(({ path }) => path)])), write };
}
