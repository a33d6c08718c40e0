package io.obdio.socketio.http;

import java.nio.file.Path;

/**
 * The files of a TLS server.
 *
 * @param certificate chain of X.509 certificates in PEM
 * @param key private key in PEM (PKCS#8), not encrypted
 */
public record Tls(Path certificate, Path key) {}
