package io.obdio.socketio.server;

/**
 * The numbers of open connections, sessions and sockets.
 *
 * @param connections TCP connections
 * @param sessions Engine.IO sessions
 * @param sockets clients, counted once for each of their namespaces
 * @param timers active timers
 * @param packetsIn Engine.IO packets received since the start
 * @param packetsOut Engine.IO packets sent since the start
 * @param bytesIn size of the packets received, before compression and framing
 * @param bytesOut size of the packets sent, before compression
 * @param dropped volatile events dropped since the start
 * @param bufferedBytes of incomplete input, queues, handshakes and events kept for recovery
 * @param loopDelayMillis time for which an event loop has been stuck; 0 if all of them run
 */
public record ServerStats(
    int connections,
    int sessions,
    int sockets,
    int timers,
    long packetsIn,
    long packetsOut,
    long bytesIn,
    long bytesOut,
    long dropped,
    long bufferedBytes,
    long loopDelayMillis) {}
