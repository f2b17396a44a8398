import { CONSUMERS } from '../consumers.ts';
import type { Evidence } from '../evidence.ts';
import type { Findings } from '../invariant.ts';
import type { Letter } from '../queues.ts';

const MOST_PARTITIONS = 64;

async function checkPartitions({ queues, input }: Evidence, group: string, findings: Findings): Promise<void> {
  for (let partition = 0; partition < MOST_PARTITIONS; partition++) {
    const queue = `${input.namespace}.${group}.${partition}`;
    const depth = await queues.depthOf(queue);
    if (depth === undefined && partition > 0) return;
    findings.expect(depth !== undefined, `there is no queue ${queue}`);
    findings.expect((depth ?? 0) === 0, `${depth} messages wait in queue ${queue}`);
    if (depth === undefined) return;
  }
}

async function checkDeadLetters({ queues, input }: Evidence, group: string, findings: Findings): Promise<void> {
  const queue = `${input.namespace}.${group}.dead`;
  // What cannot be read has its id in no field that is sure to be there.
  const isPlanted = ({ id, content }: Letter) => input.planted.some((one) => one === id || content.includes(one));
  for (const letter of (await queues.lettersIn(queue)) ?? []) {
    findings.expect(isPlanted(letter), `${queue} has message ${letter.id}: ${letter.content.slice(0, 120)}`);
  }
}

/** Nothing waits for a consumer, and nothing was put aside but what was made to be. */
export async function checkQueues(evidence: Evidence, findings: Findings): Promise<void> {
  const groups = Object.entries(CONSUMERS).filter(([, types]) => types.length > 0);
  const checks = groups.map(async ([group]) => {
    await checkPartitions(evidence, group, findings);
    await checkDeadLetters(evidence, group, findings);
  });
  await Promise.all(checks);
}
