package io.obdio.socketio.uplink.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.telemetry.BrokerListener;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.MosquittoProcess;
import io.obdio.socketio.testing.Requires;
import io.obdio.socketio.testing.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users, passwords and certificates at a real broker, and what is reported if one is wrong. */
class MqttAuthenticationIT {

  private static final String PASSWORD = "right-horse";

  @TempDir Path folder;

  private MosquittoProcess withPassword() throws Exception {
    Path users = folder.resolve("users");
    boolean made = Requires.runs("mosquitto_passwd", "-c", "-b", users.toString(), "van", PASSWORD);
    Requires.that(made, "mosquitto_passwd is not installed");
    return MosquittoProcess.start(folder, "allow_anonymous false", "password_file " + users);
  }

  private Path password(String text) throws IOException {
    return Files.writeString(folder.resolve("password"), text + "\n");
  }

  private static MqttOptions.Builder options(String uri) {
    return MqttOptions.at(uri, "van").reconnect(Duration.ofMillis(20), Duration.ofMillis(200));
  }

  /** Returns the reason for which the first attempt fails. */
  private static String failure(MqttOptions options) throws Exception {
    CompletableFuture<String> reason = new CompletableFuture<>();
    try (MqttBroker client = new MqttBroker(options)) {
      client.addListener(
          new BrokerListener() {
            @Override
            public void connected() {
              // With TLS 1.3 the client is ready before the broker has checked its certificate.
            }

            @Override
            public void disconnected(String text) {
              reason.complete(text);
            }
          });
      client.start();
      return reason.get(20, TimeUnit.SECONDS);
    }
  }

  private static void assertConnects(MqttOptions options) throws Exception {
    try (MqttBroker client = new MqttBroker(options)) {
      client.start();
      Await.until("connected", client::isConnected);
    }
  }

  private static String user(MosquittoProcess broker, String user) {
    return broker.uri().replace("mqtt://", "mqtt://" + user + "@");
  }

  @Test
  void aUserWithTheRightPasswordIsAdmitted() throws Exception {
    try (MosquittoProcess broker = withPassword()) {
      assertConnects(options(user(broker, "van")).passwordFile(password(PASSWORD)).build());
    }
  }

  @Test
  void aWrongPasswordIsReportedWithoutIt() throws Exception {
    try (MosquittoProcess broker = withPassword()) {
      String wrong =
          failure(options(user(broker, "van")).passwordFile(password("wrong-horse")).build());
      assertTrue(wrong.contains("check user name and password"), wrong);
      assertFalse(wrong.contains("horse"), wrong);
      String none = failure(options(broker.uri()).build());
      assertTrue(none.contains("check user name and password"), none);
    }
  }

  @Test
  void theBrokersCertificateIsChecked() throws Exception {
    TestCertificates made = TestCertificates.make(folder.resolve("tls"));
    TestCertificates others = TestCertificates.make(folder.resolve("others"));
    try (MosquittoProcess broker = MosquittoProcess.start(folder, made.listener())) {
      assertConnects(options(broker.tlsUri()).caFile(made.authority()).build());
      String wrong = failure(options(broker.tlsUri()).caFile(others.authority()).build());
      assertTrue(wrong.contains("not signed by a trusted authority"), wrong);
      String runtime = failure(options(broker.tlsUri()).build());
      assertTrue(runtime.contains("not signed by a trusted authority"), runtime);
    }
  }

  @Test
  void aCertificateForAnotherHostIsRefused() throws Exception {
    TestCertificates made = TestCertificates.make(folder.resolve("tls")).server("elsewhere");
    String[] listener = {
      "cafile " + made.authority(),
      "certfile " + made.certificate("elsewhere"),
      "keyfile " + made.key("elsewhere")
    };
    try (MosquittoProcess broker = MosquittoProcess.start(folder, listener)) {
      String name = failure(options(broker.tlsUri()).caFile(made.authority()).build());
      assertTrue(name.contains("for another host name"), name);
    }
  }

  /** The name in the certificate is the user of the broker's access list. */
  @Test
  void aClientCertificateIsTheUser() throws Exception {
    TestCertificates made = TestCertificates.make(folder.resolve("tls")).client("VAN-1");
    Path acl = Files.writeString(folder.resolve("acl"), "pattern readwrite obdio/%u/#\n");
    String[] listener =
        made.listener(
            "require_certificate true", "use_identity_as_username true", "acl_file " + acl);
    try (MosquittoProcess broker = MosquittoProcess.start(folder, listener)) {
      String none = failure(options(broker.tlsUri()).caFile(made.authority()).build());
      assertTrue(none.contains("client certificate"), none);
      MqttOptions own =
          options(broker.tlsUri())
              .caFile(made.authority())
              .clientCertificate(made.certificate("VAN-1"), made.key("VAN-1"))
              .build();
      try (MqttBroker client = new MqttBroker(own)) {
        client.start();
        Await.until("connected", client::isConnected);
        Await.value(client.publish(BrokerMessage.atLeastOnce("obdio/VAN-1/status", "online")));
        ExecutionException refused =
            assertThrows(
                ExecutionException.class,
                () ->
                    client
                        .publish(BrokerMessage.atLeastOnce("obdio/VAN-2/status", "online"))
                        .get(20, TimeUnit.SECONDS));
        assertTrue(refused.getCause() instanceof IOException, refused.toString());
        assertEquals(
            "the broker does not permit to publish to this topic (reason code 0x87)",
            refused.getCause().getMessage());
      }
    }
  }
}
