package io.obdio.socketio.uplink.mqtt;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.obdio.socketio.telemetry.BrokerMessage;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The options of a connection to a broker.
 *
 * @param address where the broker is, with the name of the user
 * @param clientId identifies the client and its session at the broker
 * @param passwordFile file with the password in its first line; null for none
 * @param caFile certificates in PEM of the authorities that the broker's certificate may be signed
 *     by; null for those of the Java runtime
 * @param certificateFile certificate of the client in PEM, with its chain; null for none
 * @param keyFile private key of the certificate in PEM (PKCS#8), not encrypted
 * @param will message that the broker publishes if the connection is lost; null for none
 * @param willDelay time between the loss and the will; a client that returns before prevents it
 * @param keepAlive longest time without a message to the broker, which notices a dead connection
 *     after 1.5 times of it; at least 1 s
 * @param sessionExpiry how long the broker keeps subscriptions and messages while the client is
 *     away; zero begins a new session each time
 * @param receiveMaximum how many messages with quality of service 1 the broker sends before it
 *     awaits their acknowledgement
 * @param reconnectMin shortest delay before a new attempt to connect
 * @param reconnectMax longest delay before a new attempt to connect
 */
public record MqttOptions(
    BrokerAddress address,
    String clientId,
    @Nullable Path passwordFile,
    @Nullable Path caFile,
    @Nullable Path certificateFile,
    @Nullable Path keyFile,
    @Nullable BrokerMessage will,
    Duration willDelay,
    Duration keepAlive,
    Duration sessionExpiry,
    int receiveMaximum,
    Duration reconnectMin,
    Duration reconnectMax) {

  /**
   * Begins with the defaults.
   *
   * @param uri see {@link BrokerAddress}
   * @throws IllegalArgumentException if the address is invalid
   */
  public static Builder at(String uri, String clientId) {
    return new Builder(BrokerAddress.parse(uri), clientId);
  }

  /** Begins with the defaults. */
  public static Builder at(BrokerAddress address, String clientId) {
    return new Builder(address, clientId);
  }

  /** Checks the options. */
  public MqttOptions {
    if (clientId.isEmpty()) {
      throw new IllegalArgumentException("the client id is empty");
    }
    if ((certificateFile == null) != (keyFile == null)) {
      throw new IllegalArgumentException(
          "a client certificate needs its key, and a key its certificate");
    }
    if (!address.tls() && (caFile != null || certificateFile != null)) {
      throw new IllegalArgumentException(
          "certificates need a connection with TLS: write mqtts:// in place of mqtt://");
    }
    if (passwordFile != null && address.user() == null) {
      throw new IllegalArgumentException(
          "a password needs the name of the user: write mqtt://USER@HOST");
    }
    if (keepAlive.toSeconds() < 1 || keepAlive.toSeconds() > 0xffff) {
      throw new IllegalArgumentException("keep alive: expected 1 s to 65535 s");
    }
    if (receiveMaximum < 1 || receiveMaximum > 0xffff) {
      throw new IllegalArgumentException("receive maximum: expected 1 to 65535");
    }
    if (reconnectMin.toMillis() < 1 || reconnectMax.compareTo(reconnectMin) < 0) {
      throw new IllegalArgumentException("invalid delays between attempts to connect");
    }
  }

  /** A builder of options. */
  public static final class Builder {
    private final BrokerAddress address;
    private final String clientId;
    private @Nullable Path passwordFile;
    private @Nullable Path caFile;
    private @Nullable Path certificateFile;
    private @Nullable Path keyFile;
    private @Nullable BrokerMessage will;
    private Duration willDelay = Duration.ofSeconds(30);
    private Duration keepAlive = Duration.ofSeconds(60);
    private Duration sessionExpiry = Duration.ofDays(1);
    private int receiveMaximum = 20;
    private Duration reconnectMin = Duration.ofSeconds(1);
    private Duration reconnectMax = Duration.ofMinutes(2);

    private Builder(BrokerAddress address, String clientId) {
      this.address = address;
      this.clientId = clientId;
    }

    /** Sets the file of the password. */
    @CanIgnoreReturnValue
    public Builder passwordFile(@Nullable Path file) {
      passwordFile = file;
      return this;
    }

    /** Sets the file of the trusted authorities. */
    @CanIgnoreReturnValue
    public Builder caFile(@Nullable Path file) {
      caFile = file;
      return this;
    }

    /** Sets certificate and key of the client. */
    @CanIgnoreReturnValue
    public Builder clientCertificate(@Nullable Path certificate, @Nullable Path key) {
      certificateFile = certificate;
      keyFile = key;
      return this;
    }

    /** Sets the message that the broker publishes a delay after the connection is lost. */
    @CanIgnoreReturnValue
    public Builder will(BrokerMessage message, Duration delay) {
      will = message;
      willDelay = delay;
      return this;
    }

    /** Sets the longest time without a message; 60 s by default. */
    @CanIgnoreReturnValue
    public Builder keepAlive(Duration time) {
      keepAlive = time;
      return this;
    }

    /** Sets how long the broker keeps the session; a day by default. */
    @CanIgnoreReturnValue
    public Builder sessionExpiry(Duration time) {
      sessionExpiry = time;
      return this;
    }

    /** Sets how many messages may await an acknowledgement; 20 by default. */
    @CanIgnoreReturnValue
    public Builder receiveMaximum(int messages) {
      receiveMaximum = messages;
      return this;
    }

    /** Sets the bounds of the delay between attempts to connect; 1 s and 120 s by default. */
    @CanIgnoreReturnValue
    public Builder reconnect(Duration min, Duration max) {
      reconnectMin = min;
      reconnectMax = max;
      return this;
    }

    /**
     * Returns the options.
     *
     * @throws IllegalArgumentException with a text for people if they do not fit together
     */
    public MqttOptions build() {
      return new MqttOptions(
          address,
          clientId,
          passwordFile,
          caFile,
          certificateFile,
          keyFile,
          will,
          willDelay,
          keepAlive,
          sessionExpiry,
          receiveMaximum,
          reconnectMin,
          reconnectMax);
    }
  }
}
