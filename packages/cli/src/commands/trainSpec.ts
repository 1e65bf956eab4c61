import { backendOption, threadsOption, type CommandSpec } from '../options/optionSpec';
import { RATES } from '../training/rateSpec';

/** Images of a run where neither option nor preset says how many. */
export const IMAGES = 200_000;
export const BATCH_SIZE = 64;
/** Of each class, where a system learns from few labels. */
export const LABELS = 10;
/** Images that are drawn for each evaluation on the way. */
export const EVALUATION_SAMPLES = 2_000;

export const trainSpec: CommandSpec = {
  name: 'train',
  summary:
    'Trains a GAN on your data, or on data that has a name, and keeps the run in a folder: checkpoints, sheets of samples, losses, report.html, event files for TensorBoard.',
  usage: 'SYSTEM --data DATA [options]',
  words: { least: 1, most: 1 },
  examples: [
    { command: 'train dcgan --data mnist --images 200k', does: 'Handwritten digits; the data comes with ganblocks.' },
    {
      command: 'train dcgan --data mnist --preset first-light --seed 7',
      does: 'The same within minutes on two cores: settings that belong together.',
    },
    { command: 'train dcgan --data ./photos --resolution 64 --mirror', does: 'A folder of pictures, cut square and read at 64 x 64.' },
    {
      command: 'train dcgan --data mnist --set width=32 --rates linear:0.5 --evaluate all',
      does: 'A narrower network; rates that fall after half of the run; figures on the way.',
    },
  ],
  options: {
    data: {
      value: 'DATA',
      help: "What to learn from: a name, such as mnist or cifar10:FOLDER, or the path of a folder, .zip or .parquet of pictures. 'ganblocks list data' has the names.",
    },
    preset: {
      value: 'NAME',
      help: "Settings that belong together, such as a paper's. 'ganblocks list presets' has them. Default: the system's own.",
    },
    images: {
      value: 'N',
      help: `How many images to show in all; 200k and 1.5M are understood. Default: the preset's, or ${IMAGES / 1000}k.`,
    },
    'batch-size': { value: 'N', help: `Images a step. Default: the preset's, or ${BATCH_SIZE}.` },
    resolution: {
      value: 'N',
      help: "Height and width of the images in pixels. Default: the preset's, or that of data that has one, or the system's.",
    },
    set: {
      value: 'KEY=VALUE',
      many: true,
      help: "Any other setting of the system; may be given several times. 'ganblocks list systems --json' has the keys.",
    },
    seed: { value: 'N', help: 'Fixes first weights, order of data, latents: the same seed gives the same run. Default: 0.' },
    run: { value: 'FOLDER', help: "The run's folder. Default: the next runs/00001-SYSTEM-DATA." },
    resume: {
      help: 'Go on where the folder of --run has a checkpoint; begin where it has none. For jobs that are started again and again.',
    },
    labels: {
      value: 'N',
      help: `How many images of each class keep their label, for systems that learn from few of them; --seed draws which. Default: ${LABELS}.`,
    },
    mirror: { help: 'Show half of the images mirrored. For faces and landscapes; not for digits or letters.' },
    'skip-broken': { help: 'Leave out files that cannot be read as pictures, instead of refusing the data.' },
    'cache-folder': {
      value: 'FOLDER',
      help: 'Where pictures are kept at the size that they are read at. Default: .ganblocks-cache in the folder of the data.',
    },
    rates: {
      value: 'SCHEDULE',
      help: `What becomes of the learning rates: ${RATES}. FROM is the part of the run until which they stay, TO what is left of them; exponential divides them by DIVISOR each IMAGES images until LEAST is left. Default: the preset's, or they stay.`,
    },
    ema: {
      value: 'IMAGES[:RAMP]',
      help: "Half-life of the averaged weights in images, and their ramp-up; off for none. Default: the preset's, or 10k:0.05.",
    },
    augment: {
      value: 'NAME',
      help: 'Change all that the discriminator sees: diffaugment, or diffaugment:color,translation,cutout. For few images. Default: nothing.',
    },
    evaluate: {
      value: 'METRICS',
      help: "Figures to measure on the way, with commas between them, or all. The best checkpoint goes by the first. 'ganblocks list metrics' has them.",
    },
    'evaluate-every': { value: 'N', help: 'Images between two evaluations. Default: a tenth of the run.' },
    'evaluate-samples': { value: 'N', help: `Images drawn for each. Default: ${EVALUATION_SAMPLES.toLocaleString('en-US')}.` },
    'sample-every': {
      value: 'N',
      help: 'Images between two sheets of samples, and two writings of the report. Default: a twentieth of the run.',
    },
    'checkpoint-every': { value: 'N', help: 'Images between two checkpoints. Default: a tenth of the run.' },
    keep: { value: 'N', help: 'Checkpoints kept, the newest first. Default: 2.' },
    'micro-batch-size': {
      value: 'N',
      help: 'Images that are differentiated at a time; less memory, the same update where there is no batch norm. Default: the whole batch.',
    },
    replicas: {
      value: 'N',
      help: 'Threads that share each batch and add up their gradients: the same as --micro-batch-size with a batch over N, and faster where there are cores. Default: 1.',
    },
    recover: { help: 'Go back and halve the rates when a loss is no number any longer, up to three times, instead of stopping.' },
    watch: { help: 'Warn where the run looks as if it collapses: samples alike, a discriminator that is always right, spikes.' },
    'no-tensorboard': { help: 'Leave out the event files for TensorBoard (tensorboard --logdir FOLDER).' },
    backend: backendOption,
    threads: threadsOption,
    quiet: { help: 'Say nothing on the way.' },
    json: { help: 'Print the summary as JSON, instead of the folder.' },
  },
  notes: [
    'Ctrl+C ends the run after its step and saves it; ganblocks resume FOLDER goes on, bit for bit as if it had never stopped.',
    'When it is done it prints the folder of the run on standard output; everything else goes to standard error.',
  ],
};
