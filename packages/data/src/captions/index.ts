export { tokenizeCaption } from './tokenizeCaption';
export type { Tokenizer } from './tokenizeCaption';
export { vocabularyOf } from './vocabulary';
export type { VocabularyOptions } from './vocabulary';
