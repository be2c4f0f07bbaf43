/**
 * Settings in, a finished timeline out. Nothing runs while the reader watches: the whole run is computed first, and
 * the view only chooses a time to look at. So pause, step back, a shared link, the table, and the tests are all the
 * same simple thing. A changed setting means a new run.
 */
import type { Conditions, Settings, Timeline, Transport, TransportName } from './model';
import { createRandom } from './random';
import { scenarios } from './scenarios';
import { poll } from './transports/polling';
import { holdWebSocket } from './transports/websocket';

const transports = { polling: poll, websocket: holdWebSocket } as const satisfies Record<TransportName, Transport>;

/** Runs a scenario on every lane of the settings. The same settings always give the same timeline. */
export function simulate(settings: Settings): Timeline {
  const scenario = scenarios[settings.scenario];
  const messages = scenario.createMessages(createRandom(settings.seed));
  const conditions: Conditions = {
    messages,
    clientStartsAtMs: scenario.clientStartsAtMs,
    horizonMs: scenario.horizonMs,
    intervalMs: settings.intervalMs,
    roundTripMs: settings.roundTripMs,
  };
  const lanes = settings.lanes.map((transport) => ({ transport, transmissions: transports[transport](conditions) }));
  const arrivals = lanes.flatMap(({ transmissions }) => transmissions.map(({ receivedAtMs }) => receivedAtMs));
  return {
    settings,
    scenario,
    messages,
    lanes,
    endMs: Math.max(scenario.horizonMs, ...arrivals),
  };
}
