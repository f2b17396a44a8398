import type { Book, Step } from '../book.ts';

/**
 * The bank: has transfers that settle by themselves arrive, or not, `settleMs` after they were asked for; those that a
 * restart interrupted too. Gives the function that stops it.
 */
export const settleTransfers = (book: Book, settleMs: number): (() => void) => {
  const timers = new Set<NodeJS.Timeout>();

  const settleWhenDue = ({ id, at, settles }: Step): void => {
    if (settles === undefined || settles === 'by hand') return;
    const due = Date.parse(at) + settleMs;
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        book.settleTransfer(id, settles);
      },
      Math.max(0, due - Date.now()),
    );
    timers.add(timer);
  };

  book.pendingTransfers().forEach(settleWhenDue);
  book.follow(settleWhenDue);
  return () => timers.forEach(clearTimeout);
};
