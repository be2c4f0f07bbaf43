import './simulator.css';
import type { JSX } from 'preact';
import { useCallback, useMemo, useState } from 'preact/hooks';
import { createDefaultSettings } from '../../simulation/address';
import { describeEvent, describeOutcome, describeVerdict, transportTitles } from '../../simulation/describe';
import { listEvents } from '../../simulation/events';
import { listParts } from '../../simulation/fold';
import { formatClock } from '../../simulation/format';
import type { ScenarioName, Settings } from '../../simulation/model';
import { simulate } from '../../simulation/simulate';
import { judge } from '../../simulation/verdict';
import { usePlayback } from '../playback/use-playback';
import { usePrint } from '../playback/use-print';
import { useReducedMotion } from '../playback/use-reduced-motion';
import { Counters } from './Counters';
import { EventTable } from './EventTable';
import { Lanes } from './Lanes';
import { Outcome } from './Outcome';
import { PlaybackControls } from './PlaybackControls';
import { Problems } from './Problems';
import { SettingsForm } from './SettingsForm';
import { ShareLink } from './ShareLink';
import { useAddress } from './use-address';

interface Props {
  /** The story shown when the address names none. */
  readonly scenario: ScenarioName;
}

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

  const createAddress = useAddress({
    defaultScenario: scenario,
    view: { settings, timeMs: moment },
    isSettled: isLive && !isPlaying,
    onRead: useCallback(
      ({ view, problems: found }) => {
        setSettings(view.settings);
        setProblems(found);
        seek(view.timeMs ?? Infinity);
        setIsLive(true);
      },
      [seek],
    ),
  });
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
