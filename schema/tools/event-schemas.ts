import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { projectRoot } from './project-root.ts';
import { SchemaProblem } from './schema-problem.ts';

const contract = z.object({ type: z.string(), data: z.instanceof(z.ZodType) });

async function exportsOf(file: string): Promise<[string, unknown][]> {
  const module: Record<string, unknown> = await import(pathToFileURL(join(projectRoot, 'contracts', file)).href);
  return Object.entries(module);
}

/**
 * JSON Schemas (draft 2020-12) of every message that a file of contracts/ exports, envelope included, by message type.
 * Unknown properties are allowed, as readers ignore them.
 *
 * @throws SchemaProblem when two contracts have one type
 */
export async function eventSchemas(): Promise<Map<string, string>> {
  const files = readdirSync(join(projectRoot, 'contracts')).filter((file) => file.endsWith('.ts'));
  const exported = (await Promise.all(files.map(exportsOf))).flat();
  const envelope = exported.find(([name]) => name === 'envelopeSchema')?.[1];
  if (!(envelope instanceof z.ZodObject)) throw new SchemaProblem('contracts/ exports no envelopeSchema');

  const schemas = new Map<string, string>();
  for (const [name, value] of exported) {
    const parsed = contract.safeParse(value);
    if (!parsed.success) continue;
    const { type, data } = parsed.data;
    if (schemas.has(type)) throw new SchemaProblem(`contracts/: ${name} takes ${type}, which another contract has`);
    const message = envelope.extend({ type: z.literal(type), data }).meta({ title: name });
    schemas.set(type, `${JSON.stringify(z.toJSONSchema(message, { io: 'input' }), null, 2)}\n`);
  }
  return new Map([...schemas].toSorted(([a], [b]) => a.localeCompare(b)));
}
