package io.obdio.socketio.app.uplink;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The files with which a program identifies itself at the broker of {@code --uplink}, as flags. */
public final class UplinkFiles {

  @Option(
      names = "--uplink-password-file",
      paramLabel = "FILE",
      description = "File with the password of USER in its first line. Default: none.")
  private @Nullable Path password;

  @Option(
      names = "--uplink-ca",
      paramLabel = "FILE",
      description =
          "PEM file with the authorities that may sign the broker's certificate. Default: those of"
              + " Java.")
  private @Nullable Path authorities;

  @Option(
      names = "--uplink-certificate",
      paramLabel = "FILE",
      description = "PEM file with the certificate of this client, with its chain. Default: none.")
  private @Nullable Path certificate;

  @Option(
      names = "--uplink-key",
      paramLabel = "FILE",
      description = "PEM file with the private key of this certificate (PKCS#8). Default: none.")
  private @Nullable Path key;

  /** Creates flags, which the parser sets. */
  public UplinkFiles() {}

  /** Returns the file with the password of the user; null for none. */
  public @Nullable Path password() {
    return password;
  }

  /** Returns the file with the authorities that are trusted; null for those of Java. */
  public @Nullable Path authorities() {
    return authorities;
  }

  /** Returns the file with the certificate of the client; null for none. */
  public @Nullable Path certificate() {
    return certificate;
  }

  /** Returns the file with the private key of the certificate; null for none. */
  public @Nullable Path key() {
    return key;
  }
}
