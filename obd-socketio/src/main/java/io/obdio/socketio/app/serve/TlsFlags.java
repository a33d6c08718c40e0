package io.obdio.socketio.app.serve;

import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.http.Tls;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags for HTTPS. */
final class TlsFlags {

  @Option(
      names = "--tls-certificate",
      paramLabel = "FILE",
      description = "PEM file with the certificate chain; with --tls-key the server uses HTTPS.")
  @Nullable Path certificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "PEM file with the private key (PKCS#8).")
  @Nullable Path key;

  /** Returns the files; null without TLS. */
  @Nullable Tls tls() {
    if (certificate == null && key == null) {
      return null;
    }
    if (certificate == null || key == null) {
      throw new UserError("--tls-certificate and --tls-key must be given together");
    }
    checkFiles();
    return new Tls(certificate, key);
  }

  /**
   * Checks that the files can be read.
   *
   * @throws UserError if one cannot
   */
  private void checkFiles() {
    for (Path file : new @Nullable Path[] {certificate, key}) {
      if (file != null && !Files.isReadable(file)) {
        throw new UserError(file + ": no such file, or not readable");
      }
    }
  }
}
