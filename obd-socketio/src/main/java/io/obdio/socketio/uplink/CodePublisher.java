package io.obdio.socketio.uplink;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.command.Commands;
import io.obdio.core.connection.ObdResponse;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.vehicle.FreezeFrameReading;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.VehicleConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The publisher of trouble codes, when they change, and of the freeze frame, when a code has
 * appeared. For any thread; does not block.
 */
final class CodePublisher {

  private static final Logger log = LoggerFactory.getLogger(CodePublisher.class);

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final VehicleConnection car;
  private final Commands commands;
  private final JsonCodec json;
  private final String codesTopic;
  private final String frameTopic;
  private final Consumer<BrokerMessage> out;

  @GuardedBy("this")
  private final CodeState state = new CodeState();

  @GuardedBy("this")
  private Set<String> confirmed = Set.of();

  /** The payload of the freeze frame; null if it is not known, empty if there is none. */
  @GuardedBy("this")
  private byte @Nullable [] frame;

  CodePublisher(
      VehicleConnection car,
      Commands commands,
      JsonCodec json,
      Topics topics,
      String vehicle,
      Consumer<BrokerMessage> out) {
    this.car = car;
    this.commands = commands;
    this.json = json;
    this.codesTopic = topics.troubleCodes(vehicle);
    this.frameTopic = topics.freezeFrame(vehicle);
    this.out = out;
  }

  /** Publishes what is known: the broker may have lost it. */
  void connected() {
    Map<String, Object> codes;
    byte[] known;
    synchronized (this) {
      codes = state.isKnown() ? state.json() : Map.of();
      known = frame;
    }
    if (!codes.isEmpty()) {
      publish(codesTopic, encode(codes));
    }
    if (known != null) {
      publish(frameTopic, known);
    }
  }

  /** Adds a response of any command. */
  void add(ObdResponse<?> response) {
    Map<String, Object> codes;
    boolean appeared;
    boolean cleared;
    synchronized (this) {
      if (!state.add(response)) {
        return;
      }
      Set<String> now = state.confirmed();
      appeared = !confirmed.containsAll(now);
      cleared = now.isEmpty() && (frame == null || frame.length > 0);
      confirmed = now;
      if (cleared) {
        frame = new byte[0];
      }
      codes = state.json();
    }
    publish(codesTopic, encode(codes));
    if (cleared) {
      publish(frameTopic, new byte[0]);
    }
    if (appeared) {
      readFrame();
    }
  }

  private void readFrame() {
    try {
      var unused =
          car.submit(
                  VehicleConnection.PROGRAM,
                  FreezeFrameReading.REQUESTS,
                  DEADLINE,
                  connection -> FreezeFrameReading.read(connection, commands))
              .whenComplete(
                  (read, failure) -> {
                    if (failure != null) {
                      log.debug("the freeze frame was not read", failure);
                    } else if (!read.code().isEmpty()) {
                      frameRead(read);
                    }
                  });
    } catch (RequestException e) {
      log.debug("the freeze frame was not read: the vehicle was disconnected", e);
    }
  }

  private void frameRead(FreezeFrameReading read) {
    Map<String, Object> byName = new LinkedHashMap<>();
    Map<String, Object> units = new LinkedHashMap<>();
    long time = 0;
    for (Map.Entry<String, ObdResponse<?>> entry : read.values().entrySet()) {
      time = Math.max(time, entry.getValue().time().toEpochMilli());
      for (ValueText value : ValueText.of(entry.getKey(), entry.getValue())) {
        byName.put(value.name(), value.value());
        if (value.unit() != null) {
          units.put(value.name(), value.unit().name());
        }
      }
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("t", time);
    tree.put("code", read.code());
    tree.put("v", byName);
    tree.put("u", units);
    byte[] payload = encode(tree);
    synchronized (this) {
      frame = payload;
    }
    publish(frameTopic, payload);
  }

  private void publish(String topic, byte[] payload) {
    out.accept(BrokerMessage.atLeastOnce(topic, payload).retain());
  }

  private byte[] encode(Map<String, Object> tree) {
    try {
      return json.encode(tree, new ArrayList<>());
    } catch (JsonException e) {
      throw new IllegalStateException("maps, numbers and texts can be written as JSON", e);
    }
  }
}
