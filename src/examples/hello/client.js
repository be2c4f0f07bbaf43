// The browser's end. It runs in the page that the server handed out.
const form = document.querySelector('form');
const status = document.querySelector('[role=status]');
const log = document.querySelector('[role=log]');
const openAgain = document.querySelector('#open-again');
let socket;

function open() {
  // The address is the page's own: http: becomes ws:, https: becomes wss:.
  socket = new WebSocket(location.origin.replace(/^http/, 'ws'));
  show('Dialling.');

  socket.addEventListener('open', () => show('The line is open.'));
  socket.addEventListener('message', ({ data }) => print(`Server: ${data}`));
  // The browser never says why. A 'close' always follows.
  socket.addEventListener('error', () => print('The connection failed.'));
  // A closed WebSocket stays closed. To talk again, you have to make a new one.
  socket.addEventListener('close', ({ code }) => {
    show(`The line is gone (code ${code}). “Open again” makes a new one.`);
  });
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  if (socket.readyState !== WebSocket.OPEN) return; // it would be lost
  const text = form.elements.text.value;
  socket.send(text);
  print(`You: ${text}`);
  form.reset();
});
openAgain.addEventListener('click', () => {
  open();
  form.elements.text.focus();
});

function show(text) {
  status.textContent = text;
  form.elements.send.disabled = socket.readyState !== WebSocket.OPEN;
  openAgain.disabled = socket.readyState !== WebSocket.CLOSED;
}

function print(text) {
  const item = document.createElement('li');
  item.textContent = text; // not innerHTML: what arrives is never run as HTML
  log.append(item);
}

open();
