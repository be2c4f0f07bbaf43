import './connection-flow.css';
import type { ComponentType, JSX } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { StepNumber } from './address';
import { Stepper } from './Stepper';
import type { WorkbenchProps } from './Workbench';
import { stepWords } from './steps';

interface Props {
  /** All four steps as the server rendered them. */
  readonly children?: JSX.Element;
}

/**
 * The connection-flow diagram: the picture with its four steps, and below it their bytes. Taking a step apart, and a
 * link that asks for anything, fetches the workbench; until then the server's text stands there.
 */
export function ConnectionFlow({ children }: Props): JSX.Element {
  const [step, setStep] = useState<StepNumber>();
  const [isLive, setIsLive] = useState(false);
  const [Workbench, setWorkbench] = useState<ComponentType<WorkbenchProps>>();
  const [isFailed, setIsFailed] = useState(false);
  const [announcement, announce] = useState('');
  const [heldHeight, setHeldHeight] = useState<number>();
  const box = useRef<HTMLDivElement>(null);

  /** What the first picture shows is known. */
  const settle = useCallback((first: StepNumber): void => {
    setStep(first);
    setIsLive(true);
  }, []);

  const onLost = useCallback(
    (wanted?: StepNumber): void => {
      setIsFailed(true);
      settle(0);
      if (wanted !== undefined) document.getElementById(`flow-${String(wanted)}`)?.scrollIntoView();
    },
    [settle],
  );

  const fetchWorkbench = useCallback(
    async (wanted?: StepNumber): Promise<void> => {
      try {
        const { Workbench: component } = await import('./Workbench');
        setWorkbench(() => component);
      } catch {
        onLost(wanted);
      }
    },
    [onLost],
  );

  useEffect(() => {
    if (!location.search.includes('flow.')) {
      setIsLive(true);
      return;
    }
    // Nobody has touched it yet, so what stands below must not move: the box keeps the height it has.
    setHeldHeight(box.current?.offsetHeight);
    void fetchWorkbench();
  }, [fetchWorkbench]);

  const goTo = (target: StepNumber): void => {
    setHeldHeight(undefined);
    setIsFailed(false);
    setStep(target);
    announce(target === 0 ? 'All four steps.' : `Step ${String(target)} of 4: ${stepWords[target - 1]?.title ?? ''}.`);
    if (Workbench === undefined) void fetchWorkbench(target);
  };

  return (
    <div class="flow">
      <Stepper step={step ?? 0} isLive={isLive} onStep={goTo} />
      {isFailed && (
        <p class="lined interface failed" role="alert">
          The script that takes a step apart did not load. All four steps stand below; reload the page to try again.
        </p>
      )}
      <div ref={box} style={heldHeight === undefined ? undefined : { minBlockSize: `${String(heldHeight)}px` }}>
        {Workbench === undefined ? (
          children
        ) : (
          <Workbench {...{ step, announce, onLost }} onStep={settle}>
            {children}
          </Workbench>
        )}
      </div>
      <p class="visually-hidden" role="status">
        {announcement}
      </p>
    </div>
  );
}
