/**
 * The part of an address that restores the simulator (`sim.scenario`, `sim.lanes` …). The names are a public
 * contract: links outlive us. Whatever does not make sense falls back or is brought within bounds, and is said.
 */
import type { Bounds, ScenarioName, Settings, TransportName } from './model';
import { formatDuration } from './format';
import { defaultRoundTripMs, roundTripBoundsMs, scenarioNames, scenarios } from './scenarios';

/** What the simulator shows: the settings of a run and the moment looked at, in ms; no moment means the run's end. */
export interface View {
  readonly settings: Settings;
  readonly timeMs: number | undefined;
}

/** The lanes that can be shown, in their order. */
export const transportNames = ['polling', 'websocket'] as const satisfies readonly TransportName[];

/** The settings that a scenario starts with. */
export function createDefaultSettings(scenario: ScenarioName): Settings {
  const { intervalMs, seed } = scenarios[scenario];
  return { scenario, lanes: transportNames, intervalMs, roundTripMs: defaultRoundTripMs, seed };
}

/** Reads a view from an address's parameters; `problems` says in plain words what had to be replaced. */
export function readView(
  parameters: URLSearchParams,
  defaultScenario: ScenarioName,
): { readonly view: View; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const scenario = readScenario(parameters, defaultScenario, problems);
  const defaults = createDefaultSettings(scenario);
  const { intervalBoundsMs, horizonMs } = scenarios[scenario];
  const settings: Settings = {
    scenario,
    lanes: readLanes(parameters, problems),
    intervalMs:
      readNumber(parameters, 'sim.interval', 'The poll interval', intervalBoundsMs, problems) ?? defaults.intervalMs,
    roundTripMs:
      readNumber(parameters, 'sim.rtt', 'The round trip', roundTripBoundsMs, problems) ?? defaults.roundTripMs,
    seed:
      readNumber(parameters, 'sim.seed', 'The seed', { min: 0, max: 2 ** 32 - 1 }, problems, String) ?? defaults.seed,
  };
  const longestRunMs = horizonMs + roundTripBoundsMs.max;
  const timeMs = readNumber(parameters, 'sim.t', 'The moment', { min: 0, max: longestRunMs }, problems);
  return { view: { settings, timeMs }, problems };
}

/** Writes a view into a copy of an address's parameters; what equals the default is left out, others' are kept. */
export function writeView(view: View, defaultScenario: ScenarioName, parameters: URLSearchParams): URLSearchParams {
  const { settings, timeMs } = view;
  const defaults = createDefaultSettings(settings.scenario);
  const written = new URLSearchParams([...parameters].filter(([name]) => !name.startsWith('sim.')));
  const set = (name: string, value: string, defaultValue: string): void => {
    if (value !== defaultValue) written.set(`sim.${name}`, value);
  };
  set('scenario', settings.scenario, defaultScenario);
  set('lanes', settings.lanes.join(','), defaults.lanes.join(','));
  set('interval', String(settings.intervalMs), String(defaults.intervalMs));
  set('rtt', String(settings.roundTripMs), String(defaults.roundTripMs));
  set('seed', String(settings.seed), String(defaults.seed));
  if (timeMs !== undefined) written.set('sim.t', String(Math.round(timeMs)));
  return written;
}

function readScenario(parameters: URLSearchParams, fallback: ScenarioName, problems: string[]): ScenarioName {
  const asked = parameters.get('sim.scenario');
  const known = scenarioNames.find((name) => name === asked);
  if (asked !== null && known === undefined) {
    problems.push(`The link names a story that does not exist here. You see “${scenarios[fallback].title}”.`);
  }
  return known ?? fallback;
}

function readLanes(parameters: URLSearchParams, problems: string[]): readonly TransportName[] {
  const asked = parameters.get('sim.lanes');
  if (asked === null) return transportNames;
  const names = asked.split(',');
  const known = transportNames.filter((name) => names.includes(name));
  if (known.length === new Set(names).size) return known;
  problems.push('The link names a lane that does not exist here. It is left out.');
  return known.length === 0 ? transportNames : known;
}

function readNumber(
  parameters: URLSearchParams,
  name: string,
  label: string,
  bounds: Bounds,
  problems: string[],
  format: (value: number) => string = formatDuration,
): number | undefined {
  const text = parameters.get(name);
  if (text === null) return undefined;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) {
    problems.push(`${label} in the link is not a number. You see the usual one.`);
    return undefined;
  }
  const within = Math.min(Math.max(Math.round(value), bounds.min), bounds.max);
  if (within !== Math.round(value)) {
    problems.push(`${label} in the link is out of bounds. It is set to ${format(within)}.`);
  }
  return within;
}
