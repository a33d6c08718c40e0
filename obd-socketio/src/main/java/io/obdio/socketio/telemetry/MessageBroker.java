package io.obdio.socketio.telemetry;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a message broker, which is established again whenever it was lost, with
 * increasing delays. Subscriptions are renewed.
 *
 * <p>Threads: the methods may be called by any thread and do not block. Handlers and listeners run
 * on a thread of the connection, one at a time, and must not block; what they throw is logged.
 */
public interface MessageBroker extends AutoCloseable {

  /** Begins to connect; listeners and subscriptions may be added before. */
  void start();

  /** Returns whether the connection is established now. */
  boolean isConnected();

  /**
   * Sends a message.
   *
   * @return completes when the message was written, for quality of service 0, or acknowledged by
   *     the broker, for 1; fails with {@link java.io.IOException} at once if there is no
   *     connection, or if it is lost before: the sender repeats what must arrive
   */
  CompletableFuture<@Nullable Void> publish(BrokerMessage message);

  /**
   * Subscribes to topics, in this connection and in later ones. With quality of service 0, messages
   * that a slow client does not take are lost, but a broker does not limit how many retained
   * messages it sends at once, which it does with 1.
   *
   * @param filter with the wildcards of MQTT; it may begin with {@code $share/group/}
   * @param qos 0, at most once, or 1, at least once
   * @param handler receives the messages
   * @return completes when the broker has accepted the subscription for the first time
   */
  CompletableFuture<@Nullable Void> subscribe(
      String filter, int qos, Consumer<BrokerMessage> handler);

  /**
   * Subscribes to topics with quality of service 1.
   *
   * @see #subscribe(String, int, Consumer)
   */
  default CompletableFuture<@Nullable Void> subscribe(
      String filter, Consumer<BrokerMessage> handler) {
    return subscribe(filter, 1, handler);
  }

  /** Ends a subscription. */
  void unsubscribe(String filter);

  /** Adds a receiver of changes of the connection. */
  void addListener(BrokerListener listener);

  /** Removes a receiver of changes of the connection. */
  void removeListener(BrokerListener listener);

  /** Ends the connection after the pending messages were sent, within 2 seconds. */
  @Override
  void close();
}
