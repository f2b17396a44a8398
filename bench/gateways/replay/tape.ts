import { canonicalRequest } from './canonical-request.ts';

/** What one subgraph was asked and answered: whole HTTP answers by request body, byte for byte. */
export interface Tape {
  /** Answers from what was recorded; a promise when it has to be asked for first. Undefined for a request that is unknown. */
  answer(body: string): Buffer | Promise<Buffer> | undefined;
}

function toHttp(answer: string): Buffer {
  const body = Buffer.from(answer);
  const head = `HTTP/1.1 200 OK\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

/**
 * @param url the real subgraph
 * @param isRecording whether it may still be asked
 */
export function createTape(url: string, isRecording: () => boolean): Tape {
  const answers = new Map<string, Buffer>();
  const canonical = new Map<string, Buffer>();

  async function record(body: string): Promise<Buffer> {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(body, 'latin1'),
    });
    const answer = toHttp(await response.text());
    answers.set(body, answer);
    canonical.set(canonicalRequest(body), answer);
    return answer;
  }

  /** Parsing is slow: each text is looked up this way once. */
  function find(body: string): Buffer | undefined {
    const answer = canonical.get(canonicalRequest(body));
    if (answer !== undefined) answers.set(body, answer);
    return answer;
  }

  return {
    answer(body) {
      return answers.get(body) ?? find(body) ?? (isRecording() ? record(body) : undefined);
    },
  };
}
