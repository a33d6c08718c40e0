package io.obdio.socketio.app.serve;

import io.obdio.socketio.access.AccessKey;
import io.obdio.socketio.access.AccessOptions;
import io.obdio.socketio.access.KeyFileEditor;
import io.obdio.socketio.app.config.CheckedFlags;
import io.obdio.socketio.app.failure.Failures;
import io.obdio.socketio.app.failure.FileChecks;
import io.obdio.socketio.app.failure.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of access control as flags, and so as keys of the configuration file. */
public final class AccessFlags implements CheckedFlags {

  /** The variable of the environment with a key, for containers. */
  static final String KEY_VARIABLE = "OBDIO_API_KEY";

  /** Creates flags, which the parser sets. */
  public AccessFlags() {}

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description =
          "File with the keys of clients, see 'obdio keys'; every client needs one then. Default: none.")
  @Nullable Path keys;

  @Option(
      names = "--open",
      negatable = true,
      description =
          "Without keys, clients on other machines may change the vehicle and the connection."
              + " Default: they may only read, watch and query.")
  boolean open;

  @Option(
      names = "--allowed-hosts",
      split = ",",
      paramLabel = "NAME",
      description =
          "Host names under which clients reach the server, besides addresses, localhost and"
              + " *.local. Default: none.")
  @Nullable List<String> allowedHosts;

  @Option(
      names = "--audit",
      paramLabel = "FILE",
      description = "File for the audit log, as JSON lines. Default: none.")
  @Nullable Path audit;

  @Override
  public void check() {
    AccessOptions unused = options();
    if (keys != null) {
      try {
        List<AccessKey> unusedToo = new KeyFileEditor(keys).list();
      } catch (IOException e) {
        throw new UserError(Failures.of(e));
      }
    }
  }

  private void checkHosts() {
    for (String name : allowedHosts == null ? List.<String>of() : allowedHosts) {
      if (!name.strip().matches("[A-Za-z0-9_.-]+\\.?")) {
        throw new UserError(
            "--allowed-hosts " + name + ": expected a host name such as car.example.org");
      }
    }
  }

  /**
   * Returns the options that the flags describe.
   *
   * @throws UserError if one has a value that the user must correct
   */
  public AccessOptions options() {
    if (audit != null) {
      FileChecks.requireWritable(audit);
    }
    checkHosts();
    String key = System.getenv(KEY_VARIABLE);
    try {
      return AccessOptions.builder()
          .keys(keys)
          .apiKey(key == null || key.isBlank() ? null : key.strip())
          .open(open)
          .allowedHosts(allowedHosts == null ? List.of() : allowedHosts)
          .audit(audit)
          .build();
    } catch (IllegalArgumentException e) {
      throw new UserError(KEY_VARIABLE + ": " + e.getMessage());
    }
  }
}
