// Lets a process and its threads run TypeScript: `--import tsx` leaves threads out.
import { register } from 'tsx/esm/api';

register();
