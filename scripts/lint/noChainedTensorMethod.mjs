/** Methods that a tensor has by itself. All others exist only where somebody has loaded TensorFlow.js's chained operations. */
const own = new Set([
  'dispose',
  'data',
  'dataSync',
  'array',
  'arraySync',
  'buffer',
  'bufferSync',
  'clone',
  'print',
  'assign',
  'bytes',
  'toString',
  'throwIfDisposed',
  'dataToGPU',
]);

const classes = new Set(['Tensor', 'Variable']);

/** @param {import('typescript').Type} type @returns {import('typescript').Type[]} the members of a union or an intersection */
const members = (type) => (type.isUnionOrIntersection() ? type.types.flatMap(members) : [type]);

/**
 * Reports `x.add(y)` where x is a `Tensor` or a `Variable`: with tfjs-core alone, which is all that the packages ask for, there is no such method.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const noChainedTensorMethod = {
  meta: {
    type: 'problem',
    docs: { description: 'Tensor operations are functions: tf.add(x, y), never x.add(y).' },
    messages: {
      chained: 'Tensor operations are functions here: a tensor has no method {{name}} with tfjs-core alone. Write tf.{{name}}(x, ...).',
    },
    schema: [],
  },
  create(context) {
    /** @type {{program?: import('typescript').Program, esTreeNodeToTSNodeMap: Map<unknown, import('typescript').Node>}} */
    const services = context.sourceCode.parserServices;
    const checker = services.program?.getTypeChecker();
    if (!checker) throw new Error('noChainedTensorMethod needs type information: set parserOptions.projectService.');

    /** @param {unknown} node */
    const isTensor = (node) => {
      const found = services.esTreeNodeToTSNodeMap.get(node);
      if (!found) return false;
      const type = checker.getTypeAtLocation(found);
      return members(checker.getBaseConstraintOfType(type) ?? type).some((member) => classes.has(member.getSymbol()?.getName() ?? ''));
    };

    return {
      CallExpression({ callee }) {
        if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier' || callee.computed) return;
        const { object, property } = callee;
        if (own.has(property.name) || !isTensor(object)) return;
        context.report({ node: property, messageId: 'chained', data: { name: property.name } });
      },
    };
  },
};
