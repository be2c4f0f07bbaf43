import type { ComponentChildren, ComponentType, JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { createConversation } from '../../protocol/conversation';
import { Problems } from '../address/Problems';
import { ShareLink } from '../address/ShareLink';
import { useAddress } from '../address/use-address';
import { adoptStyles } from '../styles/adopt-styles';
import { readFlow, writeFlow, type StepNumber } from './address';
import { readEntries, type Entries } from './input';
import { Overview } from './Overview';
import { CaptureButton } from './CaptureButton';
import { stepCaptions } from './describe';
import type { StepProps } from './step-props';
import { stepWords } from './steps';
import css from './workbench.css?inline';

adoptStyles(css);

/** What the workbench needs from the diagram around it. */
export interface WorkbenchProps {
  /** The step to take apart; `undefined`: the one that the address names. */
  readonly step: StepNumber | undefined;
  readonly onStep: (step: StepNumber) => void;
  readonly announce: (text: string) => void;
  /** Called when the script of a step does not load. */
  readonly onLost: (step: StepNumber) => void;
  /** What stands there until the first step is here. */
  readonly children: ComponentChildren;
}

/** A step is fetched when it is first opened. */
const stepScripts: Readonly<Record<Exclude<StepNumber, 0>, () => Promise<ComponentType<StepProps>>>> = {
  1: async () => (await import('./DialStep')).DialStep,
  2: async () => (await import('./PickUpStep')).PickUpStep,
  3: async () => (await import('./TalkStep')).TalkStep,
  4: async () => (await import('./HangUpStep')).HangUpStep,
};

interface Panel {
  readonly step: StepNumber;
  readonly Content: ComponentType<StepProps> | undefined;
}

/** The steps taken apart: annotated bytes, and what the reader may change in them. */
export function Workbench({ step: asked, onStep, announce, onLost, children }: WorkbenchProps): JSX.Element {
  const [found] = useState(() => readFlow(new URLSearchParams(location.search)));
  const [entries, setEntries] = useState(found.view.entries);
  const [settings, setSettings] = useState(found.view.settings);
  const [edited, setEdited] = useState(found.view.edited);
  const [linkProblems, setLinkProblems] = useState(found.problems);
  const step = asked ?? found.view.step;
  const conversation = useMemo(() => createConversation(settings), [settings]);
  const { problems } = readEntries(entries, settings);

  // Until a step's script is here, what was shown before stays.
  const [panel, setPanel] = useState<Panel>();
  useEffect(() => {
    if (step === 0) {
      setPanel({ step, Content: undefined });
      return undefined;
    }
    let isWanted = true;
    stepScripts[step]().then(
      (content) => {
        if (isWanted) setPanel({ step, Content: content });
      },
      () => {
        if (isWanted) onLost(step);
      },
    );
    return () => {
      isWanted = false;
    };
  }, [step, onLost]);

  useEffect(() => {
    if (asked === undefined) onStep(found.view.step);
  }, [asked, found, onStep]);

  const createAddress = useAddress(
    useMemo(
      () => (parameters: URLSearchParams) =>
        writeFlow({ step, settings, ...(edited === undefined ? {} : { edited }) }, parameters),
      [step, settings, edited],
    ),
  );

  const change = (part: Partial<Entries>): void => {
    const next = { ...entries, ...part };
    const reading = readEntries(next, settings);
    setEntries(next);
    setSettings(reading.settings);
    setLinkProblems([]);
  };

  const { step: shown = 0, Content } = panel ?? {};
  return (
    <>
      <Problems
        problems={linkProblems}
        onClose={() => {
          setLinkProblems([]);
        }}
      />
      {Content === undefined ? (
        panel === undefined && step !== 0 ? (
          children
        ) : (
          <Overview conversation={conversation} />
        )
      ) : (
        <section class="step interface" aria-labelledby="flow-step">
          <h4 id="flow-step">
            {shown}. {stepWords[shown - 1]?.title}
          </h4>
          <p class="caption">{stepCaptions[shown - 1]}</p>
          <Content {...{ entries, settings, problems, conversation, edited }} onChange={change} onEdit={setEdited} />
          <ShareLink
            what="this conversation"
            createAddress={() => {
              const address = createAddress();
              address.hash = 'connection-flow';
              return address.href;
            }}
            announce={announce}
          />
          <CaptureButton {...{ conversation, edited, announce }} />
        </section>
      )}
    </>
  );
}
