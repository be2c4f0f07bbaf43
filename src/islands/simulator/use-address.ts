import { useCallback, useEffect } from 'preact/hooks';
import { readView, writeView, type View } from '../../simulation/address';
import type { ScenarioName } from '../../simulation/model';

/** What `useAddress` needs to know. */
export interface AddressOptions {
  /** The story shown when the address names none. */
  readonly defaultScenario: ScenarioName;
  readonly view: View;
  /** Whether the view is worth keeping: not before the address was read, not from frame to frame. */
  readonly isSettled: boolean;
  /** Called once, when the island has come alive, with what the address asks for. */
  readonly onRead: (found: ReturnType<typeof readView>) => void;
}

const delayMs = 200;

/** Keeps the address and the view in step; returns what creates the address of the view. */
export function useAddress({ defaultScenario, view, isSettled, onRead }: AddressOptions): () => URL {
  const { settings, timeMs } = view;
  const createAddress = useCallback((): URL => {
    const address = new URL(location.href);
    address.search = writeView({ settings, timeMs }, defaultScenario, address.searchParams).toString();
    return address;
  }, [settings, timeMs, defaultScenario]);

  useEffect(() => {
    onRead(readView(new URLSearchParams(location.search), defaultScenario));
  }, [defaultScenario, onRead]);

  useEffect(() => {
    if (!isSettled) return undefined;
    // Browsers refuse to change the address a hundred times in a row: it follows when the reader's hand rests.
    const timer = setTimeout(() => {
      history.replaceState(history.state, '', createAddress());
    }, delayMs);
    return () => {
      clearTimeout(timer);
    };
  }, [isSettled, createAddress]);

  return createAddress;
}
