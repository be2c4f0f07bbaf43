/**
 * The figures that prose quotes. Each is computed from the engine when the site is built, so a figure in a sentence
 * can never disagree with the simulator beside it.
 */
import { headerSizeBytes } from '../../protocol/frame';
import { createDefaultSettings } from '../../simulation/address';
import { formatBytes, formatCount, formatDuration } from '../../simulation/format';
import type { ScenarioName, TransportName } from '../../simulation/model';
import { scenarioNames } from '../../simulation/scenarios';
import { simulate } from '../../simulation/simulate';
import { metricsOf, type Tally } from '../../simulation/snapshot';
import {
  createOpeningRequestText,
  createOpeningResponseText,
  createPollAnswer,
  createPollRequest,
  sizeInBytes,
} from '../../simulation/wire-costs';

/**
 * The text of a figure: `bytes.empty-poll` → `692 B`, `restaurant.polling.requests` → `15`.
 * @throws Error that lists the known ids when there is no figure with this one
 */
export function figureText(id: string): string {
  const text = figures().get(id);
  if (text === undefined)
    throw new Error(`<Figure id="${id}">: no such figure. Known: ${[...figures().keys()].join(', ')}`);
  return text;
}

let computed: ReadonlyMap<string, string> | undefined;

function figures(): ReadonlyMap<string, string> {
  computed ??= new Map([...byteFigures(), ...scenarioNames.flatMap(runFigures)]);
  return computed;
}

function byteFigures(): readonly (readonly [string, string])[] {
  const request = sizeInBytes(createOpeningRequestText());
  const response = sizeInBytes(createOpeningResponseText());
  const pollRequest = sizeInBytes(createPollRequest(0));
  const emptyAnswer = sizeInBytes(createPollAnswer([]));
  const smallMessageBytes = 50;
  const sizes = {
    'handshake-request': request,
    'handshake-response': response,
    handshake: request + response,
    'poll-request': pollRequest,
    'empty-answer': emptyAnswer,
    'empty-poll': pollRequest + emptyAnswer,
    'frame-header-server': headerSizeBytes(smallMessageBytes, { isMasked: false }),
    'frame-header-client': headerSizeBytes(smallMessageBytes, { isMasked: true }),
  };
  return Object.entries(sizes).map(([name, bytes]) => [`bytes.${name}`, formatBytes(bytes)]);
}

function runFigures(scenario: ScenarioName): readonly (readonly [string, string])[] {
  const timeline = simulate(createDefaultSettings(scenario));
  return [
    [`${scenario}.interval`, formatDuration(timeline.settings.intervalMs)],
    [`${scenario}.roundTrip`, formatDuration(timeline.settings.roundTripMs)],
    [`${scenario}.horizon`, formatDuration(timeline.scenario.horizonMs)],
    [`${scenario}.messages`, formatCount(timeline.messages.length)],
    ...timeline.lanes.flatMap((lane) => laneFigures(`${scenario}.${lane.transport}`, metricsOf(lane))),
  ];
}

function laneFigures(
  prefix: `${ScenarioName}.${TransportName}`,
  metrics: Tally,
): readonly (readonly [string, string])[] {
  return [
    [`${prefix}.requests`, formatCount(metrics.requests)],
    [`${prefix}.emptyAnswers`, formatCount(metrics.emptyAnswers)],
    [`${prefix}.delivered`, formatCount(metrics.delivered)],
    [`${prefix}.meanDelay`, formatDuration(metrics.meanDelayMs ?? 0)],
    [`${prefix}.worstDelay`, formatDuration(metrics.worstDelayMs ?? 0)],
    [`${prefix}.overhead`, formatBytes(metrics.sentOverheadBytes + metrics.receivedOverheadBytes)],
  ];
}
