package io.obdio.socketio.app.fleet;

import io.obdio.socketio.app.config.CheckedFlags;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.uplink.mqtt.BrokerAddress;
import io.obdio.socketio.uplink.mqtt.MqttBroker;
import io.obdio.socketio.uplink.mqtt.MqttOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of the connection to the broker. */
final class BrokerFlags implements CheckedFlags {

  /**
   * Messages that the broker may send before it awaits an acknowledgement: the largest number. What
   * a node receives only waits in its own bounded queues. mosquitto 2.0.11 does not count all that
   * it sends, such as thousands of retained acknowledgements after a new connection, and the client
   * ends a connection on which more arrive.
   */
  private static final int RECEIVE_MAXIMUM = 0xffff;

  @Option(
      names = "--broker",
      paramLabel = "URI",
      description =
          "MQTT broker of the vehicles: mqtt://[USER@]HOST[:PORT][/ROOT], or mqtts:// with TLS. The"
              + " topics begin with ROOT, which is obdio by default. Required.")
  @Nullable String broker;

  @Option(
      names = "--broker-password-file",
      paramLabel = "FILE",
      description = "File with the password of USER in its first line. Default: none.")
  @Nullable Path passwordFile;

  @Option(
      names = "--broker-ca",
      paramLabel = "FILE",
      description =
          "PEM file with the authorities that may sign the broker's certificate. Default: those of"
              + " Java.")
  @Nullable Path authorities;

  @Option(
      names = "--broker-certificate",
      paramLabel = "FILE",
      description = "PEM file with the certificate of this client, with its chain. Default: none.")
  @Nullable Path certificate;

  @Option(
      names = "--broker-key",
      paramLabel = "FILE",
      description = "PEM file with the private key of this certificate (PKCS#8). Default: none.")
  @Nullable Path key;

  @Override
  public void check() {
    if (broker != null) { // a configuration file may be that of another command
      Topics unused = topics();
      MqttOptions unusedToo = options("check");
    }
  }

  private BrokerAddress address() {
    if (broker == null) {
      throw new UserError(
          "--broker is missing: name the broker of the vehicles, such as mqtt://127.0.0.1");
    }
    try {
      return BrokerAddress.parse(broker);
    } catch (IllegalArgumentException e) {
      throw new UserError("--broker: " + e.getMessage());
    }
  }

  /** Returns the address for people. */
  String shown() {
    return address().toString();
  }

  /** Returns the names of the topics. */
  Topics topics() {
    try {
      return address().topics();
    } catch (IllegalArgumentException e) {
      throw new UserError("--broker: " + e.getMessage());
    }
  }

  /**
   * Returns a connection, which is not started. The session ends with the connection: a broker must
   * not keep batches for a node that is away, because the others could store them.
   *
   * @param clientId unique among the clients of the broker
   */
  MqttBroker connection(String clientId) {
    try {
      return new MqttBroker(options(clientId));
    } catch (IOException e) {
      throw new UserError("--broker: " + e.getMessage());
    }
  }

  private MqttOptions options(String clientId) {
    try {
      return MqttOptions.at(address(), clientId)
          .passwordFile(passwordFile)
          .caFile(authorities)
          .clientCertificate(certificate, key)
          .sessionExpiry(Duration.ZERO)
          .receiveMaximum(RECEIVE_MAXIMUM)
          .reconnect(Duration.ofSeconds(1), Duration.ofSeconds(20))
          .build();
    } catch (IllegalArgumentException e) {
      throw new UserError("--broker: " + e.getMessage());
    }
  }
}
