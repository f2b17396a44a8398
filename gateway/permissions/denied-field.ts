import type { GraphQLError } from 'graphql';

/** A field that the viewer may not have. */
export interface DeniedField {
  /** Response names from the root, without list positions. */
  readonly path: readonly string[];
  /** The type whose field it is: at one path objects of several types may lie. */
  readonly type: string;
  readonly error: GraphQLError;
}

/** Names the place of a type's field in an answer. */
export const placeOf = (path: readonly string[], type: string): string => `${path.join('.')}@${type}`;

/** The names of all places that are denied. */
export const placesOf = (denied: readonly DeniedField[]): string[] =>
  denied.map(({ path, type }) => placeOf(path, type));
