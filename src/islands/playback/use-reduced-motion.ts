import { useEffect, useState } from 'preact/hooks';

/** Whether the reader asks for less motion. False in the first render, which has to equal the server's. */
export function useReducedMotion(): boolean {
  const [isReduced, setIsReduced] = useState(false);
  useEffect(() => {
    const query = matchMedia('(prefers-reduced-motion: reduce)');
    const update = (): void => {
      setIsReduced(query.matches);
    };
    update();
    query.addEventListener('change', update);
    return () => {
      query.removeEventListener('change', update);
    };
  }, []);
  return isReduced;
}
