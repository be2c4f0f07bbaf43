import './simulator.css';
import liveCss from './simulator-live.css?inline';
import type { JSX } from 'preact';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { createDefaultSettings, readView, writeView } from '../../simulation/address';
import { describeEvent, describeOutcome, describeVerdict, transportTitles } from '../../simulation/describe';
import { listEvents } from '../../simulation/events';
import { listParts } from '../../simulation/fold';
import { formatClock } from '../../simulation/format';
import type { ScenarioName, Settings } from '../../simulation/model';
import { simulate } from '../../simulation/simulate';
import { judge } from '../../simulation/verdict';
import { Problems } from '../address/Problems';
import { ShareLink } from '../address/ShareLink';
import { useAddress } from '../address/use-address';
import { usePlayback } from '../playback/use-playback';
import { usePrint } from '../playback/use-print';
import { useReducedMotion } from '../playback/use-reduced-motion';
import { adoptStyles } from '../styles/adopt-styles';
import { Counters } from './Counters';
import { EventTable } from './EventTable';
import { Lanes } from './Lanes';
import { Outcome } from './Outcome';
import { PlaybackControls } from './PlaybackControls';
import { SettingsForm } from './SettingsForm';

interface Props {
  /** The story shown when the address names none. */
  readonly scenario: ScenarioName;
}

adoptStyles(liveCss);

/** At speed 1 a whole run takes this long. */
const runLengthMs = 20_000;

/**
 * The simulator: a finished run, and a moment of it to look at. The first render equals the server's (the whole run);
 * the address is read when the island is alive.
 */
export function Simulator({ scenario }: Props): JSX.Element {
  const [settings, setSettings] = useState<Settings>(() => createDefaultSettings(scenario));
  const [isLive, setIsLive] = useState(false);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [announcement, announce] = useState('');
  const [speed, setSpeed] = useState(1);
  const isReduced = useReducedMotion();
  const timeline = useMemo(() => simulate(settings), [settings]);
  const events = useMemo(() => listEvents(timeline), [timeline]);
  const { endMs } = timeline;
  const rate = (speed * endMs) / runLengthMs;

  const onFinish = useCallback(() => {
    announce(`The run is over. ${describeOutcome(timeline)} ${describeVerdict(judge(timeline.settings))}`);
  }, [timeline]);
  const { timeMs: exactTimeMs, isPlaying, play, pause, seek } = usePlayback({ endMs, rate, onFinish });
  // With reduced motion nothing slides: the picture stays at the last event until the next one.
  const lastEventMs = events.findLast((event) => event.timeMs <= exactTimeMs)?.timeMs ?? 0;
  const timeMs = isPlaying && isReduced ? lastEventMs : exactTimeMs;
  const moment = timeMs < endMs ? timeMs : undefined;

  useEffect(() => {
    const { view, problems: found } = readView(new URLSearchParams(location.search), scenario);
    setSettings(view.settings);
    setProblems(found);
    seek(view.timeMs ?? Infinity);
    setIsLive(true);
  }, [scenario, seek]);
  const createAddress = useAddress(
    useCallback(
      (parameters: URLSearchParams) => writeView({ settings, timeMs: moment }, scenario, parameters),
      [settings, moment, scenario],
    ),
    isLive && !isPlaying,
  );
  // On paper the run is over: a reader who stopped in the middle gets the whole picture.
  usePrint(
    useCallback(() => {
      seek(Infinity);
    }, [seek]),
  );

  const changeSettings = (next: Settings): void => {
    const isOtherStory = next.scenario !== settings.scenario;
    setSettings(next);
    setProblems([]);
    if (isOtherStory) {
      seek(Infinity);
      announce(describeOutcome(simulate(next)));
    }
  };
  const step = (direction: 'back' | 'forward'): void => {
    const event =
      direction === 'forward'
        ? events.find((candidate) => candidate.timeMs > timeMs)
        : events.findLast((candidate) => candidate.timeMs < timeMs);
    const target = event?.timeMs ?? (direction === 'forward' ? endMs : 0);
    seek(target);
    const happening = events
      .filter((candidate) => candidate.timeMs === target)
      .map((candidate) => `${transportTitles[candidate.transport]}: ${describeEvent(candidate)}.`);
    announce(`${formatClock(target, endMs)}. ${happening.join(' ')}`);
  };

  // Other lanes are drawn anew, not moved: nothing shifts under the reader's eyes.
  const laneKey = settings.lanes.join();
  // What does not change from frame to frame is not drawn again while the run plays.
  const isFinished = moment === undefined;
  const outcome = useMemo(() => <Outcome timeline={timeline} isFinished={isFinished} />, [timeline, isFinished]);
  const table = useMemo(
    () => <EventTable parts={listParts(timeline)} {...{ endMs, isLive, announce }} />,
    [timeline, endMs, isLive],
  );

  return (
    <div class="sim interface">
      <SettingsForm settings={settings} isLive={isLive} onChange={changeSettings} />
      <Problems
        problems={problems}
        onClose={() => {
          setProblems([]);
        }}
      />
      <Lanes key={laneKey} timeline={timeline} timeMs={timeMs} />
      <PlaybackControls
        {...{ timeMs, endMs, isPlaying, isLive, speed, rate }}
        onPlay={() => {
          play();
          announce('Playing.');
        }}
        onPause={() => {
          pause();
          seek(timeMs);
          announce(`Paused at ${formatClock(timeMs, endMs)}.`);
        }}
        onStep={step}
        onReset={() => {
          seek(0);
          announce('Back at the start.');
        }}
        onSeek={seek}
        onSpeed={setSpeed}
      />
      <Counters key={`counters ${laneKey}`} timeline={timeline} timeMs={timeMs} />
      {outcome}
      <ShareLink
        what="this moment"
        createAddress={() => {
          const address = createAddress();
          address.hash = 'simulator';
          return address.href;
        }}
        {...{ isLive, announce }}
      />
      {table}
      <p class="visually-hidden" role="status">
        {announcement}
      </p>
    </div>
  );
}
