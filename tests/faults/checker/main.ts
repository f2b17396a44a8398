import { parseArgs } from 'node:util';
import { checkAll, type Verdict } from './check-all.ts';
import { gatherEvidence } from './evidence.ts';
import { readInput } from './input.ts';

const { values } = parseArgs({
  options: { input: { type: 'string' }, human: { type: 'boolean', default: false } },
});
if (values.input === undefined) throw new Error('usage: node tests/faults/checker/main.ts --input FILE [--human]');

const lineOf = ({ name, ok, checked, violated, violations }: Verdict) =>
  [
    `${name.padEnd(10)} ${ok ? 'holds' : 'BROKEN'}  ${checked} checked${ok ? '' : `, ${violated} violated`}`,
    ...violations.map((violation) => `    ${violation}`),
  ].join('\n');

await using evidence = await gatherEvidence(readInput(values.input));
const verdicts = await checkAll(evidence);
process.stdout.write(
  values.human ? `${verdicts.map(lineOf).join('\n')}\n` : `${JSON.stringify({ invariants: verdicts })}\n`,
);
process.exitCode = verdicts.every(({ ok }) => ok) ? 0 : 1;
