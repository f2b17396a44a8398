import { type Frame, textAt } from './frames.ts';

/** A named prepared statement that a client runs. */
export interface Statement {
  name: string;
  /** Its Bind message, in which the values are. */
  bind: Buffer;
}

/** What a client sends at once and PostgreSQL answers as a whole, with one ReadyForQuery at the end. */
export interface Round {
  frames: readonly Frame[];
  statements: readonly Statement[];
  commits: boolean;
}

export interface Answered {
  round: Round;
  /** What has run in the transaction, this round included. */
  ran: readonly Statement[];
  /** The transaction is over, and its effect is there for all. */
  committed: boolean;
}

/** Messages of the client that belong to a round; any other one is a thing of its own (start, password, end). */
const IN_ROUND = new Set(['P', 'B', 'D', 'E', 'C', 'S', 'Q']);
const ROUND_ENDS = new Set(['S', 'Q']);

function statementsIn(frames: readonly Frame[]): Statement[] {
  return frames
    .filter(({ type }) => type === 'B')
    .map((frame) => {
      const portal = textAt(frame, 5);
      return { name: textAt(frame, 5 + Buffer.byteLength(portal) + 1), bind: frame.bytes };
    })
    .filter(({ name }) => name !== '');
}

const commits = (frames: readonly Frame[]) =>
  frames.some((frame) => frame.type === 'Q' && textAt(frame, 5).toUpperCase() === 'COMMIT');

/**
 * Follows one connection, as far as is needed to know which named statements run in which transaction. COPY and replication,
 * where both sides talk at once, are not followed.
 */
export function createSession() {
  let sending: Frame[] = [];
  let answering: Frame[] = [];
  let ran: Statement[] = [];
  const open: Round[] = [];

  return {
    /** What has run in the transaction so far. */
    ran: (): readonly Statement[] => ran,
    /** Takes a message of the client. Gives the round that it completes, or 'alone' for one that is in none. */
    sent(frame: Frame): Round | 'alone' | undefined {
      if (!IN_ROUND.has(frame.type)) return 'alone';
      sending.push(frame);
      if (!ROUND_ENDS.has(frame.type)) return undefined;
      const frames = sending;
      sending = [];
      return { frames, statements: statementsIn(frames), commits: commits(frames) };
    },
    /** The round is on its way to PostgreSQL. */
    forwarded: (round: Round) => void open.push(round),
    /** Takes a message of PostgreSQL. Gives what can be told the client now, with the round that this answers if it is one. */
    answered(frame: Frame): { frames: readonly Frame[]; answered?: Answered } | undefined {
      if (open.length === 0) return { frames: [frame] };
      answering.push(frame);
      if (frame.type !== 'Z') return undefined;
      const frames = answering;
      const round = open.shift() as Round;
      answering = [];
      const failed = frames.some(({ type }) => type === 'E');
      if (!failed) ran = [...ran, ...round.statements];
      const answered = { round: failed ? { ...round, statements: [] } : round, ran, committed: false };
      // ReadyForQuery says how the transaction stands: I is none.
      if (frame.bytes.toString('latin1', 5, 6) === 'I') {
        const rolledBack = frames.some((told) => told.type === 'C' && textAt(told, 5) === 'ROLLBACK');
        answered.committed = !failed && !rolledBack;
        ran = [];
      }
      return { frames, answered };
    },
  };
}
