// "Do not come back": 1008 is a refusal, 4000 and above are codes of your own.
const isFinal = (code) => code === 1008 || code >= 4000;

// Opens a WebSocket, and another whenever it is lost. `onStatus` hears 'connecting', 'open', 'waiting', and 'closed'.
export function connect(url, { onMessage, onStatus, baseMs = 500, capMs = 30_000, stableMs = 5_000 }) {
  let socket, retryTimer, stableTimer;
  let attempt = 0;
  let isWanted = true;

  // #region open
  function open() {
    socket = new WebSocket(url);

    socket.addEventListener('open', () => {
      // Let in and dropped at once is no recovery: the count goes back to 0 only after a while.
      stableTimer = setTimeout(() => (attempt = 0), stableMs);
      onStatus?.('open');
    });

    socket.addEventListener('message', (event) => onMessage(event.data));

    // No 'error' listener: that event gives no reason, and 'close' always follows it.
    socket.addEventListener('close', ({ code }) => {
      clearTimeout(stableTimer);
      if (!isWanted) return;
      if (isFinal(code)) return onStatus?.('closed');

      // Full jitter: any delay up to a limit that doubles. Clients lost together do not return together.
      const delayMs = Math.random() * Math.min(capMs, baseMs * 2 ** attempt);
      attempt += 1;
      retryTimer = setTimeout(open, delayMs);
      onStatus?.('waiting', delayMs);
    });

    onStatus?.('connecting');
  }
  // #endregion

  open();

  return {
    // Says whether the data was handed over. If not, keep it: a socket that is not open throws, or drops it silently.
    send(data) {
      if (socket.readyState !== WebSocket.OPEN) return false;
      socket.send(data);
      return true;
    },

    // Ends the line on purpose.
    close() {
      isWanted = false;
      clearTimeout(retryTimer);
      socket.close(1000);
      onStatus?.('closed');
    },
  };
}
