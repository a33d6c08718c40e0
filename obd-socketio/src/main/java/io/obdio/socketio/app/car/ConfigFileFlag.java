package io.obdio.socketio.app.car;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flag that names the configuration file; it is read before the command line is parsed. */
public final class ConfigFileFlag {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "File with flags as keys. Default: obdio.yaml, if there is one.")
  @Nullable String config;

  /** Creates the flag, which the parser sets. */
  public ConfigFileFlag() {}
}
