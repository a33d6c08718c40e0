package io.obdio.socketio.server.internal;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.obdio.socketio.engineio.TransportType;
import io.obdio.socketio.engineio.server.ClientInfo;
import io.obdio.socketio.engineio.server.CloseReason;
import io.obdio.socketio.engineio.server.EngineListener.SessionListener;
import io.obdio.socketio.engineio.server.EngineSession;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.netty.LogText;
import io.obdio.socketio.netty.SendMode;
import io.obdio.socketio.netty.TimerWheel;
import io.obdio.socketio.protocol.Packet;
import io.obdio.socketio.protocol.PacketDecoder;
import io.obdio.socketio.protocol.PacketException;
import io.obdio.socketio.protocol.PacketType;
import io.obdio.socketio.server.ClientConnection;
import io.obdio.socketio.server.DisconnectReason;
import io.obdio.socketio.server.Handshake;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session and its sockets in the namespaces; runs on the session's loop. */
final class IoClient implements SessionListener, ClientConnection {
  private static final Logger LOG = LoggerFactory.getLogger(IoClient.class);

  /** Namespaces that were left whose late packets are ignored. */
  private static final int MAX_LEFT = 64;

  private final IoServer server;
  private final EngineSession session;
  private final ClientInfo info;
  private final PacketDecoder decoder;
  private final Map<String, IoSocket> sockets = new HashMap<>(2);
  private final Set<String> entering = new HashSet<>(2);
  private final Set<String> left = new HashSet<>(2);
  private TimerWheel.@Nullable Timer connectTimer;

  IoClient(IoServer server, EngineSession session, ClientInfo info) {
    this.server = server;
    this.session = session;
    this.info = info;
    this.decoder = server.parser().decoder(server.packetLimits());
    waitForConnect();
  }

  EngineSession session() {
    return session;
  }

  @Override
  public String id() {
    return session.id();
  }

  @Override
  public TransportType transport() {
    return session.transportType();
  }

  @Override
  public ClientConnection onUpgrade(Consumer<TransportType> listener) {
    session.onUpgrade(listener);
    return this;
  }

  @Override
  public void close() {
    session.close(CloseReason.SERVER_CLOSE);
  }

  Handshake handshake(Map<String, @Nullable Object> auth) {
    Map<String, String> query = new LinkedHashMap<>();
    new QueryStringDecoder(info.uri())
        .parameters()
        .forEach((name, values) -> query.put(name, values.get(0)));
    return new Handshake(
        info.address(), info.uri(), info.headers(), query, info.secure(), info.time(), auth);
  }

  private void waitForConnect() {
    stopWaiting();
    connectTimer =
        session
            .loop()
            .schedule(
                server.options().connectTimeout().toMillis(),
                () -> session.close(CloseReason.SERVER_CLOSE));
  }

  private void stopWaiting() {
    if (connectTimer != null) {
      connectTimer.cancel();
      connectTimer = null;
    }
  }

  @Override
  public void onText(byte[] utf8, int offset, int length) {
    try {
      packet(decoder.text(utf8, offset, length));
    } catch (PacketException e) {
      malformed(e);
    }
  }

  @Override
  public void onBinary(byte[] data) {
    try {
      packet(decoder.binary(data));
    } catch (PacketException e) {
      malformed(e);
    }
  }

  private void malformed(PacketException e) {
    LOG.debug("{} sent {}", info.address(), e.getMessage());
    session.close(e.isLimit() ? CloseReason.LIMIT : CloseReason.PARSE_ERROR);
  }

  private void packet(@Nullable Packet packet) {
    if (packet == null) {
      return;
    }
    IoSocket socket = sockets.get(packet.namespace());
    if (packet.type() == PacketType.CONNECT) {
      connect(packet);
    } else if (socket == null) {
      // Events may cross our DISCONNECT; anything for a namespace never entered ends the session.
      if (!server.known(packet.namespace()) && !left.contains(packet.namespace())) {
        session.close(CloseReason.PARSE_ERROR);
      }
    } else {
      switch (packet.type()) {
        case EVENT -> socket.client().event(socket, packet);
        case ACK -> socket.ackReceived(packet.id(), list(packet.data()));
        case DISCONNECT -> leave(socket, DisconnectReason.CLIENT_NAMESPACE_DISCONNECT);
        default -> session.close(CloseReason.PARSE_ERROR);
      }
    }
  }

  @SuppressWarnings("unchecked") // the decoder has checked that it is a list
  private static List<@Nullable Object> list(@Nullable Object data) {
    return data == null ? List.of() : (List<@Nullable Object>) data;
  }

  private void event(IoSocket socket, Packet packet) {
    List<@Nullable Object> data = list(packet.data());
    String name = String.valueOf(data.get(0));
    IoNamespace namespace = (IoNamespace) socket.namespace();
    namespace.dispatch(
        new IoEvent(socket, name, data.subList(1, data.size()), packet.id()), socket);
  }

  private void connect(Packet packet) {
    String name = packet.namespace();
    if (sockets.containsKey(name) || entering.contains(name)) {
      // The official client does this when its user calls connect() while it is connecting.
      LOG.debug("{} connects to {} once more", info.address(), name);
    } else if (sockets.size() + entering.size() >= server.options().maxNamespaces()) {
      connectError(name, "Too many namespaces", null);
    } else {
      entering.add(name);
      Map<String, @Nullable Object> auth = map(packet.data());
      IoNamespace namespace = server.find(name);
      if (namespace != null) {
        namespace.connect(this, auth);
      } else {
        connectDynamic(name, auth);
      }
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the failure is handled in the callback
  private void connectDynamic(String name, Map<String, @Nullable Object> auth) {
    server
        .dynamic(name, auth)
        .whenComplete(
            (namespace, error) ->
                session
                    .loop()
                    .execute(
                        () -> {
                          if (error != null) {
                            LOG.warn("Namespace {} could not be checked", LogText.of(name), error);
                          }
                          if (error != null || namespace.isEmpty()) {
                            connectError(name, "Invalid namespace", null);
                          } else {
                            namespace.get().connect(this, auth);
                          }
                        }));
  }

  @SuppressWarnings("unchecked") // the decoder has checked that it is a map
  private static Map<String, @Nullable Object> map(@Nullable Object data) {
    return data == null ? Map.of() : (Map<String, @Nullable Object>) data;
  }

  /** Refuses a CONNECT. */
  void connectError(String namespace, String message, @Nullable Object data) {
    entering.remove(namespace);
    server.removeIfEmpty(namespace);
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("message", message);
    if (data != null) {
      payload.put("data", data);
    }
    send(PacketType.CONNECT_ERROR, namespace, payload);
  }

  private void send(PacketType type, String namespace, @Nullable Object payload) {
    try {
      ByteBuf frames = server.parser().encode(type, namespace, Packet.NO_ID, payload);
      session.send(frames, SendMode.RELIABLE, null);
    } catch (JsonException e) {
      LOG.warn("{} of {} cannot be written", type, namespace, e);
      session.close(CloseReason.SERVER_CLOSE);
    }
  }

  /** Completes a CONNECT; the session is open. */
  void entered(IoSocket socket) {
    String name = socket.namespace().name();
    entering.remove(name);
    left.remove(name);
    stopWaiting();
    sockets.put(name, socket);
    Map<String, Object> payload = new LinkedHashMap<>(4);
    payload.put("sid", socket.id());
    String privateId = socket.privateId();
    if (privateId != null) {
      payload.put("pid", privateId);
    }
    send(PacketType.CONNECT, name, payload);
  }

  private void leave(IoSocket socket, DisconnectReason reason) {
    String name = socket.namespace().name();
    if (sockets.remove(name, socket)) {
      if (left.size() < MAX_LEFT) {
        left.add(name);
      }
      socket.left(reason);
      if (sockets.isEmpty() && !session.closed()) {
        waitForConnect();
      }
    }
  }

  /** Disconnects from the server's side. */
  void disconnect(IoSocket socket, boolean close) {
    List<IoSocket> leaving = close ? new ArrayList<>(sockets.values()) : List.of(socket);
    for (IoSocket each : leaving) {
      if (each.connected()) {
        send(PacketType.DISCONNECT, each.namespace().name(), null);
        leave(each, DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
      }
    }
    if (close) {
      session.close(CloseReason.SERVER_CLOSE);
    }
  }

  @Override
  public void onClose(CloseReason reason) {
    stopWaiting();
    decoder.close();
    DisconnectReason disconnect = reason(reason);
    for (IoSocket socket : new ArrayList<>(sockets.values())) {
      leave(socket, disconnect);
    }
    entering.forEach(server::removeIfEmpty);
  }

  private static DisconnectReason reason(CloseReason reason) {
    return switch (reason) {
      case CLIENT_CLOSE, TRANSPORT_CLOSE -> DisconnectReason.TRANSPORT_CLOSE;
      case TRANSPORT_ERROR -> DisconnectReason.TRANSPORT_ERROR;
      case PING_TIMEOUT -> DisconnectReason.PING_TIMEOUT;
      case PARSE_ERROR -> DisconnectReason.PARSE_ERROR;
      case LIMIT, SERVER_CLOSE -> DisconnectReason.FORCED_SERVER_CLOSE;
      case SHUTDOWN -> DisconnectReason.SERVER_SHUTTING_DOWN;
    };
  }
}
