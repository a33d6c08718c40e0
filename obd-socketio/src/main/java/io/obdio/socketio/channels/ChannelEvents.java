package io.obdio.socketio.channels;

import io.obdio.socketio.access.Scope;
import io.obdio.socketio.event.EventArgs;
import io.obdio.socketio.event.EventRow;
import io.obdio.socketio.event.EventTable;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.server.Broadcast;
import io.obdio.socketio.server.Socket;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestErrors;
import io.obdio.socketio.vehicle.RequestException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The events of the channels that clients send, except {@code auth}. */
final class ChannelEvents {

  static final int MAX_MESSAGE_BYTES = 16_384;

  private static final double MIN_RATE_HZ = 0.01;
  private static final double MAX_RATE_HZ = 10;
  private static final String QUOTA = "obdio.quota";

  private final Members members;
  private final JsonCodec json;
  private final boolean echo;
  private final LongSupplier nanoTime;

  ChannelEvents(Members members, JsonCodec json, boolean echo, LongSupplier nanoTime) {
    this.members = members;
    this.json = json;
    this.echo = echo;
    this.nanoTime = nanoTime;
  }

  void register(EventTable table, SimFeed sim) {
    table.put(EventRow.answering("channels", Scope.READ, (s, args) -> members.listing(s)));
    table.put(EventRow.acknowledging("join", null, this::join));
    table.put(EventRow.acknowledging("leave", null, this::leave));
    table.put(EventRow.silent("user_message", Scope.READ, this::userMessage));
    table.put(EventRow.silent("ipc_message", Scope.READ, this::ipcMessage));
    table.put(EventRow.silent("sim_message", Scope.CONTROL, sim::message));
    table.put(EventRow.silent("disconnect_request", null, this::disconnect));
  }

  /** One channel's membership. */
  @FunctionalInterface
  private interface Change {
    void apply(String channel) throws RequestException;
  }

  private Object join(Socket socket, EventArgs args) throws RequestException {
    double rate =
        args.at(0) instanceof Map<?, ?>
            ? args.option(0, "max_rate_hz", 0, MIN_RATE_HZ, MAX_RATE_HZ)
            : 0;
    return each(args, "join", channel -> members.join(socket, channel, rate));
  }

  private Object leave(Socket socket, EventArgs args) throws RequestException {
    return each(args, "leave", channel -> members.leave(socket, channel));
  }

  /**
   * Applies a change to each channel of the argument.
   *
   * @return the acknowledgement, the object of the event
   * @throws RequestException if one of them failed; the others are changed nevertheless
   */
  private static Object each(EventArgs args, String event, Change change) throws RequestException {
    List<String> names = channels(args);
    RequestErrors errors = new RequestErrors();
    for (String name : names) {
      try {
        change.apply(name);
      } catch (RequestException e) {
        errors.add(e);
      }
    }
    errors.throwIfAny();
    return Map.of(event, names.size() == 1 ? names.get(0) : names);
  }

  /** Reads {@code {"channel": NAME}}, {@code {"channel": [NAME, ..]}} or a name. */
  private static List<String> channels(EventArgs args) throws RequestException {
    Object argument = args.at(0);
    List<String> names =
        EventArgs.namesOf(argument instanceof Map<?, ?> object ? object.get("channel") : argument);
    if (names == null || names.isEmpty()) {
      throw new RequestException(
          ErrorCode.BAD_ARGUMENT, "expected an object such as {\"channel\": \"powertrain\"}");
    }
    return names;
  }

  private @Nullable Object userMessage(Socket socket, EventArgs args) throws RequestException {
    checkMessage(socket, args);
    Broadcast to = socket.namespace().to(ChannelKind.USER.channelName());
    (echo ? to : to.except(socket.id())).emit("user_message", args.values().toArray());
    return null;
  }

  private @Nullable Object ipcMessage(Socket socket, EventArgs args) throws RequestException {
    checkMessage(socket, args);
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    if (args.at(0) instanceof Map<?, ?> object) {
      message.put("type", object.get("type"));
      message.put("payload", object.get("payload"));
    } else {
      throw new RequestException(
          ErrorCode.BAD_ARGUMENT, "expected an object such as {\"type\": .., \"payload\": ..}");
    }
    message.put("time", Updates.time(Instant.now()));
    socket.to(ChannelKind.IPC.channelName()).emit("ipc_message", message);
    return null;
  }

  private void checkMessage(Socket socket, EventArgs args) throws RequestException {
    long now = nanoTime.getAsLong();
    MessageQuota quota =
        (MessageQuota) socket.data().computeIfAbsent(QUOTA, key -> new MessageQuota(now));
    if (!quota.take(now)) {
      throw new RequestException(
          ErrorCode.BUSY, "more than " + MessageQuota.PER_SECOND + " messages a second");
    }
    List<byte[]> attachments = new ArrayList<>();
    try {
      long size = json.encode(args.values(), attachments).length;
      size += attachments.stream().mapToLong(bytes -> bytes.length).sum();
      if (size > MAX_MESSAGE_BYTES) {
        throw new RequestException(
            ErrorCode.BAD_ARGUMENT,
            "a message of " + size + " bytes; at most " + MAX_MESSAGE_BYTES + " are allowed");
      }
    } catch (JsonException e) {
      throw new RequestException(ErrorCode.BAD_ARGUMENT, String.valueOf(e.getMessage()));
    }
  }

  private @Nullable Object disconnect(Socket socket, EventArgs args) {
    socket.emit("disconnect_request", Map.of("message", "Disconnected as requested"));
    // From another thread, so that the acknowledgement precedes it.
    var unused = CompletableFuture.runAsync(() -> socket.disconnect(false));
    return null;
  }
}
