// The server's end. It runs in Node.js and waits for pages to call.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

// Plain HTTP comes first: a browser fetches the page and its program.
const read = (name) => readFile(new URL(name, import.meta.url));
const files = new Map([
  ['/', { type: 'text/html', body: await read('index.html') }],
  ['/client.js', { type: 'text/javascript', body: await read('client.js') }],
]);
const server = createServer((request, response) => {
  const file = files.get(request.url.split('?')[0]);
  if (!file) return response.writeHead(404).end('Not found');
  response.writeHead(200, { 'Content-Type': file.type }).end(file.body);
});

// The same port takes calls, of any page. A message above 16 KiB ends its line.
const webSocketServer = new WebSocketServer({ server, maxPayload: 16 * 1024 });
webSocketServer.on('connection', (webSocket) => {
  webSocket.send('Welcome! The line is open.');
  tellEverybody();
  // Echo it as it came. Without `binary`, a text would go back as binary.
  webSocket.on('message', (data, binary) => webSocket.send(data, { binary }));
  webSocket.on('close', tellEverybody);
  // An 'error' that nobody listens to would end the whole program.
  webSocket.on('error', (error) => console.error(error.message));
});

// Nobody asked for this: on an open line, the server can speak by itself.
function tellEverybody() {
  const text = `Connected now: ${webSocketServer.clients.size}`;
  for (const webSocket of webSocketServer.clients) webSocket.send(text);
}

// Ctrl+C: hang up with 1001, "going away", and leave after 2 s at the latest.
function stop() {
  server.close();
  for (const webSocket of webSocketServer.clients) webSocket.close(1001);
  setTimeout(() => process.exit(), 2_000).unref();
}
process.once('SIGINT', stop).once('SIGTERM', stop);

const port = Number(process.env.PORT ?? 3000);
webSocketServer.on('error', ({ code }) => {
  const reason = code === 'EADDRINUSE' ? 'is taken' : `is refused (${code})`;
  console.error(`Port ${port} ${reason}. Set PORT to another one.`);
  process.exit(1);
});
server.listen(port, () => {
  console.log(`Open http://localhost:${server.address().port}/`);
});
