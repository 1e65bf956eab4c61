import { commands } from './commands/commands';
import { columns } from './text/columns';

/** What `ganblocks --help` says. */
export const generalHelp = (): string =>
  [
    'ganblocks COMMAND …\n\nTrains GANs on images, and looks at what they have learned. Runs on Node.js; needs no Python and no GPU.',
    `Examples
  ganblocks train dcgan --data mnist --preset first-light
  ganblocks sample runs/00001-dcgan-mnist --seeds 1-64
  ganblocks evaluate runs/00001-dcgan-mnist`,
    `Commands\n${columns(commands.map(({ spec }) => [spec.name, spec.summary]))}`,
    "'ganblocks COMMAND --help' explains one, examples first. 'ganblocks --version' says which release this is.",
  ].join('\n\n');
