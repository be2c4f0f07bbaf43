import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const page = await readFile(new URL('index.html', import.meta.url));

const server = createServer((request, response) => {
  if (request.url.split('?')[0] !== '/') return response.writeHead(404).end('Not found');
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page);
});

// noServer: nothing is upgraded until we say so. Without a limit, one message may be 100 MiB.
const webSocketServer = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 });

// Browsers let any site open a WebSocket to any server and send the user's cookies along; CORS does not apply.
// They also send the site's Origin, which a script cannot change. Checking it is the server's task.
server.on('upgrade', (request, socket, head) => {
  socket.on('error', (error) => console.error(error.message));

  // #region refuse
  if (!allowedOrigins().has(request.headers.origin)) {
    socket.once('finish', () => socket.destroy());
    socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    return;
  }

  // A program outside a browser writes any Origin it likes: check a session cookie or a one-use ticket here as well.

  webSocketServer.handleUpgrade(request, socket, head, (webSocket) => {
    webSocketServer.emit('connection', webSocket, request);
  });
  // #endregion
});

webSocketServer.on('connection', (webSocket) => {
  webSocket.on('error', (error) => console.error(error.message)); // an 'error' nobody listens to ends the program

  // `data` is a Buffer even for text. Without `binary: isBinary`, text would go back as binary.
  webSocket.on('message', (data, isBinary) => webSocket.send(data, { binary: isBinary }));
});

// ALLOWED_ORIGIN holds one origin or several parted by commas; this server's own page is the default.
// Whole origins, compared exactly: a test such as startsWith() would let https://example.com.evil.test in.
function allowedOrigins() {
  const { port } = server.address();
  const own = `http://localhost:${port},http://127.0.0.1:${port}`;
  return new Set((process.env.ALLOWED_ORIGIN ?? own).split(','));
}

server.listen(Number(process.env.PORT ?? 3000), () => {
  console.log(`Open http://localhost:${server.address().port}/`);
});
