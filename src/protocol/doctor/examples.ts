/** A paste to try the doctor with. */
export interface Example {
  /** Its address among the examples. */
  readonly id: string;
  /** What it is called on its button. */
  readonly name: string;
  /** What form of paste it stands for; one example of each form has it. */
  readonly form?: string;
  readonly text: string;
}

const request = `> GET /chat HTTP/1.1
> Host: example.com
> Connection: Upgrade
> Upgrade: websocket
> Sec-WebSocket-Version: 13
> Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
>`;

/** What goes wrong most often, and at the end what is right: one paste each, in all the forms that the doctor reads. */
export const examples: readonly Example[] = [
  {
    id: 'status-200',
    name: 'Status 200',
    text: `HTTP/1.1 200 OK
Server: nginx
Content-Type: text/html

<!doctype html>`,
  },
  {
    id: 'dropped-upgrade',
    name: 'A proxy drops Upgrade',
    text: `GET /chat HTTP/1.1
Host: backend:8080
X-Forwarded-For: 203.0.113.7
Connection: close
Sec-WebSocket-Version: 13
Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
Origin: https://example.com`,
  },
  {
    id: 'origin',
    name: 'Status 403',
    form: 'Developer tools',
    text: `Request URL:
wss://example.com/chat
Request Method:
GET
Status Code:
403 Forbidden
Request Headers
Host:
example.com
Origin:
https://www.example.com
Connection:
Upgrade
Upgrade:
websocket
Sec-WebSocket-Key:
dGhlIHNhbXBsZSBub25jZQ==
Sec-WebSocket-Version:
13`,
  },
  {
    id: 'redirect',
    name: 'Status 301',
    text: `HTTP/1.1 301 Moved Permanently
Location: https://example.com/chat/
Content-Length: 0`,
  },
  {
    id: 'bad-gateway',
    name: 'Status 502',
    text: 'WebSocket connection to ‘wss://example.com/chat’ failed: Error during WebSocket handshake: Unexpected response code: 502',
  },
  {
    id: 'http-2',
    name: 'HTTP/2',
    text: `> GET /chat HTTP/2
> Host: example.com
> User-Agent: curl/8.5.0
>
< HTTP/2 200
< content-type: text/html
<`,
  },
  {
    id: 'accept',
    name: 'A wrong accept value',
    form: 'curl -v',
    text: `${request}
< HTTP/1.1 101 Switching Protocols
< Upgrade: websocket
< Connection: Upgrade
< Sec-WebSocket-Accept: dGhlIHNhbXBsZSBub25jZQ0KQUI=
<`,
  },
  {
    id: 'subprotocol',
    name: 'No subprotocol agreed',
    text: `${request.replace('\n>', '\n> Sec-WebSocket-Protocol: graphql-transport-ws\n>')}
< HTTP/1.1 101 Switching Protocols
< Upgrade: websocket
< Connection: Upgrade
< Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=
<`,
  },
  { id: 'compressed', name: 'A compressed frame', text: 'c1 07 f2 48 cd c9 c9 07 00' },
  {
    id: 'mask',
    name: 'A frame without a mask',
    form: 'Frames in hex',
    text: '00000000: 8185 37fa 213d 7f9f 4d51 5881 0548 656c  ..7.!=..MQX..Hel\n00000010: 6c6f                                     lo',
  },
  { id: 'socket-io', name: 'A Socket.IO packet', form: 'Socket.IO', text: '42["chat","hi"]' },
  {
    id: 'right',
    name: 'All is right',
    text: `${request}
< HTTP/1.1 101 Switching Protocols
< Upgrade: websocket
< Connection: Upgrade
< Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=
<`,
  },
];
