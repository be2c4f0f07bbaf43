import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const read = (name) => readFile(new URL(name, import.meta.url));
const files = new Map([
  ['/', { type: 'text/html; charset=utf-8', body: await read('index.html') }],
  ['/reconnect.js', { type: 'text/javascript; charset=utf-8', body: await read('reconnect.js') }],
]);

const server = createServer((request, response) => {
  const file = files.get(request.url.split('?')[0]);
  if (!file) return response.writeHead(404).end('Not found');
  response.writeHead(200, { 'Content-Type': file.type }).end(file.body);
});

// Any page may connect to this server. The example "origin-check" shows how to be choosy.
const webSocketServer = new WebSocketServer({ server, maxPayload: 64 * 1024 });

webSocketServer.on('connection', (webSocket) => {
  webSocket.on('error', (error) => console.error(error.message)); // an 'error' nobody listens to ends the program
  webSocket.on('message', (data, isBinary) => webSocket.send(data, { binary: isBinary }));
  webSocket.send(`Hello from process ${process.pid}`);
});

// 1001 "going away" tells the clients that they may come back.
function stop() {
  server.close();
  for (const webSocket of webSocketServer.clients) webSocket.close(1001);
  setTimeout(() => process.exit(), 2_000).unref(); // for clients that never answer
}
process.once('SIGINT', stop);
process.once('SIGTERM', stop);

server.listen(Number(process.env.PORT ?? 3000), () => {
  console.log(`Open http://localhost:${server.address().port}/`);
});
