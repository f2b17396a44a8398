import type { Statement } from './session.ts';

/**
 * before: the statement has not reached PostgreSQL. after: it has run, and the service does not know. before-commit and
 * after-commit: the same of the commit of the transaction that it ran in; a statement without one commits by itself.
 */
export type Moment = 'before' | 'after' | 'before-commit' | 'after-commit';

/** A place in a service's work, told by the name of a prepared statement. */
export interface Point {
  statement: string;
  /** Text that one of the statement's values has in it, where the name alone tells too little. */
  mentions?: string;
  moment: Moment;
  /** The how manieth time it is reached, from when it was asked for; absent is the first. */
  nth?: number;
}

/** What becomes of what is held at a point: it goes on, its connection is broken on both sides, or it is lost in silence. */
export type Fate = 'forward' | 'reset' | 'swallow';

/** Called when a point is reached; nothing goes on over that connection before it has said how. */
export type Decide = () => Fate | Promise<Fate>;

interface Armed extends Point {
  decide: Decide;
  /** How often it was reached so far. */
  reached: number;
}

const names = ({ statement, mentions }: Point, { name, bind }: Statement) =>
  name === statement && (mentions === undefined || bind.includes(mentions));

export function createPoints() {
  const armed = new Set<Armed>();

  /** Those whose turn has come; each has one turn. */
  function due(moment: Moment, statements: readonly Statement[]): Armed[] {
    const reached = [...armed].filter(
      (point) => point.moment === moment && statements.some((statement) => names(point, statement)),
    );
    for (const point of reached) point.reached += 1;
    const turns = reached.filter((point) => point.reached === (point.nth ?? 1));
    for (const point of turns) armed.delete(point);
    return turns;
  }

  return {
    add: (point: Point, decide: Decide) => void armed.add({ ...point, decide, reached: 0 }),
    clear: () => armed.clear(),
    /** Tells those who wait for this moment of one of the statements, one after another, and gives what they decide. */
    async reach(moment: Moment, statements: readonly Statement[]): Promise<Fate> {
      for (const { decide } of due(moment, statements)) {
        const fate = await decide();
        if (fate !== 'forward') return fate;
      }
      return 'forward';
    },
  };
}

export type Points = ReturnType<typeof createPoints>;
