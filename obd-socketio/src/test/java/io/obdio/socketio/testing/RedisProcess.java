package io.obdio.socketio.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A redis-server on a free port below the ephemeral range, without persistence by default. */
public final class RedisProcess implements AutoCloseable {
  private static final int FIRST_PORT = 21_000;
  private static final int PORTS = 2_000;

  /** The place of the port among the options. */
  private static final String PORT = "{port}";

  private final int port;
  private final Path folder;
  private final String[] options;
  private Process process;

  private RedisProcess(int port, Path folder, String... options) throws IOException {
    this.port = port;
    this.folder = folder;
    this.options = options;
    this.process = launch();
  }

  /** Starts a server that writes every command to an append-only file. */
  public static RedisProcess persistent(Path folder) throws IOException {
    return start(folder, "--appendonly", "yes", "--appendfsync", "always");
  }

  /**
   * Starts a server that accepts only TLS.
   *
   * @param certificates the folder of {@link TestCertificates}
   */
  public static RedisProcess encrypted(Path folder, Path certificates) throws IOException {
    return start(
        folder,
        "--port",
        "0",
        "--tls-port",
        PORT,
        "--tls-cert-file",
        certificates.resolve("localhost.pem").toString(),
        "--tls-key-file",
        certificates.resolve("localhost.key").toString(),
        "--tls-ca-cert-file",
        certificates.resolve("ca.pem").toString(),
        "--tls-auth-clients",
        "no");
  }

  /** Starts a server that loses its data when it is killed, with more options. */
  public static RedisProcess start(Path folder, String... options) throws IOException {
    Requires.that(Requires.runs("redis-server", "--version"), "redis-server is not installed");
    RedisProcess redis = new RedisProcess(freePort(), folder, options);
    redis.awaitUp();
    return redis;
  }

  private static int freePort() throws IOException {
    return FreePorts.find(FIRST_PORT, PORTS, ProcessHandle.current().pid(), 1);
  }

  private Process launch() throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "redis-server",
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--dir",
                folder.toString()));
    for (String option : options) {
      command.add(option.equals(PORT) ? Integer.toString(port) : option);
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("redis.log").toFile())
        .start();
  }

  private void awaitUp() {
    Await.until("redis-server accepts connections", () -> FreePorts.accepts(port));
  }

  /** Returns the port. */
  public int port() {
    return port;
  }

  /** Returns the address for clients. */
  public String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /** Kills the server, as a crash would. */
  public void kill() {
    process.destroyForcibly();
    Await.until("redis-server has ended", () -> !process.isAlive());
  }

  /** Starts a killed server again, on the same port. */
  public void restart() throws IOException {
    process = launch();
    awaitUp();
  }

  @Override
  public void close() {
    kill();
  }
}
