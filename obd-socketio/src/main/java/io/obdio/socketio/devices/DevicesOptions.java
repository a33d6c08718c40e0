package io.obdio.socketio.devices;

import io.obdio.socketio.websocket.WebSocketOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of the devices.
 *
 * @param numbers whether circuits are numbers such as {@code 1_01}; the name is the alias then
 * @param single whether each WebSocket message carries one device
 * @param watch commands that are polled while a client is connected: {@code standard}, {@code
 *     none}, or names and patterns
 * @param watchInterval time between two polls of each of them
 * @param aliases file of the aliases; null keeps them in memory
 * @param outputs the outputs of ECUs that clients may set
 * @param webhook receives changes; null for none
 * @param maxMessagesPerSecond messages of one client, averaged over a second; more are refused
 * @param maxStall time that a client may read nothing while changes are pending
 * @param socket limits of the WebSocket sessions
 */
public record DevicesOptions(
    boolean numbers,
    boolean single,
    List<String> watch,
    Duration watchInterval,
    @Nullable Path aliases,
    List<OutputOptions> outputs,
    @Nullable WebhookOptions webhook,
    int maxMessagesPerSecond,
    Duration maxStall,
    WebSocketOptions socket) {

  /** The value of {@link #watch()} for the quantities of service 01 and the monitor status. */
  public static final String STANDARD = "standard";

  /** The value of {@link #watch()} for what other clients watch, and nothing more. */
  public static final String NONE = "none";

  /** Checks the ranges and copies the lists. */
  public DevicesOptions {
    watch = List.copyOf(watch);
    outputs = List.copyOf(outputs);
    if (maxMessagesPerSecond < 1) {
      throw new IllegalArgumentException(
          "the rate of messages is " + maxMessagesPerSecond + "; it must be 1 or more");
    }
    if (watchInterval.toMillis() < 10 || watchInterval.toDays() > 0) {
      throw new IllegalArgumentException(
          "the watch interval is "
              + watchInterval.toMillis()
              + " ms; it must be from 10 ms to a day");
    }
  }

  /** Returns the defaults: names, standard watch at 1 s, 50 messages a second, 30 s. */
  public static DevicesOptions defaults() {
    return new DevicesOptions(
        false,
        false,
        List.of(STANDARD),
        Duration.ofSeconds(1),
        null,
        List.of(),
        null,
        50,
        Duration.ofSeconds(30),
        new WebSocketOptions(
            65_536, 1_000, 256, 4_000_000, Duration.ofSeconds(20), Duration.ofSeconds(20)));
  }
}
