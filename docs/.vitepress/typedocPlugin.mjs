import { Application, Converter, makeRecursiveVisitor, ReflectionKind } from 'typedoc';

/** TypeDoc names modules by their paths; people import them by these names. @param {import('typedoc').Context} context */
function nameModules({ project }) {
  for (const module of project.getReflectionsByKind(ReflectionKind.Module)) {
    const path = module.name.replace('/src', '');
    module.name = path === 'cli' ? 'ganblocks' : `@ganblocks/${path}`;
  }
}

/** A destructured parameter has no name; ours are options. @param {import('typedoc').Context} context */
function nameParameters({ project }) {
  for (const parameter of project.getReflectionsByKind(ReflectionKind.Parameter)) {
    if (parameter.name.startsWith('__namedParameters')) parameter.name = 'options';
  }
}

/**
 * Whether a method is TensorFlow.js's, or a base class's: what it does is said there.
 *
 * @param {import('typedoc').DeclarationReflection} method
 * @returns {boolean}
 */
function isInherited({ inheritedFrom, overwrites }) {
  if (inheritedFrom || !overwrites) return inheritedFrom !== undefined;
  const base = /** @type {import('typedoc').DeclarationReflection | undefined} */ (overwrites.reflection);
  return base === undefined || isInherited(base);
}

/** @param {import('typedoc').Context} context */
function leaveOutInherited({ project }) {
  const methods = /** @type {import('typedoc').DeclarationReflection[]} */ (project.getReflectionsByKind(ReflectionKind.Method));
  for (const method of methods.filter(isInherited)) project.removeReflection(method);
}

/**
 * TypeDoc warns of types that are used and not exported, but only in one package, which this project is not.
 *
 * @param {Application} app
 * @param {import('typedoc').ProjectReflection} project
 */
function warnOfHiddenTypes(app, project) {
  for (const reflection of Object.values(project.reflections)) {
    const type = /** @type {{ type?: import('typedoc').SomeType }} */ (reflection).type;
    const values = new Set();
    type?.visit(
      makeRecursiveVisitor({
        // `typeof table` says something without the table.
        query: ({ queryType }) => void values.add(queryType),
        reference(reference) {
          const ours = reference.package?.startsWith('@ganblocks/') && !reference.reflection && !reference.refersToTypeParameter;
          if (ours && !values.has(reference))
            app.logger.validationWarning(`${reflection.getFullName()}: ${reference.name} is not exported`);
        },
      }),
    );
  }
}

/** @param {Application} app */
export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, nameModules);
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, nameParameters);
  app.converter.on(Converter.EVENT_RESOLVE_END, leaveOutInherited);
  app.on(Application.EVENT_VALIDATE_PROJECT, (project) => warnOfHiddenTypes(app, project));
}
