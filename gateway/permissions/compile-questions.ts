import { type ArgumentNode, type FieldNode, GraphQLError, type GraphQLField, print } from 'graphql';
import { getArgumentValues } from 'graphql/execution/values.js';
import { type Conditions, conditionsOf, hold } from './conditions.ts';
import type { FieldQuestion, FieldRules, Rule, RuleContext } from './field-rules.ts';
import { looksAtViewerOnly } from './viewer-rules.ts';
import { type VisitedOperation, visitFields } from './visit-fields.ts';

type Values = Readonly<Record<string, unknown>>;

/** A question whose answer may hang on the arguments, to be asked in every request. */
interface ArgumentQuestion extends FieldQuestion {
  readonly node: FieldNode;
  /** Of its places, each with what must hold for it to stand; undefined in it: it stands always. */
  readonly places: Set<Conditions | undefined>;
}

/** What has to be asked before an operation may run. */
export interface Questions {
  /** Rules that look at the viewer alone, each with one field that it decides about. */
  readonly ofViewer: ReadonlyMap<Rule, FieldQuestion>;
  /** Whether some other rule has to be asked. @param variables coerced */
  needArguments(variables: Values): boolean;
  /**
   * Asks the other rules. @param variables coerced
   *
   * @returns what they refuse with, of the questions that were asked
   * @throws GraphQLError (BAD_USER_INPUT) when an argument has no value that it can have
   */
  askWithArguments(variables: Values, context: RuleContext): Promise<ArgumentOutcomes>;
}

/** The error that a field is refused with, null when it is allowed; undefined when nobody asked. */
export type ArgumentOutcomes = (type: string, node: FieldNode) => GraphQLError | null | undefined;

const textOf = (given: readonly ArgumentNode[] | undefined) => (given ?? []).map(print).join(' ');

function argumentsOf(field: GraphQLField<unknown, unknown>, node: FieldNode, variables: Values) {
  try {
    return getArgumentValues(field, node, variables);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new GraphQLError(error.message, { extensions: { code: 'BAD_USER_INPUT' } });
  }
}

/**
 * Finds out what has to be asked for an operation. Fields that `allow` decides about are left out here and never looked
 * at again; the same field of the same type with the same arguments is one question wherever it stands.
 *
 * @throws GraphQLError (TOO_MANY_FIELDS) as visitFields does
 */
export function compileQuestions(visited: VisitedOperation, rules: FieldRules): Questions {
  const ofViewer = new Map<Rule, FieldQuestion>();
  const questions = new Map<string, ArgumentQuestion>();
  const byNode = new Map<FieldNode, Map<string, ArgumentQuestion>>();

  visitFields(visited, {
    conditions: conditionsOf,
    field(type, node, _place, conditions) {
      const field = node.name.value;
      const rule = rules.ruleOf(type, field);
      if (rule === undefined) return true;
      if (looksAtViewerOnly(rule)) {
        if (!ofViewer.has(rule)) ofViewer.set(rule, { type, field });
        return true;
      }
      const key = `${type.name}.${field}(${textOf(node.arguments)})`;
      const question = questions.get(key) ?? { type, field, node, places: new Set() };
      questions.set(key, question);
      question.places.add(conditions);
      byNode.set(node, (byNode.get(node) ?? new Map()).set(type.name, question));
      return true;
    },
  });
  const all = [...questions.values()];

  function stands({ places }: ArgumentQuestion, variables: Values): boolean {
    for (const conditions of places) if (hold(conditions, variables)) return true;
    return false;
  }

  return {
    ofViewer,
    needArguments(variables) {
      for (const question of all) if (stands(question, variables)) return true;
      return false;
    },
    async askWithArguments(variables, { viewer }) {
      const context = { viewer };
      const outcomes = new Map<ArgumentQuestion, GraphQLError | null>();
      await Promise.all(
        all.map(async (question) => {
          const { type, field, node } = question;
          const definition = type.getFields()[field];
          if (definition === undefined || !stands(question, variables)) return;
          const args = argumentsOf(definition, node, variables);
          outcomes.set(question, (await rules.ask(question, args, context)) ?? null);
        }),
      );
      return (type, node) => {
        const question = byNode.get(node)?.get(type);
        return question === undefined ? undefined : outcomes.get(question);
      };
    },
  };
}
