package io.obdio.socketio.app.cluster;

import io.obdio.core.command.Commands;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.app.serve.ServeFeature;
import io.obdio.socketio.cluster.ClusterOptions;
import io.obdio.socketio.cluster.ClusterProtocol;
import io.obdio.socketio.metrics.ClusterFigures;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.server.ServerOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The cluster of servers as flags. */
public final class ClusterFlags implements ServeFeature {

  @Option(
      names = "--cluster",
      paramLabel = "URI",
      description =
          "Redis by which several servers form a cluster: redis://HOST:PORT, with TLS"
              + " rediss://HOST:PORT; events reach the clients of all of them. Default: none.")
  @Nullable String uri;

  @Option(
      names = "--cluster-protocol",
      paramLabel = "NAME",
      defaultValue = "streams",
      converter = ProtocolWord.class,
      description =
          "Adapter of the other servers: streams (@socket.io/redis-streams-adapter), sharded or"
              + " classic (@socket.io/redis-adapter). Default: ${DEFAULT-VALUE}.")
  ClusterProtocol protocol = ClusterProtocol.STREAMS;

  @Option(
      names = "--cluster-prefix",
      paramLabel = "NAME",
      defaultValue = "socket.io",
      description =
          "Name of the stream, and start of the names of the channels. Default: ${DEFAULT-VALUE}.")
  String prefix = "socket.io";

  @Option(
      names = "--cluster-emitter",
      negatable = true,
      description =
          "Receive the events of @socket.io/redis-emitter with every protocol. Default: with classic"
              + " only.")
  boolean emitter;

  @Option(
      names = "--cluster-python",
      paramLabel = "CHANNEL",
      description =
          "Receive the events of a write-only manager of python-socketio on this channel, which is"
              + " usually socketio. Default: none.")
  @Nullable String pythonChannel;

  @Option(
      names = "--cluster-ca",
      paramLabel = "FILE",
      description =
          "Certificates in PEM format that are trusted with rediss://. Default: those of Java.")
  @Nullable Path authorities;

  private @Nullable ClusterLink link;

  @Override
  public void addTo(ObdIo io, Commands commands, ServerOptions options) {
    ClusterLink joined = open(options);
    if (joined != null) {
      joined.addTo(io);
    }
  }

  /**
   * Joins the cluster if {@code --cluster} is set.
   *
   * @param server the options of the server that becomes a member
   * @return the membership, which must be closed after the server; null without a cluster
   * @throws UserError if a flag has a value that the user must correct, or Lettuce is absent
   */
  public @Nullable ClusterLink open(ServerOptions server) {
    if (uri == null) {
      if (authorities != null || pythonChannel != null || emitter) {
        throw new UserError("--cluster-ca, --cluster-emitter and --cluster-python need --cluster");
      }
      return null;
    }
    if (authorities != null && !Files.isReadable(authorities)) {
      throw new UserError("--cluster-ca: cannot read " + authorities);
    }
    try {
      link = ClusterLink.open(uri, authorities, options(), server.recovery());
      return link;
    } catch (NoClassDefFoundError e) {
      throw new UserError(
          "--cluster needs Lettuce, which obdio.jar does not contain: use obdio-fleet.jar, or add"
              + " the artifact io.lettuce:lettuce-core to the class path");
    } catch (IllegalArgumentException e) {
      throw new UserError("--cluster: " + e.getMessage());
    }
  }

  private ClusterOptions options() {
    return ClusterOptions.defaults()
        .withProtocol(protocol)
        .withStream(prefix, 1, ClusterOptions.defaults().maxLength())
        .withChannelPrefix(prefix)
        .withSenders(emitter, pythonChannel == null ? "" : pythonChannel);
  }

  /** Returns the numbers of the cluster; null without one. */
  public @Nullable ClusterFigures figures() {
    return link;
  }
}
