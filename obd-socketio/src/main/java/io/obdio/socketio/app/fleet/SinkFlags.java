package io.obdio.socketio.app.fleet;

import io.obdio.socketio.app.config.CheckedFlags;
import io.obdio.socketio.app.failure.Failures;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.fleet.HistorySink;
import io.obdio.socketio.fleet.file.FileSink;
import io.obdio.socketio.fleet.file.FileSinkOptions;
import io.obdio.socketio.fleet.kafka.KafkaAddress;
import io.obdio.socketio.json.jackson.JacksonJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of the store of batches. */
final class SinkFlags implements CheckedFlags {

  private static final String FILES = "files:";
  private static final String NONE = "none";

  @Option(
      names = "--sink",
      paramLabel = "URI",
      description =
          "Store of the batches: files:FOLDER, or kafka:HOST:PORT/TOPIC. With --source none is"
              + " possible too. Required.")
  @Nullable String sink;

  @Option(
      names = "--node",
      paramLabel = "NAME",
      description =
          "Name of this node, unique among the nodes that use the folder. Default: name of the"
              + " computer.")
  @Nullable String node;

  @Option(
      names = "--sink-file-size",
      paramLabel = "BYTES",
      defaultValue = "67108864",
      description =
          "Size from which a new file is begun and the former one compressed. Default:"
              + " ${DEFAULT-VALUE}.")
  long fileSize;

  @Option(
      names = "--sink-max-size",
      paramLabel = "BYTES",
      defaultValue = "0",
      description =
          "Size of all files of this node, above which the oldest are deleted; 0 keeps all. Default:"
              + " ${DEFAULT-VALUE}.")
  long maxSize;

  @Override
  public void check() {
    if (sink == null || sink.equals(NONE)) { // a configuration file may be that of another command
      return;
    }
    if (KafkaFlags.isKafka(sink)) {
      KafkaAddress unused = KafkaFlags.address("--sink", sink);
    } else {
      FileSinkOptions unused = options();
    }
  }

  /** Returns the name of this node. */
  String node() {
    return node == null ? hostName() : node;
  }

  private static String hostName() {
    try {
      String name = InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9_.-]", "-");
      return FileSinkOptions.isNode(name) ? name : "node";
    } catch (UnknownHostException e) {
      return "node";
    }
  }

  /**
   * Opens the store.
   *
   * @param sourced whether the batches come from a source that keeps them
   * @param maxVehicles limit of vehicles whose positions are kept
   * @throws UserError if it cannot be used
   */
  HistorySink open(boolean sourced, int maxVehicles) {
    if (NONE.equals(sink)) {
      if (!sourced) {
        throw new UserError(
            "--sink none needs --source: without a store, batches of the broker would be lost");
      }
      return new NoSink();
    }
    if (sink != null && KafkaFlags.isKafka(sink)) {
      return KafkaFlags.sink(sink);
    }
    try {
      return FileSink.open(options().withMaxVehicles(maxVehicles), new JacksonJson());
    } catch (IOException e) {
      throw new UserError("--sink " + sink + ": " + Failures.of(e));
    }
  }

  private FileSinkOptions options() {
    Path folder = folder(sink, "--sink", ", or kafka:HOST:PORT/TOPIC");
    try {
      return FileSinkOptions.of(folder, node()).withSizes(fileSize, maxSize);
    } catch (IllegalArgumentException e) {
      throw new UserError("--sink, --node: " + e.getMessage());
    }
  }

  /**
   * Returns the folder of a store in files.
   *
   * @param flag the flag that has the URI
   * @param others other forms of the URI, for the message
   * @throws UserError if the URI is missing or has another scheme
   */
  static Path folder(@Nullable String uri, String flag, String others) {
    if (uri == null) {
      throw new UserError(flag + " is missing: name the store, such as files:/var/lib/obdio/fleet");
    }
    if (!uri.startsWith(FILES) || uri.length() == FILES.length()) {
      throw new UserError(
          flag
              + " "
              + uri
              + ": expected files:FOLDER, such as files:/var/lib/obdio/fleet"
              + others);
    }
    try {
      return Path.of(uri.substring(FILES.length()));
    } catch (InvalidPathException e) {
      throw new UserError(flag + " " + uri + ": not the name of a folder");
    }
  }
}
