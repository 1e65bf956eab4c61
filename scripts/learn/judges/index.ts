export { fluent } from './emoji';
export { askedDigits, digits } from './digits';
export { askedTags } from './askedTags';
export { points } from './points';
export { stacked } from './stacked';
