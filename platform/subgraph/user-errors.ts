import { z } from 'zod';

/** A member of a result union that a client is expected to handle. */
export interface UserError<Typename extends string = string> {
  __typename: Typename;
  code: string;
  message: string;
}

export interface InvalidInput extends UserError<'InvalidInput'> {
  fields: { path: string; message: string }[];
}

/** `EmailTaken` has the code EMAIL_TAKEN: the code is the type's name, so that neither can drift from the other. */
export function userError<Typename extends string, Data extends object = object>(
  __typename: Typename,
  message: string,
  data?: Data,
): UserError<Typename> & Data {
  const code = __typename.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
  return { __typename, code, message, ...(data as Data) };
}

/** Names the wrong fields; `path` is dotted: `items.0.quantity`. */
export function invalidInput(fields: { path: string; message: string }[]): InvalidInput {
  const message = fields.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ');
  return userError('InvalidInput', message, { fields });
}

export type ParsedInput<Value> = { ok: true; value: Value } | { ok: false; error: InvalidInput };

/** Checks a mutation's input by a schema. Wrong values are named by their place, never repeated. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): ParsedInput<z.infer<Schema>> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return { ok: true, value: parsed.data };
  const fields = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  return { ok: false, error: invalidInput(fields) };
}

/** Text that PostgreSQL keeps as it is: it has no NUL, and makes one character of all halves of surrogate pairs. */
const storable = z
  .string()
  .refine((value) => !value.includes('\0'), 'must not contain NUL')
  .refine((value) => value.isWellFormed(), 'must be well-formed Unicode');

/** Between 1 and 200 characters of the caller's choice; a UUID serves well. */
export const idempotencyKey = storable.min(1, 'must not be empty').max(200, 'must have at most 200 characters');

/** Text with the spaces around it taken off. */
export const text = (min: number, max: number) =>
  storable
    .trim()
    .min(min, min === 1 ? 'must not be empty' : `must have at least ${min} characters`)
    .max(max, `must have at most ${max} characters`);

/** An id as the graph gives it. One that no service could have made is simply not found: `ZERO_ID` stands for it. */
export const ZERO_ID = '00000000-0000-0000-0000-000000000000';

/** The id itself when it is a UUID, else one that nothing has. SQL needs no second path for malformed ids. */
export const idOrNone = (id: string): string => (z.uuid().safeParse(id).success ? id.toLowerCase() : ZERO_ID);
