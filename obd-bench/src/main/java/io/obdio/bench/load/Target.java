package io.obdio.bench.load;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The servers that are measured. */
enum Target {
  /** OBDio's Socket.IO server. */
  OBDIO,
  /** Node's socket.io. */
  NODE,
  /** Netty's WebSocket pipeline without Socket.IO, on epoll; broadcasts one shared frame. */
  ECHO,
  /** The same on io_uring. */
  ECHO_URING;

  /** A response as the server sends it to those who watch the engine's speed. */
  static final String RESPONSE =
      "{\"value\":3442.75,\"command\":{\"name\":\"RPM\",\"desc\":\"Engine RPM\"},"
          + "\"time\":1767225600000,\"unit\":\"revolutions_per_minute\"}";

  private static final Path HERE = Path.of("");

  /** Returns the name on the command line and in the tables. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the target with a label. */
  static Target of(String label) {
    for (Target target : values()) {
      if (target.label().equals(label)) {
        return target;
      }
    }
    throw new IllegalArgumentException(
        "no server '" + label + "', there are obdio, node, echo, echo-uring");
  }

  /** Returns whether the server answers a client's text with the same text. */
  boolean echo() {
    return this == ECHO || this == ECHO_URING;
  }

  /** Returns whether the server can be run here; prints the reason if not. */
  boolean available(Path node) {
    if (this == NODE && !Files.isDirectory(node.resolve("node_modules"))) {
      System.out.println("node is left out: run 'npm ci' in " + node + " first");
      return false;
    }
    if (this == ECHO_URING && !io.netty.channel.uring.IoUring.isAvailable()) {
      System.out.println("echo-uring is left out: no io_uring here");
      return false;
    }
    return true;
  }

  ServerProcess start(List<String> jvm, Path node) throws IOException {
    return switch (this) {
      case OBDIO -> java(jvm, ObdioServer.class, RESPONSE);
      case ECHO -> java(jvm, EchoServer.class, "epoll", RESPONSE);
      case ECHO_URING -> java(jvm, EchoServer.class, "io_uring", RESPONSE);
      case NODE -> new ServerProcess(List.of("node", "--expose-gc", "server.js", RESPONSE), node);
    };
  }

  /** Starts a class of ours in a virtual machine of its own. */
  static ServerProcess java(List<String> jvm, Class<?> main, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.addAll(List.of("-cp", classPath(), main.getName()));
    command.addAll(List.of(args));
    return new ServerProcess(command, HERE.toAbsolutePath());
  }

  /** Returns the class path of this program, which a test launcher may have loaded itself. */
  private static String classPath() {
    if (Target.class.getClassLoader() instanceof URLClassLoader loader) {
      return Arrays.stream(loader.getURLs())
          .map(url -> Path.of(URI.create(url.toString())).toString())
          .collect(Collectors.joining(File.pathSeparator));
    }
    return System.getProperty("java.class.path");
  }
}
