package io.obdio.socketio.channels;

import io.obdio.core.command.Commands;
import io.obdio.socketio.access.AccessOptions;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.server.Namespace;
import io.obdio.socketio.testing.Await;
import java.util.function.UnaryOperator;

/** A server with a simulated vehicle and the channels, as the program puts it together. */
final class ChannelsServer implements AutoCloseable {

  final ObdIo io;
  final Channels channels;

  /** Adds the channels to a server that is not started yet. */
  ChannelsServer(ObdIo io, ChannelOptions options) {
    this.io = io;
    Namespace namespace = io.server().of(options.channelsNamespace());
    this.channels =
        new Channels(
            namespace,
            io.vehicle(),
            io.hub(),
            Commands.standard(),
            io.sessions(),
            io.access(),
            io.events(),
            options);
    io.serveEvents(namespace);
  }

  static ChannelsServer start() throws Exception {
    return start(access -> access, ChannelOptions.defaults());
  }

  static ChannelsServer start(UnaryOperator<AccessOptions.Builder> access, ChannelOptions options)
      throws Exception {
    ObdIo io =
        ObdIo.builder()
            .listen("127.0.0.1", 0)
            .allowConnect(true)
            .access(access.apply(AccessOptions.builder()).build())
            .build();
    ChannelsServer server = new ChannelsServer(io, options);
    Await.value(io.connectObd("sim:"));
    io.start();
    return server;
  }

  int port() {
    return io.server().port();
  }

  @Override
  public void close() {
    io.close();
  }
}
