import type { Command } from './command';
import { evaluate } from './evaluate';
import { list } from './list';
import { report } from './report';
import { resume } from './resume';
import { sample } from './sample';
import { train } from './train';

/** In the order of the help. */
export const commands: readonly Command[] = [train, resume, sample, evaluate, report, list];
