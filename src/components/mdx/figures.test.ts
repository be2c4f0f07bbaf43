import { describe, expect, test } from 'vitest';
import { createDefaultSettings } from '../../simulation/address';
import { formatBytes, formatDuration } from '../../simulation/format';
import { scenarioNames } from '../../simulation/scenarios';
import { simulate } from '../../simulation/simulate';
import { metricsOf } from '../../simulation/snapshot';
import { figureText } from './figures';

describe('A figure in prose', () => {
  test.each(scenarioNames)('%s: it is the number of the run that the simulator shows first', (name) => {
    const run = simulate(createDefaultSettings(name));
    expect(figureText(`${name}.horizon`)).toBe(formatDuration(run.scenario.horizonMs));
    expect(figureText(`${name}.interval`)).toBe(formatDuration(run.settings.intervalMs));
    expect(figureText(`${name}.roundTrip`)).toBe(formatDuration(run.settings.roundTripMs));
    expect(figureText(`${name}.messages`)).toBe(String(run.messages.length));
    for (const lane of run.lanes) {
      const metrics = metricsOf(lane);
      const textOf = (figure: string): string => figureText(`${name}.${lane.transport}.${figure}`);
      expect(textOf('requests')).toBe(String(metrics.requests));
      expect(textOf('emptyAnswers')).toBe(String(metrics.emptyAnswers));
      expect(textOf('delivered')).toBe(String(run.messages.length));
      expect(textOf('meanDelay')).toBe(formatDuration(metrics.meanDelayMs ?? NaN));
      expect(textOf('worstDelay')).toBe(formatDuration(metrics.worstDelayMs ?? NaN));
      expect(textOf('overhead')).toBe(formatBytes(metrics.sentOverheadBytes + metrics.receivedOverheadBytes));
    }
  });

  test('the parts of an empty poll and of a handshake add up', () => {
    const bytes = (name: string): number => Number(/^(\d+) B$/.exec(figureText(`bytes.${name}`))?.[1]);
    expect(bytes('poll-request') + bytes('empty-answer')).toBe(bytes('empty-poll'));
    expect(bytes('handshake-request') + bytes('handshake-response')).toBe(bytes('handshake'));
  });

  test('the header of a short message is 2 bytes from the server and 6 from the client (RFC 6455 §5.2)', () => {
    expect(figureText('bytes.frame-header-server')).toBe('2 B');
    expect(figureText('bytes.frame-header-client')).toBe('6 B');
  });

  test('an unknown one is refused by its name, and the known ones are listed', () => {
    expect(() => figureText('bytes.elephant')).toThrow(
      /<Figure id="bytes\.elephant">: no such figure\. Known: bytes\./,
    );
    expect(() => figureText('toString')).toThrow('no such figure');
  });
});
