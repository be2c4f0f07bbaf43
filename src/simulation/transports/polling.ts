import type { Conditions, Message, Transmission } from '../model';
import { createPollAnswer, createPollRequest, sizeInBytes } from '../wire-costs';

/**
 * HTTP polling: the page asks, the server answers at once with whatever is new (often nothing), the page waits
 * `intervalMs`, and asks again. Requests share a connection that is open already. No poll starts at or after the
 * horizon; one that is under way is answered.
 */
export function poll(conditions: Conditions): readonly Transmission[] {
  const { messages, horizonMs, intervalMs, roundTripMs } = conditions;
  const oneWayMs = roundTripMs / 2;
  const transmissions: Transmission[] = [];
  let answeredUpTo = 0;
  let sentAtMs = conditions.clientStartsAtMs;
  for (let exchange = 0; sentAtMs < horizonMs; exchange += 1) {
    const atServerMs = sentAtMs + oneWayMs;
    const receivedAtMs = sentAtMs + roundTripMs;
    const news = messages.slice(answeredUpTo).filter((message) => message.createdAtMs <= atServerMs);
    const lastSeenId = messages[answeredUpTo - 1]?.id ?? 0;
    transmissions.push(
      {
        type: 'poll',
        from: 'client',
        sentAtMs,
        receivedAtMs: atServerMs,
        wireBytes: sizeInBytes(createPollRequest(lastSeenId)),
        payloadBytes: 0,
        messages: [],
        exchange,
      },
      createAnswer(news, { sentAtMs: atServerMs, receivedAtMs, exchange }),
    );
    answeredUpTo += news.length;
    sentAtMs = receivedAtMs + intervalMs;
  }
  return transmissions;
}

function createAnswer(
  news: readonly Message[],
  when: Pick<Transmission, 'sentAtMs' | 'receivedAtMs' | 'exchange'>,
): Transmission {
  return {
    type: news.length === 0 ? 'empty-answer' : 'answer',
    from: 'server',
    ...when,
    wireBytes: sizeInBytes(createPollAnswer(news)),
    payloadBytes: news.reduce((total, message) => total + message.payloadBytes, 0),
    messages: news,
  };
}
