import { useCallback, useEffect } from 'preact/hooks';

const delayMs = 200;

/**
 * Keeps the page's address in step with what an island shows; returns what creates that address.
 *
 * @param write gives a copy of the address's parameters with the island's own in it. A new function means that something
 *   else is shown, so it has to stay the same from render to render otherwise.
 * @param isSettled whether what is shown is worth keeping: not before the address was read, not from frame to frame
 */
export function useAddress(write: (parameters: URLSearchParams) => URLSearchParams, isSettled = true): () => URL {
  const createAddress = useCallback((): URL => {
    const address = new URL(location.href);
    address.search = write(address.searchParams).toString();
    return address;
  }, [write]);

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
