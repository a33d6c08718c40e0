package io.obdio.socketio.http;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the HTTP server behaves.
 *
 * @param listen addresses; port 0 takes a free one
 * @param tls files, or null for unencrypted
 * @param eventLoops threads
 * @param tick how exact timers are
 * @param keepAlive how long a connection may be idle, or a request may take to arrive
 * @param maxConnections TCP connections in all
 * @param maxHeaderBytes of a request's headers
 * @param maxUriBytes of a request line
 * @param maxBody bytes of a request's body
 * @param compression whether responses over 1 KiB are compressed
 * @param perMessageDeflate whether WebSocket messages are compressed
 */
public record HttpConfig(
    List<InetSocketAddress> listen,
    @Nullable Tls tls,
    int eventLoops,
    Duration tick,
    Duration keepAlive,
    int maxConnections,
    int maxHeaderBytes,
    int maxUriBytes,
    int maxBody,
    boolean compression,
    boolean perMessageDeflate) {}
