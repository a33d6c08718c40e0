// A reverse proxy in front of the server. argv: port of the server, prefix that it removes ("" for none), whether it
// passes WebSocket on. It sends the Host header as nginx's $host: without the port. Prints PORT and its port, then READY.
import http from 'node:http';
import net from 'node:net';

const [port, prefix, websocket] = process.argv.slice(2);

function forwarded(request) {
  const headers = { ...request.headers, host: request.headers.host.replace(/:[0-9]+$/, '') };
  return { host: '127.0.0.1', port, method: request.method, path: request.url.slice(prefix.length), headers };
}

const server = http.createServer((request, response) => {
  if (!request.url.startsWith(`${prefix}/`)) {
    response.writeHead(404).end();
    return;
  }
  const upstream = http.request(forwarded(request), (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  upstream.on('error', () => response.destroy());
  request.pipe(upstream);
});
server.on('upgrade', (request, socket, head) => {
  if (websocket !== 'true') {
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    return;
  }
  const { path, headers } = forwarded(request);
  const upstream = net.connect(port, '127.0.0.1', () => {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    upstream.write(`GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    upstream.write(head);
    upstream.pipe(socket).pipe(upstream);
  });
  upstream.on('error', () => socket.destroy());
  socket.on('error', () => upstream.destroy());
});
server.listen(0, '127.0.0.1', () => console.log(`PORT ${server.address().port}\nREADY`));
