package io.obdio.socketio.server.internal;

import io.obdio.socketio.server.Broadcast;
import io.obdio.socketio.server.RemoteSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A broadcast to all clients of a namespace. */
abstract class Everybody implements Broadcast {

  /** Returns all clients. */
  abstract Broadcast everybody();

  @Override
  public void emit(String event, @Nullable Object... args) {
    everybody().emit(event, args);
  }

  @Override
  public Broadcast to(String... rooms) {
    return everybody().to(rooms);
  }

  @Override
  public Broadcast except(String... rooms) {
    return everybody().except(rooms);
  }

  @Override
  public Broadcast asVolatile() {
    return everybody().asVolatile();
  }

  @Override
  public Broadcast latest(String key) {
    return everybody().latest(key);
  }

  @Override
  public Broadcast local() {
    return everybody().local();
  }

  @Override
  public CompletionStage<List<List<@Nullable Object>>> emitWithAck(
      Duration timeout, String event, @Nullable Object... args) {
    return everybody().emitWithAck(timeout, event, args);
  }

  @Override
  public CompletionStage<List<RemoteSocket>> fetchSockets() {
    return everybody().fetchSockets();
  }

  @Override
  public void socketsJoin(String... rooms) {
    everybody().socketsJoin(rooms);
  }

  @Override
  public void socketsLeave(String... rooms) {
    everybody().socketsLeave(rooms);
  }

  @Override
  public void disconnectSockets(boolean close) {
    everybody().disconnectSockets(close);
  }
}
