package io.obdio.socketio.server.internal;

import io.obdio.socketio.server.Handshake;
import io.obdio.socketio.server.RemoteSocket;
import io.obdio.socketio.server.Socket;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A socket of this server behind the interface of sockets of any server. */
public final class LocalRemoteSocket implements RemoteSocket {
  private final Socket socket;
  private final Set<String> rooms;
  private final Map<String, Object> data;

  /** Copies the rooms and the data of a socket. */
  public LocalRemoteSocket(Socket socket) {
    this.socket = socket;
    this.rooms = socket.rooms();
    this.data = Map.copyOf(socket.data());
  }

  @Override
  public String id() {
    return socket.id();
  }

  @Override
  public Handshake handshake() {
    return socket.handshake();
  }

  @Override
  public Set<String> rooms() {
    return rooms;
  }

  @Override
  public Map<String, Object> data() {
    return data;
  }

  @Override
  public void emit(String event, @Nullable Object... args) {
    socket.emit(event, args);
  }

  @Override
  public void join(String... names) {
    socket.join(names);
  }

  @Override
  public void leave(String... names) {
    socket.leave(names);
  }

  @Override
  public void disconnect(boolean close) {
    socket.disconnect(close);
  }
}
