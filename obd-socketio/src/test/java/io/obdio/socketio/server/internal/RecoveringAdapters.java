package io.obdio.socketio.server.internal;

import io.obdio.socketio.netty.Loop;
import io.obdio.socketio.netty.MemoryBudget;
import io.obdio.socketio.server.Adapter;
import io.obdio.socketio.server.ServerOptions;

/** The server's own adapter with recovery, for adapters of tests that wrap it. */
public final class RecoveringAdapters {
  private RecoveringAdapters() {}

  /** Returns an adapter with the default bounds. */
  public static Adapter create(Adapter.LocalSockets local) {
    return new RecoveringAdapter(
        local, ServerOptions.Recovery.defaults(), Loop::nowMillis, new MemoryBudget(64_000_000));
  }
}
