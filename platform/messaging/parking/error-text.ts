const LONGEST = 500;

/** Why a try failed, for a person to read: no stack, no password of an address, nothing that a text column refuses. */
export function errorText(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text
    .replaceAll(/\/\/[^\s/@]*@/g, '//')
    .replaceAll('\0', '')
    .slice(0, LONGEST)
    .toWellFormed();
}
