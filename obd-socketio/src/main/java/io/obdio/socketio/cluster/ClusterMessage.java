package io.obdio.socketio.cluster;

import io.obdio.socketio.server.Adapter.BroadcastEvent;
import io.obdio.socketio.server.Adapter.Selection;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A message between the servers of a cluster about one namespace. */
public sealed interface ClusterMessage {

  /** Returns the type on the wire. */
  MessageType type();

  /** A message that asks the other servers for answers, or is one of the answers. */
  sealed interface Exchange extends ClusterMessage {
    /** Returns the number of the request, 16 hexadecimal digits. */
    String requestId();
  }

  /** An event for the selected clients. */
  record Broadcast(BroadcastEvent event, Selection to) implements ClusterMessage {
    @Override
    public MessageType type() {
      return MessageType.BROADCAST;
    }
  }

  /** An event for the selected clients, which acknowledge it. */
  record BroadcastRequest(String requestId, BroadcastEvent event, Selection to, Duration timeout)
      implements Exchange {
    @Override
    public MessageType type() {
      return MessageType.BROADCAST;
    }
  }

  /** The number of clients of one server to which an event with acknowledgement was sent. */
  record ClientCount(String requestId, int clients) implements Exchange {
    @Override
    public MessageType type() {
      return MessageType.BROADCAST_CLIENT_COUNT;
    }
  }

  /** The acknowledgement of one client. */
  record ClientAck(String requestId, List<@Nullable Object> args) implements Exchange {
    /** Copies the arguments. */
    public ClientAck {
      args = Collections.unmodifiableList(args);
    }

    @Override
    public MessageType type() {
      return MessageType.BROADCAST_ACK;
    }
  }

  /** A request to add the selected clients to rooms. */
  record Join(Selection to, Set<String> rooms) implements ClusterMessage {
    @Override
    public MessageType type() {
      return MessageType.SOCKETS_JOIN;
    }
  }

  /** A request to remove the selected clients from rooms. */
  record Leave(Selection to, Set<String> rooms) implements ClusterMessage {
    @Override
    public MessageType type() {
      return MessageType.SOCKETS_LEAVE;
    }
  }

  /** A request to disconnect the selected clients; {@code close} ends their connection too. */
  record Disconnect(Selection to, boolean close) implements ClusterMessage {
    @Override
    public MessageType type() {
      return MessageType.DISCONNECT_SOCKETS;
    }
  }

  /** A request for the selected clients. */
  record FetchSockets(String requestId, Selection to) implements Exchange {
    @Override
    public MessageType type() {
      return MessageType.FETCH_SOCKETS;
    }
  }

  /** The selected clients of one server. */
  record FetchedSockets(String requestId, List<ClusterSocket> sockets) implements Exchange {
    /** Copies the list. */
    public FetchedSockets {
      sockets = List.copyOf(sockets);
    }

    @Override
    public MessageType type() {
      return MessageType.FETCH_SOCKETS_RESPONSE;
    }
  }

  /** An event for the other servers. */
  record ServerSideEvent(String event, List<@Nullable Object> args) implements ClusterMessage {
    @Override
    public MessageType type() {
      return MessageType.SERVER_SIDE_EMIT;
    }
  }

  /** An event for the other servers, which they answer. */
  record ServerSideRequest(String requestId, String event, List<@Nullable Object> args)
      implements Exchange {
    @Override
    public MessageType type() {
      return MessageType.SERVER_SIDE_EMIT;
    }
  }

  /** The answer of one server to an event. */
  record ServerSideAnswer(String requestId, List<@Nullable Object> args) implements Exchange {
    @Override
    public MessageType type() {
      return MessageType.SERVER_SIDE_EMIT_RESPONSE;
    }
  }
}
