package io.obdio.socketio.cluster;

import io.obdio.socketio.cluster.ClusterMessage.Broadcast;
import io.obdio.socketio.cluster.ClusterMessage.BroadcastRequest;
import io.obdio.socketio.cluster.ClusterMessage.ClientAck;
import io.obdio.socketio.cluster.ClusterMessage.ClientCount;
import io.obdio.socketio.cluster.ClusterMessage.Disconnect;
import io.obdio.socketio.cluster.ClusterMessage.FetchSockets;
import io.obdio.socketio.cluster.ClusterMessage.FetchedSockets;
import io.obdio.socketio.cluster.ClusterMessage.Join;
import io.obdio.socketio.cluster.ClusterMessage.Leave;
import io.obdio.socketio.cluster.ClusterMessage.ServerSideAnswer;
import io.obdio.socketio.cluster.ClusterMessage.ServerSideEvent;
import io.obdio.socketio.cluster.ClusterMessage.ServerSideRequest;
import io.obdio.socketio.server.Adapter.BroadcastEvent;
import io.obdio.socketio.server.Adapter.Delivery;
import io.obdio.socketio.server.Adapter.Selection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A codec between messages and the member {@code data} of Node's ClusterAdapter. Members that Node
 * ignores carry what only these servers have: {@code flags.latest}, the key of an event that
 * replaces an older one, and {@code args}, all arguments of an acknowledgement.
 */
public final class MessageCodec {
  /** The Socket.IO packet type of an event. */
  private static final int EVENT = 2;

  private static final String REQUEST_ID = "requestId";
  private static final String PACKET = "packet";
  private static final String ARGS = "args";
  private static final String ROOMS = "rooms";

  private MessageCodec() {}

  /** Returns the member {@code data} of a message. */
  public static Map<String, @Nullable Object> encode(ClusterMessage message) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    if (message instanceof Broadcast broadcast) {
      data.put(PACKET, packet(broadcast.event()));
      data.put("opts", options(broadcast.to(), flags(broadcast.event())));
    } else if (message instanceof BroadcastRequest request) {
      data.put(PACKET, packet(request.event()));
      data.put(REQUEST_ID, request.requestId());
      Map<String, Object> flags = flags(request.event());
      flags.put("timeout", request.timeout().toMillis());
      data.put("opts", options(request.to(), flags));
    } else if (message instanceof ClientCount count) {
      data.put(REQUEST_ID, count.requestId());
      data.put("clientCount", count.clients());
    } else if (message instanceof ClientAck ack) {
      answer(data, ack.requestId(), ack.args());
    } else if (message instanceof Join join) {
      data.put("opts", options(join.to(), Map.of()));
      data.put(ROOMS, List.copyOf(join.rooms()));
    } else if (message instanceof Leave leave) {
      data.put("opts", options(leave.to(), Map.of()));
      data.put(ROOMS, List.copyOf(leave.rooms()));
    } else if (message instanceof Disconnect disconnect) {
      data.put("opts", options(disconnect.to(), Map.of()));
      data.put("close", disconnect.close());
    } else if (message instanceof FetchSockets fetch) {
      data.put("opts", options(fetch.to(), Map.of()));
      data.put(REQUEST_ID, fetch.requestId());
    } else if (message instanceof FetchedSockets fetched) {
      data.put(REQUEST_ID, fetched.requestId());
      data.put("sockets", fetched.sockets().stream().map(SocketCodec::encode).toList());
    } else if (message instanceof ServerSideEvent event) {
      data.put(PACKET, named(event.event(), event.args()));
    } else if (message instanceof ServerSideRequest request) {
      data.put(REQUEST_ID, request.requestId());
      data.put(PACKET, named(request.event(), request.args()));
    } else if (message instanceof ServerSideAnswer answer) {
      answer(data, answer.requestId(), answer.args());
    }
    return data;
  }

  private static Map<String, Object> packet(BroadcastEvent event) {
    Map<String, Object> packet = new LinkedHashMap<>();
    packet.put("type", EVENT);
    packet.put("data", named(event.event(), event.args()));
    return packet;
  }

  private static List<@Nullable Object> named(String event, List<@Nullable Object> args) {
    List<@Nullable Object> list = new ArrayList<>(args.size() + 1);
    list.add(event);
    list.addAll(args);
    return list;
  }

  private static Map<String, Object> flags(BroadcastEvent event) {
    Map<String, Object> flags = new LinkedHashMap<>();
    if (event.delivery() != Delivery.RELIABLE) {
      flags.put("volatile", true);
    }
    if (event.delivery() == Delivery.LATEST && event.key() != null) {
      flags.put("latest", event.key());
    }
    return flags;
  }

  /** Returns the recipients with all three members, which Node needs. */
  private static Map<String, Object> options(Selection to, Map<String, Object> flags) {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put(ROOMS, List.copyOf(to.rooms()));
    options.put("except", List.copyOf(to.except()));
    options.put("flags", flags);
    return options;
  }

  /** Adds an answer; Node reads one argument, in {@code packet}. */
  private static void answer(
      Map<String, @Nullable Object> data, String requestId, List<@Nullable Object> args) {
    data.put(REQUEST_ID, requestId);
    data.put(PACKET, args.isEmpty() ? null : args.get(0));
    if (args.size() != 1) {
      data.put(ARGS, args);
    }
  }

  /**
   * Reads a message.
   *
   * @param type the number on the wire
   * @param data the member {@code data}
   * @return the message; null for types that have no meaning for this adapter, such as heartbeats
   * @throws MessageException if a member is missing or of the wrong type
   */
  public static @Nullable ClusterMessage decode(int type, @Nullable Object data)
      throws MessageException {
    MessageType known = MessageType.of(type);
    if (known == null) {
      return null;
    }
    return switch (known) {
      case BROADCAST -> broadcast(MessageFields.of(data, "data"));
      case SOCKETS_JOIN -> {
        MessageFields fields = MessageFields.of(data, "data");
        yield new Join(selection(fields), fields.texts(ROOMS));
      }
      case SOCKETS_LEAVE -> {
        MessageFields fields = MessageFields.of(data, "data");
        yield new Leave(selection(fields), fields.texts(ROOMS));
      }
      case DISCONNECT_SOCKETS -> {
        MessageFields fields = MessageFields.of(data, "data");
        yield new Disconnect(selection(fields), fields.flag("close"));
      }
      case FETCH_SOCKETS -> {
        MessageFields fields = MessageFields.of(data, "data");
        yield new FetchSockets(fields.text(REQUEST_ID), selection(fields));
      }
      case FETCH_SOCKETS_RESPONSE -> fetched(MessageFields.of(data, "data"));
      case SERVER_SIDE_EMIT -> serverSide(MessageFields.of(data, "data"));
      case SERVER_SIDE_EMIT_RESPONSE -> {
        MessageFields fields = MessageFields.of(data, "data");
        yield new ServerSideAnswer(fields.text(REQUEST_ID), answered(fields));
      }
      case BROADCAST_CLIENT_COUNT -> {
        MessageFields fields = MessageFields.of(data, "data");
        yield new ClientCount(fields.text(REQUEST_ID), fields.number("clientCount"));
      }
      case BROADCAST_ACK -> {
        MessageFields fields = MessageFields.of(data, "data");
        yield new ClientAck(fields.text(REQUEST_ID), answered(fields));
      }
      case INITIAL_HEARTBEAT, HEARTBEAT, ADAPTER_CLOSE -> null;
    };
  }

  private static ClusterMessage broadcast(MessageFields data) throws MessageException {
    MessageFields packet = data.object(PACKET);
    if (packet.number("type") != EVENT) {
      throw new MessageException("packet type " + packet.number("type") + " is not an event");
    }
    List<@Nullable Object> named = packet.list("data");
    MessageFields options = data.object("opts");
    MessageFields flags = options.objectOrEmpty("flags");
    String key = flags.optionalText("latest");
    Delivery delivery = Delivery.RELIABLE;
    if (flags.flag("volatile")) {
      delivery = key == null ? Delivery.VOLATILE : Delivery.LATEST;
    }
    BroadcastEvent event =
        new BroadcastEvent(
            name(named),
            named.subList(1, named.size()),
            delivery,
            delivery == Delivery.LATEST ? key : null);
    Selection to = new Selection(options.texts(ROOMS), options.texts("except"), true);
    String requestId = data.optionalText(REQUEST_ID);
    return requestId == null
        ? new Broadcast(event, to)
        : new BroadcastRequest(
            requestId,
            event,
            to,
            Duration.ofMillis(flags.numberOr("timeout", ClusterOptions.NODE_TIMEOUT.toMillis())));
  }

  private static Selection selection(MessageFields data) throws MessageException {
    MessageFields options = data.object("opts");
    return new Selection(options.texts(ROOMS), options.texts("except"), true);
  }

  private static String name(List<@Nullable Object> named) throws MessageException {
    if (!named.isEmpty() && named.get(0) instanceof String name) {
      return name;
    }
    throw new MessageException("the event has no name");
  }

  private static ClusterMessage fetched(MessageFields data) throws MessageException {
    List<ClusterSocket> sockets = new ArrayList<>();
    for (Object socket : data.list("sockets")) {
      sockets.add(SocketCodec.decode(socket));
    }
    return new FetchedSockets(data.text(REQUEST_ID), sockets);
  }

  private static ClusterMessage serverSide(MessageFields data) throws MessageException {
    List<@Nullable Object> named = data.list(PACKET);
    List<@Nullable Object> args = named.isEmpty() ? named : named.subList(1, named.size());
    String requestId = data.optionalText(REQUEST_ID);
    return requestId == null
        ? new ServerSideEvent(name(named), args)
        : new ServerSideRequest(requestId, name(named), args);
  }

  private static List<@Nullable Object> answered(MessageFields data) throws MessageException {
    if (data.has(ARGS)) {
      return data.list(ARGS);
    }
    List<@Nullable Object> one = new ArrayList<>(1);
    one.add(data.value(PACKET));
    return one;
  }
}
