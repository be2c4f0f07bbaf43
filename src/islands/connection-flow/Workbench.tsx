import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { createConversation } from '../../protocol/conversation';
import { Problems } from '../address/Problems';
import { ShareLink } from '../address/ShareLink';
import { useAddress } from '../address/use-address';
import { adoptStyles } from '../styles/adopt-styles';
import { readFlow, writeFlow, type StepNumber } from './address';
import { DialStep } from './DialStep';
import { HangUpStep } from './HangUpStep';
import { readEntries, type Entries } from './input';
import { Overview } from './Overview';
import { PickUpStep } from './PickUpStep';
import { TalkStep } from './TalkStep';
import { stepCaptions } from './describe';
import { stepWords } from './steps';
import css from './workbench.css?inline';

adoptStyles(css);

/** What the workbench needs from the diagram around it. */
export interface WorkbenchProps {
  /** The step to take apart; `undefined`: the one that the address names. */
  readonly step: StepNumber | undefined;
  readonly onStep: (step: StepNumber) => void;
  readonly announce: (text: string) => void;
}

const stepPanels = { 1: DialStep, 2: PickUpStep, 3: TalkStep, 4: HangUpStep } as const;

/** The steps taken apart: annotated bytes, and what the reader may change in them. */
export function Workbench({ step: asked, onStep, announce }: WorkbenchProps): JSX.Element {
  const [found] = useState(() => readFlow(new URLSearchParams(location.search)));
  const [entries, setEntries] = useState(found.view.entries);
  const [settings, setSettings] = useState(found.view.settings);
  const [linkProblems, setLinkProblems] = useState(found.problems);
  const step = asked ?? found.view.step;
  const conversation = useMemo(() => createConversation(settings), [settings]);
  const { problems } = readEntries(entries, settings);

  useEffect(() => {
    if (asked === undefined) onStep(found.view.step);
  }, [asked, found, onStep]);

  const createAddress = useAddress(
    useMemo(() => (parameters: URLSearchParams) => writeFlow({ step, settings }, parameters), [step, settings]),
  );

  const change = (part: Partial<Entries>): void => {
    const next = { ...entries, ...part };
    const reading = readEntries(next, settings);
    setEntries(next);
    setSettings(reading.settings);
    setLinkProblems([]);
  };

  const Panel = step === 0 ? undefined : stepPanels[step];
  return (
    <>
      <Problems
        problems={linkProblems}
        onClose={() => {
          setLinkProblems([]);
        }}
      />
      {Panel === undefined ? (
        <Overview conversation={conversation} />
      ) : (
        <section class="step interface" aria-labelledby="flow-step">
          <h4 id="flow-step">
            {step}. {stepWords[step - 1]?.title}
          </h4>
          <p class="caption">{stepCaptions[step - 1]}</p>
          <Panel {...{ entries, settings, problems, conversation }} onChange={change} />
          <ShareLink
            what="this conversation"
            createAddress={() => {
              const address = createAddress();
              address.hash = 'connection-flow';
              return address.href;
            }}
            announce={announce}
          />
        </section>
      )}
    </>
  );
}
