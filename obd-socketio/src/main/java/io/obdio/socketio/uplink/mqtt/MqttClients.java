package io.obdio.socketio.uplink.mqtt;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientSslConfigBuilder;
import com.hivemq.client.mqtt.lifecycle.MqttClientConnectedListener;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedListener;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5ConnectBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.obdio.core.util.DaemonThreads;
import io.obdio.socketio.access.SecretFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Clients of the library, from options. */
final class MqttClients {

  /** Bounds what a broker can send at once; a batch of samples has at most 1 MB. */
  private static final int MAX_PACKET = 4 << 20;

  /**
   * Starts the network thread, which the clients of a process share. That of the library is not a
   * daemon and remains after the last client was closed: a program would not end.
   */
  private static final Executor NETWORK = task -> DaemonThreads.start("obdio-mqtt", task);

  private MqttClients() {}

  /**
   * Creates a client that is not connected yet.
   *
   * @throws IOException with the name of the file if one cannot be used
   */
  static Mqtt5AsyncClient create(
      MqttOptions options,
      MqttClientConnectedListener connected,
      MqttClientDisconnectedListener disconnected)
      throws IOException {
    Mqtt5ClientBuilder builder =
        Mqtt5Client.builder()
            .identifier(options.clientId())
            .serverHost(options.address().host())
            .serverPort(options.address().port())
            .executorConfig()
            .nettyExecutor(NETWORK)
            .nettyThreads(1)
            .applyExecutorConfig()
            .addConnectedListener(connected)
            .addDisconnectedListener(disconnected);
    if (options.address().tls()) {
      builder = builder.sslConfig(tls(options));
    }
    Mqtt5SimpleAuth user = user(options);
    return (user == null ? builder : builder.simpleAuth(user)).buildAsync();
  }

  /** Reads the files of the options. */
  static void check(MqttOptions options) throws IOException {
    Mqtt5SimpleAuth unused = user(options);
    if (options.address().tls()) {
      MqttClientSslConfig unusedToo = tls(options);
    }
  }

  /** Returns the first packet of each connection. */
  static Mqtt5Connect connect(MqttOptions options) {
    boolean newSession = options.sessionExpiry().isZero();
    Mqtt5ConnectBuilder builder =
        Mqtt5Connect.builder()
            .cleanStart(newSession)
            .sessionExpiryInterval(options.sessionExpiry().toSeconds())
            .keepAlive((int) options.keepAlive().toSeconds())
            .restrictions()
            .receiveMaximum(options.receiveMaximum())
            .maximumPacketSize(MAX_PACKET)
            .applyRestrictions();
    if (options.will() != null) {
      Mqtt5Publish will = MqttMessages.toPublish(options.will());
      builder =
          builder.willPublish(
              Mqtt5Publish.builder()
                  .topic(will.getTopic())
                  .payload(will.getPayloadAsBytes())
                  .qos(will.getQos())
                  .retain(will.isRetain())
                  .asWill()
                  .delayInterval(options.willDelay().toSeconds())
                  .build());
    }
    return builder.build();
  }

  private static @Nullable Mqtt5SimpleAuth user(MqttOptions options) throws IOException {
    String user = options.address().user();
    if (user == null) {
      return null;
    }
    Path file = options.passwordFile();
    return file == null
        ? Mqtt5SimpleAuth.builder().username(user).build()
        : Mqtt5SimpleAuth.builder()
            .username(user)
            .password(SecretFile.firstLine(file).getBytes(StandardCharsets.UTF_8))
            .build();
  }

  private static MqttClientSslConfig tls(MqttOptions options) throws IOException {
    MqttClientSslConfigBuilder builder = MqttClientSslConfig.builder();
    if (options.caFile() != null) {
      builder = builder.trustManagerFactory(PemFiles.trust(options.caFile()));
    }
    if (options.certificateFile() != null && options.keyFile() != null) {
      SecretFile.warnIfReadableByOthers(options.keyFile());
      builder =
          builder.keyManagerFactory(
              PemFiles.identity(options.certificateFile(), options.keyFile()));
    }
    return builder.build();
  }
}
