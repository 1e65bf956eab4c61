import type { Emoji } from './emojiIndex';

/**
 * Whether an emoji is a face with an expression: the smileys, whose subgroups ('face-smiling', 'face-sleepy', …) are the classes that RaFD's emotions are.
 * For `select`, together with `labels: 'subgroup'`.
 *
 * @example
 * const openFaces = () => emoji({ style: 'twemoji', select: isExpression, labels: 'subgroup' });
 */
export const isExpression = ({ group, subgroup }: Pick<Emoji, 'group' | 'subgroup'>): boolean =>
  group === 'smileys-emotion' && subgroup.startsWith('face-');
