import type { JSX } from 'preact';
import { createDefaultSettings, transportNames } from '../../simulation/address';
import { transportTitles } from '../../simulation/describe';
import { formatDuration } from '../../simulation/format';
import type { Bounds, Settings } from '../../simulation/model';
import { roundTripBoundsMs, scenarioNames, scenarios } from '../../simulation/scenarios';

interface Props {
  readonly settings: Settings;
  readonly isLive: boolean;
  readonly onChange: (settings: Settings) => void;
}

/** What the reader can set: the story, the lanes, the poll interval, the round trip. */
export function SettingsForm({ settings, isLive, onChange }: Props): JSX.Element {
  const scenario = scenarios[settings.scenario];
  const chooseScenario = (name: string): void => {
    const known = scenarioNames.find((candidate) => candidate === name) ?? settings.scenario;
    const { lanes, roundTripMs } = settings;
    onChange({ ...createDefaultSettings(known), lanes, roundTripMs });
  };
  return (
    <fieldset class="settings" disabled={!isLive}>
      <legend class="visually-hidden">Settings of the run</legend>
      <label class="scenario">
        Story
        <select
          value={settings.scenario}
          onChange={({ currentTarget }) => {
            chooseScenario(currentTarget.value);
          }}
        >
          {scenarioNames.map((name) => (
            <option key={name} value={name}>
              {scenarios[name].title}
            </option>
          ))}
        </select>
      </label>
      <Slider
        label="Poll every"
        bounds={scenario.intervalBoundsMs}
        value={settings.intervalMs}
        onInput={(intervalMs) => {
          onChange({ ...settings, intervalMs });
        }}
      />
      <Slider
        label="Round trip"
        bounds={roundTripBoundsMs}
        value={settings.roundTripMs}
        onInput={(roundTripMs) => {
          onChange({ ...settings, roundTripMs });
        }}
      />
      <div class="lane-choice" role="group" aria-label="Lanes">
        {transportNames.map((name) => {
          const isShown = settings.lanes.includes(name);
          return (
            <label key={name}>
              <input
                type="checkbox"
                checked={isShown}
                disabled={isShown && settings.lanes.length === 1}
                onChange={() => {
                  const lanes = transportNames.filter((other) => settings.lanes.includes(other) !== (other === name));
                  onChange({ ...settings, lanes });
                }}
              />
              {transportTitles[name]}
            </label>
          );
        })}
      </div>
      <p class="story">{scenario.story}</p>
    </fieldset>
  );
}

interface SliderProps {
  readonly label: string;
  readonly bounds: Bounds;
  readonly value: number;
  readonly onInput: (value: number) => void;
}

/** A slider for a span of time, in about a hundred even steps. */
function Slider({ label, bounds, value, onInput }: SliderProps): JSX.Element {
  const text = formatDuration(value);
  return (
    <label>
      <span>
        {label} <b>{text}</b>
      </span>
      <input
        type="range"
        min={bounds.min}
        max={bounds.max}
        step={(bounds.max - bounds.min) / 98}
        value={value}
        aria-valuetext={text}
        onInput={({ currentTarget }) => {
          onInput(Math.round(currentTarget.valueAsNumber));
        }}
      />
    </label>
  );
}
