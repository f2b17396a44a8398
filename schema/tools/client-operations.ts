import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  GraphQLError,
  type GraphQLSchema,
  Kind,
  NoDeprecatedCustomRule,
  parse,
  Source,
  type ValidationRule,
  validate,
} from 'graphql';
import { projectRoot } from './project-root.ts';

const OPERATIONS = 'schema/operations';

export interface OperationReport {
  readonly operations: number;
  /** What the graph would refuse, a line each. */
  readonly errors: readonly string[];
  /** Where an operation uses what is deprecated, a line each. */
  readonly deprecations: readonly string[];
}

/** Clients register their operations by name. */
const everyOperationIsNamed: ValidationRule = (context) => ({
  [Kind.OPERATION_DEFINITION]: (node) => {
    if (node.name === undefined) context.reportError(new GraphQLError('The operation has no name.', { nodes: node }));
  },
});

function describe(file: string, error: GraphQLError): string {
  const { line, column } = error.locations?.[0] ?? { line: 1, column: 1 };
  return `${file}:${line}:${column}: ${error.message}`;
}

function checkFile(file: string, schema: GraphQLSchema): OperationReport {
  try {
    const document = parse(new Source(readFileSync(join(projectRoot, file), 'utf8'), file));
    const errors = [...validate(schema, document), ...validate(schema, document, [everyOperationIsNamed])];
    return {
      operations: document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length,
      errors: errors.map((error) => describe(file, error)),
      deprecations: validate(schema, document, [NoDeprecatedCustomRule]).map((error) => describe(file, error)),
    };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { operations: 0, errors: [describe(file, error)], deprecations: [] };
  }
}

/** Checks the operations that clients send, the files of schema/operations/, against the public schema. */
export function checkClientOperations(schema: GraphQLSchema): OperationReport {
  const folder = join(projectRoot, OPERATIONS);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.graphql')) : [];
  const reports = names.toSorted().map((name) => checkFile(`${OPERATIONS}/${name}`, schema));
  return {
    operations: reports.reduce((sum, report) => sum + report.operations, 0),
    errors: reports.flatMap((report) => report.errors),
    deprecations: reports.flatMap((report) => report.deprecations),
  };
}
