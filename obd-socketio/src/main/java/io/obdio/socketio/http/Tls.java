package io.obdio.socketio.http;

import java.nio.file.Path;
import java.util.List;

/**
 * The files of a TLS server.
 *
 * @param certificate chain of X.509 certificates in PEM
 * @param key private key in PEM (PKCS#8), not encrypted
 */
public record Tls(Path certificate, Path key) {

  /** Cipher suites with forward secrecy and authenticated encryption (RFC 9325, 4.2). */
  static final List<String> CIPHERS =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");
}
