import { type DocumentNode, GraphQLError, type GraphQLSchema, type OperationDefinitionNode, visit } from 'graphql';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { Answer, AnswerError, Executor } from '../execution/executor.ts';
import type { Admissions } from '../limits/admission.ts';
import type { DeniedField, PermissionCompiler } from '../permissions/create-permissions.ts';
import { PlannerOverloaded, UnplannableOperation } from '../planning/planner.ts';
import { type Caller, createCaller } from '../transport/caller.ts';
import { type Costs, createCharge } from './charge.ts';
import { createCoercion } from './coerce-variables.ts';
import { compileOnce } from './compile-once.ts';
import type { CostReport, OperationAnswer, PreparedOperation } from './graph.ts';
import { answerErrorOf, FAILED, NULL_DATA, OVERLOADED, RETRY_SECONDS, refuseOperation, wasShed } from './refusals.ts';
import { createRunWithoutDenied } from './run-without-denied.ts';
import { createSharing } from './share-in-flight.ts';

type Values = Readonly<Record<string, unknown>>;

/** An operation that can be made ready before anybody asks for it. */
export interface WarmableOperation extends PreparedOperation {
  /** Compiles it as it will be run by those who may have all of it. Does not reject: who asks for it is told. */
  warm(): Promise<void>;
}

export interface PreparationParts {
  schema: GraphQLSchema;
  executor: Executor<Caller>;
  permissions: PermissionCompiler;
  /** Undefined when costs are not counted. */
  costs: Costs | undefined;
  /** Undefined when any number of operations may be under way. */
  admissions?: Admissions | undefined;
  /** Refuses introspection, and gives no hints at names that the client did not know. */
  hideSchema: boolean;
  /** Executes equal queries of one caller that come at the same time once; not when not given. */
  shareEqualQueries?: boolean | undefined;
  logger: Logger;
}

const isRefused = (coerced: Values | readonly GraphQLError[]): coerced is readonly GraphQLError[] =>
  Array.isArray(coerced);

const errorAt = ({ path, error }: DeniedField) =>
  new GraphQLError(error.message, { path, extensions: error.extensions });

const toGraphQLError = ({ message, extensions }: AnswerError) => new GraphQLError(message, { extensions });

function usesDefer(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Directive({ name }) {
      found ||= name.value === 'defer';
    },
  });
  return found;
}

/** An answer with what belongs to it as an answer to a client. */
function reported(answer: Answer, cost: CostReport | undefined): OperationAnswer {
  if (answer.errors.length > 0 && wasShed(answer)) {
    return { ...answer, cost, status: 503, retryAfterSeconds: RETRY_SECONDS };
  }
  return cost === undefined ? answer : { ...answer, cost };
}

/**
 * Makes a valid operation ready to be run: permissions and cost are compiled now, the plan is when it is first run.
 *
 * @param document without places in the text but those of its variables
 * @throws GraphQLError when the operation is refused
 */
export function prepareOperation(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  parts: PreparationParts,
): WarmableOperation {
  const { schema, executor, permissions, costs, hideSchema, logger } = parts;
  const name = operation.name?.value;
  const { operation: kind } = operation;
  const admission = parts.admissions?.[kind === 'mutation' ? 'mutation' : 'query'];
  const coerce = createCoercion(schema, operation, hideSchema);
  const allowed = permissions.compile(document, operation);
  const charge = createCharge(costs, document, operation);
  const mayDefer = kind === 'query' && usesDefer(document);

  const compiling = (of: DocumentNode, defer: boolean) =>
    compileOnce(
      () => executor.compile(of, name, defer),
      (error) => logger.error({ err: error, operation: name }, 'an operation cannot be planned'),
    );
  const whole = compiling(document, false);
  const inParts = mayDefer ? compiling(document, true) : whole;
  const share = parts.shareEqualQueries === true && kind === 'query' ? createSharing() : undefined;
  const runWithout = createRunWithoutDenied(allowed, (of) => compiling(of, false));

  function failed(error: unknown, { requestId }: Caller): OperationAnswer {
    if (error instanceof GraphQLError && error.extensions['code'] !== undefined) return refuseOperation([error]);
    if (error instanceof PlannerOverloaded) return OVERLOADED;
    if (!(error instanceof UnplannableOperation)) {
      logger.error({ err: error, requestId, operation: name }, 'an operation failed');
    }
    return FAILED;
  }

  return {
    kind,
    name,
    document,
    operation,
    async warm() {
      await Promise.allSettled([whole(), inParts()]);
    },
    async run(given, caller, defer) {
      const entering = admission?.enter();
      const leave = entering instanceof Promise ? await entering : entering;
      if (admission !== undefined && leave === undefined) return OVERLOADED;
      let outcome: 'executed' | 'refused' = 'refused';
      let finished: Promise<void> | undefined;
      try {
        const variables = coerce(given);
        if (isRefused(variables)) return refuseOperation(variables);
        const checked = allowed.check(variables, { viewer: caller.viewer });
        const denied = checked instanceof Promise ? await checked : checked;
        if (denied.length > 0 && kind === 'mutation') {
          return { data: NULL_DATA, errors: denied.map((field) => answerErrorOf(errorAt(field))) };
        }
        const charging = charge(variables, caller);
        const charged = charging instanceof Promise ? await charging : charging;
        if ('refusal' in charged) return charged.refusal;
        outcome = 'executed';
        if (denied.length > 0) {
          return reported(await runWithout(denied, variables, caller), charged.report);
        }
        const compiling = defer ? inParts() : whole();
        const compiled = compiling instanceof Promise ? await compiling : compiling;
        const answer =
          share === undefined || defer
            ? await compiled.execute(variables, caller)
            : await share(variables, caller, () => compiled.execute(variables, caller));
        finished = answer.finished;
        return reported(answer, charged.report);
      } catch (error) {
        return failed(error, caller);
      } finally {
        // What is put off is work too, while what a client does not read is none.
        if (finished === undefined) leave?.(outcome);
        else void finished.then(() => leave?.(outcome));
      }
    },
    async admit(given, caller) {
      try {
        const variables = coerce(given);
        if (isRefused(variables)) return { errors: variables };
        const denied = await allowed.check(variables, { viewer: caller.viewer });
        if (denied.length > 0) return { errors: denied.map(errorAt) };
        const charged = await charge(variables, caller);
        if ('refusal' in charged) return { errors: charged.refusal.errors.map(toGraphQLError) };
        const compiled = await whole();
        return {
          variables: { ...variables },
          // The time to answer in begins with each event.
          show: (payload) => compiled.executeEvent(payload, variables, createCaller(caller)),
        };
      } catch (error) {
        return { errors: failed(error, caller).errors.map(toGraphQLError) };
      }
    },
  };
}
