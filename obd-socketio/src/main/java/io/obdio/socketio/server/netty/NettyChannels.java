package io.obdio.socketio.server.netty;

import io.netty.channel.Channel;
import io.obdio.socketio.server.SocketIoServer;
import io.obdio.socketio.server.internal.IoServer;

/** The connection of a Socket.IO server with a Netty server of the program. */
public final class NettyChannels {
  private NettyChannels() {}

  /**
   * Serves a channel: adds HTTP, Socket.IO and all handlers of the server to the end of its
   * pipeline. Must be called on the channel's event loop before it reads, for example by a channel
   * initializer. The server need not be started.
   *
   * @param server built by {@link SocketIoServer#builder}
   */
  public static void accept(SocketIoServer server, Channel channel) {
    ((IoServer) server).http().accept(channel);
  }
}
