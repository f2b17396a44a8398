import type { GraphQLError } from 'graphql';
import type { Viewer } from '#platform/security/viewer.ts';
import { admin, deny, registered, signedIn, staff } from '#platform/subgraph/shield.ts';
import type { FieldQuestion, FieldRules, Rule } from './field-rules.ts';

/**
 * Rules that look at the viewer alone, known by being these very ones; of any other it is not known that it does not look
 * at the arguments.
 */
const VIEWER_RULES: ReadonlySet<Rule> = new Set([signedIn, registered, staff, admin, deny]);

export const looksAtViewerOnly = (rule: Rule): boolean => VIEWER_RULES.has(rule);

/** What rules answered about one viewer: the error that they refuse with, null when they allow. */
export type Outcomes = ReadonlyMap<Rule, GraphQLError | null>;

/** Outcomes of rules that look at the viewer alone, remembered as long as the viewer is: until the token is forgotten. */
export interface ViewerRules {
  /** What is known about a viewer so far. */
  known(viewer: Viewer): Outcomes | undefined;
  /** Asks what is not known yet. @param questions of each rule one field that it decides about */
  learn(viewer: Viewer, questions: ReadonlyMap<Rule, FieldQuestion>): Promise<Outcomes>;
}

export function createViewerRules(rules: FieldRules): ViewerRules {
  const remembered = new WeakMap<Viewer, Map<Rule, GraphQLError | null>>();

  return {
    known: (viewer) => remembered.get(viewer),
    async learn(viewer, questions) {
      const outcomes = remembered.get(viewer) ?? new Map<Rule, GraphQLError | null>();
      remembered.set(viewer, outcomes);
      for (const [rule, question] of questions) {
        if (!outcomes.has(rule)) outcomes.set(rule, (await rules.ask(question, {}, { viewer })) ?? null);
      }
      return outcomes;
    },
  };
}
