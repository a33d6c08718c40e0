package io.obdio.socketio.channels;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.transport.Protocol;
import io.obdio.socketio.server.Namespace;
import io.obdio.socketio.server.Socket;
import io.obdio.socketio.vehicle.TrafficListener;
import io.obdio.socketio.vehicle.VehicleConnection;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The undecoded responses, sent to {@code obd_raw} and to the channel of their ECU. The vehicle's
 * connection is observed only while a client is in one of these channels. A client that does not
 * read misses some.
 *
 * <p>Threads: all methods may be called by any thread.
 */
final class RawFeed implements TrafficListener {

  private static final String EVENT = "obd_raw";
  private static final String SUFFIX = "_raw";

  private final Namespace namespace;
  private final VehicleConnection vehicle;

  @GuardedBy("this")
  private boolean observing;

  RawFeed(Namespace namespace, VehicleConnection vehicle) {
    this.namespace = namespace;
    this.vehicle = vehicle;
  }

  synchronized void enter(Socket socket, String room) {
    socket.join(room);
    if (!observing && socket.connected()) {
      observing = true;
      vehicle.addTrafficListener(this);
    }
  }

  /** Stops observing if the last client has left. */
  synchronized void left() {
    if (observing && namespace.adapter().rooms().stream().noneMatch(r -> r.endsWith(SUFFIX))) {
      observing = false;
      vehicle.removeTrafficListener(this);
    }
  }

  @Override
  public void messageReceived(DiagnosticRequest request, EcuMessage message, Protocol protocol) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", message.ecu().toString());
    json.put("request", request.toString());
    json.put("messageSet", messageSet(protocol));
    json.put("updated", Updates.time(Instant.now()));
    json.put("data", message.payload().toHex());
    namespace
        .to(ChannelKind.OBD_RAW.channelName(), ChannelNames.rawOf(message.ecu().toString()))
        .asVolatile()
        .emit(EVENT, json);
  }

  /** Returns the standard of a protocol: {@code ISO15765} of {@code ISO 15765-4 (CAN 11/500)}. */
  private static String messageSet(Protocol protocol) {
    if (protocol.can()) {
      return "ISO15765";
    }
    String name = protocol.name().replaceFirst("[-(].*", "").replace(" ", "");
    return name.isEmpty() ? "OBD" : name;
  }
}
