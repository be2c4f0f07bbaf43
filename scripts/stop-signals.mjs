// Runs before anything is installed, on whatever Node the machine has: plain JavaScript, no packages.

const PARENT_CHECK_MS = 500;

/**
 * Calls a listener when this process is asked to stop: by Ctrl-C, by SIGTERM, or because npm was ended. npm hands a
 * SIGTERM to its shell only, so the program under the shell would live on and keep its port.
 *
 * @param {(signal: 'SIGINT' | 'SIGTERM') => void} listener
 * @returns {() => void} stops listening
 */
export function onStop(listener) {
  const onInterrupt = () => listener('SIGINT');
  const onTerminate = () => listener('SIGTERM');
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onTerminate);
  const timer = process.env.npm_lifecycle_event ? watchParent(onTerminate) : undefined;
  return () => {
    process.removeListener('SIGINT', onInterrupt);
    process.removeListener('SIGTERM', onTerminate);
    clearInterval(timer);
  };
}

/** @param {() => void} onGone */
function watchParent(onGone) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, PARENT_CHECK_MS);
  return timer.unref();
}
