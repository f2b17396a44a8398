import type { CrashPoint } from './crash-point.ts';

/** The points between a service's outbox and the broker. */
export const relayPoints = (service: string): CrashPoint[] => [
  {
    name: `${service}-read-not-published`,
    service,
    statement: 'outbox.next',
    moment: 'after',
    says: 'The relay has read what is to be published, and the broker has seen nothing of it.',
  },
  {
    name: `${service}-published-not-marked`,
    service,
    statement: 'outbox.mark',
    moment: 'before',
    says: 'The broker has confirmed the messages, and the outbox still has them as unpublished.',
  },
  {
    name: `${service}-marked-not-committed`,
    service,
    statement: 'outbox.mark',
    moment: 'before-commit',
    says: 'The messages are published and marked, and the mark is lost.',
  },
];
