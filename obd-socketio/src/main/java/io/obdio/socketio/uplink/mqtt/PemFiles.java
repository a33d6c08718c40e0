package io.obdio.socketio.uplink.mqtt;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Certificates and keys in PEM (RFC 7468), as the JDK's TLS needs them. */
final class PemFiles {
  private static final Logger log = LoggerFactory.getLogger(PemFiles.class);

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]*)-----END");
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519", "Ed448");
  private static final char[] NO_PASSWORD = {};

  private PemFiles() {}

  /**
   * Returns trust in the certificates of a file.
   *
   * @throws IOException with the name of the file if it cannot be used
   */
  static TrustManagerFactory trust(Path file) throws IOException {
    try {
      KeyStore store = emptyStore();
      int number = 0;
      for (Certificate certificate : certificates(file)) {
        store.setCertificateEntry("ca" + number++, certificate);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory;
    } catch (GeneralSecurityException e) {
      throw new IOException(file + ": cannot be used as trusted certificates: " + e, e);
    }
  }

  /**
   * Returns the identity of a client.
   *
   * @throws IOException with the name of the file if one cannot be used
   */
  static KeyManagerFactory identity(Path certificate, Path key) throws IOException {
    try {
      KeyStore store = emptyStore();
      Certificate[] chain = certificates(certificate).toArray(Certificate[]::new);
      store.setKeyEntry("client", privateKey(key), NO_PASSWORD, chain);
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, NO_PASSWORD);
      return factory;
    } catch (GeneralSecurityException e) {
      throw new IOException(certificate + ": cannot be used with the key " + key + ": " + e, e);
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static List<? extends Certificate> certificates(Path file)
      throws IOException, CertificateException {
    byte[] text = read(file).getBytes(StandardCharsets.ISO_8859_1);
    try {
      List<? extends Certificate> all =
          List.copyOf(
              CertificateFactory.getInstance("X.509")
                  .generateCertificates(new ByteArrayInputStream(text)));
      if (!all.isEmpty()) {
        return all;
      }
    } catch (CertificateException e) {
      throw new IOException(file + ": has no certificate in PEM (-----BEGIN CERTIFICATE-----)", e);
    }
    throw new IOException(file + ": has no certificate in PEM (-----BEGIN CERTIFICATE-----)");
  }

  private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
    Matcher key = KEY.matcher(read(file));
    if (!key.find()) {
      throw new IOException(file + ": has no private key in PEM (-----BEGIN PRIVATE KEY-----)");
    }
    if (!key.group(1).isEmpty()) {
      throw new IOException(
          file
              + ": is a key of the form '"
              + key.group(1).strip()
              + "'; convert it to PKCS#8 without password: openssl pkcs8 -topk8 -nocrypt -in "
              + file.getFileName()
              + " -out key.pem");
    }
    PKCS8EncodedKeySpec encoded;
    try {
      encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(key.group(2)));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": the private key is damaged", e);
    }
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
      } catch (InvalidKeySpecException e) {
        log.debug("not a key of {}", algorithm, e);
      }
    }
    throw new IOException(file + ": the private key is damaged or of an unknown algorithm");
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": no such file", e);
    } catch (IOException e) {
      throw new IOException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
