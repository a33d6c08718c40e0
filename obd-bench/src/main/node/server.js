// The load program's peer: the same events as ObdioServer, on Node's socket.io with its defaults.
'use strict';
const { createServer } = require('http');
const { Server } = require('socket.io');

const response = JSON.parse(process.argv[2]);
const http = createServer();
const io = new Server(http, { serveClient: false });

io.on('connection', (socket) => {
  socket.on('has_name', (name, ack) => ack(name === 'RPM'));
  socket.on('broadcast', () => io.emit('response', response));
});

http.listen(0, '0.0.0.0', () => console.log(`PORT ${http.address().port}`));

require('readline').createInterface({ input: process.stdin }).on('line', () => {
  global.gc();
  console.log(`HEAP ${process.memoryUsage().heapUsed} 0`);
}).on('close', () => process.exit(0));
