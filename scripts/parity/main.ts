import { parity } from './parity';

process.exitCode = await parity(process.argv.slice(2));
