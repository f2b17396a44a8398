import { allow, type RuleTree, signedIn } from '#platform/subgraph/shield.ts';

/** Who may ask for what of the bench's graph: a rule to be asked for every field, most of them about the viewer. */
export const rules: RuleTree = {
  Query: { '*': signedIn },
  Mutation: { '*': signedIn },
  User: { id: allow, name: signedIn, username: signedIn, birthday: signedIn, reviews: signedIn },
  Product: { '*': allow },
  Review: { '*': signedIn },
};
