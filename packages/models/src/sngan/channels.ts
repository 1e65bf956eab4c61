/** Residual blocks, or strided convolutions of DCGAN's kind. */
export type SnganNetworks = 'resnet' | 'convolution';

/** Channels of both networks, and how often the discriminator halves the image. */
interface SnganWidths {
  readonly generatorChannels: readonly number[];
  readonly discriminatorChannels: readonly number[];
  readonly halvings: number;
}

/** Up to this size all layers are as wide as for CIFAR-10; above it they widen towards the smallest image, as for STL-10 and ImageNet. */
const largestOfOneWidth = 32;
const nextToImage = 64;
const widest = 1024;

/** How often a size can be halved down to four pixels, or five, six, seven. */
function doublingsOf(resolution: number): number {
  let [size, doublings] = [resolution, 0];
  for (; size % 2 === 0 && size / 2 >= 4; size /= 2) doublings += 1;
  return doublings;
}

/** Channels next to the image, and `steps` times twice as many, as far as the widest. */
const widening = (steps: number): number[] => Array.from({ length: steps + 1 }, (_, i) => Math.min(nextToImage * 2 ** i, widest));

/** The channels of both networks and the number of halvings for this size, as in the papers' networks of its kind. */
export function defaultChannels(networks: SnganNetworks, resolution: number): SnganWidths {
  const doublings = doublingsOf(resolution);
  if (networks === 'convolution') {
    const channels = widening(doublings);
    return { generatorChannels: [...channels].reverse(), discriminatorChannels: channels, halvings: doublings };
  }
  if (resolution <= largestOfOneWidth) {
    return { generatorChannels: Array<number>(doublings + 1).fill(256), discriminatorChannels: [128, 128, 128, 128], halvings: 2 };
  }
  // Five blocks, from 64 to 1,024 channels, as many of them halving as the size allows; one more with each doubling after 64 pixels.
  const blocks = Math.max(5, doublings + 1);
  const even = Math.log2(resolution & -resolution);
  return { generatorChannels: widening(doublings).reverse(), discriminatorChannels: widening(blocks - 1), halvings: Math.min(5, even) };
}
