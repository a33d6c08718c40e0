package io.obdio.socketio.websocket;

import java.time.Duration;

/**
 * The limits of plain WebSocket sessions.
 *
 * @param maxMessageBytes bytes of a message from the peer; a larger one ends the session with 1009
 * @param maxMessagesPerSecond messages from the peer, averaged over a second; more end the session
 *     with 1008
 * @param maxQueuedMessages messages that wait for the peer; more end the session with 1013
 * @param maxQueuedBytes bytes that wait for the peer; more end the session with 1013
 * @param pingInterval time without a frame of the peer after which a ping is sent
 * @param pingTimeout time for the answer; later the session ends with 1001
 */
public record WebSocketOptions(
    int maxMessageBytes,
    int maxMessagesPerSecond,
    int maxQueuedMessages,
    int maxQueuedBytes,
    Duration pingInterval,
    Duration pingTimeout) {

  /** Checks the ranges. */
  public WebSocketOptions {
    positive("maxMessageBytes", maxMessageBytes);
    positive("maxMessagesPerSecond", maxMessagesPerSecond);
    positive("maxQueuedMessages", maxQueuedMessages);
    positive("maxQueuedBytes", maxQueuedBytes);
    positive("pingInterval", pingInterval.toMillis());
    positive("pingTimeout", pingTimeout.toMillis());
  }

  private static void positive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be 1 or more");
    }
  }

  /** Returns the defaults: 64 KiB, 1,000 a second, 1,024 messages, 1 MB, 25 s, 20 s. */
  public static WebSocketOptions defaults() {
    return new WebSocketOptions(
        65_536, 1_000, 1_024, 1_000_000, Duration.ofSeconds(25), Duration.ofSeconds(20));
  }
}
