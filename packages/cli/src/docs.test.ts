import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { ganblocks } from '../tests/captured';
import { commands } from './commands/commands';

const page = readFileSync(new URL('../../../docs/cli.md', import.meta.url), 'utf8');

// Where one fails, paste what the command prints.
test.each([...commands.map(({ spec }) => [spec.name, '--help']), ['list', 'data'], ['list', 'presets', 'dcgan']])(
  'docs/cli.md has what ganblocks %s %s %s prints',
  async (...args) => {
    const { out } = await ganblocks(...args);
    expect(page).toContain(`${out}\`\`\`\n`);
  },
);
