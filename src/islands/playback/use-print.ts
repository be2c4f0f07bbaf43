import { useEffect } from 'preact/hooks';

/** Calls back when the page is about to be printed. @param onPrint stays the same from render to render */
export function usePrint(onPrint: () => void): void {
  useEffect(() => {
    const paper = matchMedia('print');
    const update = (): void => {
      if (paper.matches) onPrint();
    };
    paper.addEventListener('change', update);
    return () => {
      paper.removeEventListener('change', update);
    };
  }, [onPrint]);
}
