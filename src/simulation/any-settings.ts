import { transportNames } from './address';
import type { ScenarioName, Settings } from './model';
import { wholeBetween } from './random';
import { roundTripBoundsMs, scenarios } from './scenarios';

/** Any settings of a scenario within its bounds, for laws that have to hold for all of them. */
export function createAnySettings(random: () => number, scenario: ScenarioName): Settings {
  const { min, max } = scenarios[scenario].intervalBoundsMs;
  return {
    scenario,
    lanes: transportNames,
    intervalMs: wholeBetween(random, min, max),
    roundTripMs: wholeBetween(random, roundTripBoundsMs.min, roundTripBoundsMs.max),
    seed: wholeBetween(random, 0, 2 ** 32 - 1),
  };
}
