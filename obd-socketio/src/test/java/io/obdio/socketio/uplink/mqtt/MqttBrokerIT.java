package io.obdio.socketio.uplink.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.telemetry.BrokerListener;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.MosquittoProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link io.obdio.socketio.telemetry.MessageBroker} promises, with a real broker. */
class MqttBrokerIT {

  @TempDir Path folder;

  private static MqttOptions.Builder options(MosquittoProcess broker, String id) {
    return MqttOptions.at(broker.uri(), id)
        .reconnect(Duration.ofMillis(20), Duration.ofMillis(200));
  }

  private static MqttBroker connected(MqttOptions options) throws IOException {
    MqttBroker client = new MqttBroker(options);
    client.start();
    Await.until("connected", client::isConnected);
    return client;
  }

  private static BrokerMessage next(LinkedBlockingQueue<BrokerMessage> queue) throws Exception {
    BrokerMessage message = queue.poll(20, TimeUnit.SECONDS);
    assertTrue(message != null, "no message");
    return message;
  }

  private static BrokerMessage text(String topic, String payload) {
    return BrokerMessage.atLeastOnce(topic, payload);
  }

  @Test
  void noThreadKeepsAProgramRunning() throws Exception {
    try (MosquittoProcess broker = MosquittoProcess.start(folder);
        MqttBroker client = connected(options(broker, "a").build())) {
      assertTrue(client.isConnected());
      List<String> own =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> !thread.isDaemon())
              .map(Thread::getName)
              .filter(name -> name.contains("mqtt"))
              .toList();
      assertEquals(List.of(), own);
    }
  }

  @Test
  void aMessageKeepsAllItsProperties() throws Exception {
    try (MosquittoProcess broker = MosquittoProcess.start(folder);
        MqttBroker a = connected(options(broker, "a").build());
        MqttBroker b = connected(options(broker, "b").build())) {
      LinkedBlockingQueue<BrokerMessage> received = new LinkedBlockingQueue<>();
      Await.value(a.subscribe("car/+/cmd/#", received::add));
      byte[] correlation = {0, 1, (byte) 0xff};
      Await.value(
          b.publish(
              new BrokerMessage(
                  "car/x/cmd/1",
                  "{}".getBytes(StandardCharsets.UTF_8),
                  1,
                  false,
                  "car/x/res/1",
                  correlation,
                  Duration.ofMillis(29_500))));
      BrokerMessage message = next(received);
      assertEquals("car/x/cmd/1", message.topic());
      assertEquals("{}", message.text());
      assertEquals(1, message.qos());
      assertFalse(message.retained());
      assertEquals("car/x/res/1", message.responseTopic());
      assertEquals(List.of(0, 1, 255), unsigned(message.correlation()));
      assertEquals(Duration.ofSeconds(30), message.expiry());

      Await.value(b.publish(BrokerMessage.atMostOnce("car/x/cmd/2", new byte[0])));
      BrokerMessage plain = next(received);
      assertEquals(0, plain.payload().length);
      assertEquals(0, plain.qos());
      assertNull(plain.responseTopic());
      assertNull(plain.correlation());
      assertNull(plain.expiry());
    }
  }

  private static List<Integer> unsigned(byte[] bytes) {
    List<Integer> list = new ArrayList<>();
    for (byte b : bytes) {
      list.add(b & 0xff);
    }
    return list;
  }

  @Test
  void aRetainedMessageReachesLaterSubscribersUntilItIsRemoved() throws Exception {
    try (MosquittoProcess broker = MosquittoProcess.start(folder);
        MqttBroker client = connected(options(broker, "a").build())) {
      Await.value(client.publish(text("car/status", "online").retain()));
      assertTrue(broker.retained("car/#").contains("car/status online"));
      LinkedBlockingQueue<BrokerMessage> received = new LinkedBlockingQueue<>();
      Await.value(client.subscribe("car/status", received::add));
      assertTrue(next(received).retained());
      Await.value(client.publish(text("car/status", "").retain()));
      next(received);
      assertFalse(broker.retained("car/#").contains("car/status"));
    }
  }

  @Test
  void publishingWithoutConnectionFailsAtOnce() throws Exception {
    try (MosquittoProcess broker = MosquittoProcess.start(folder);
        MqttBroker client = new MqttBroker(options(broker, "a").build())) {
      ExecutionException failure =
          assertThrows(ExecutionException.class, () -> client.publish(text("t", "x")).get());
      assertEquals("not connected to the broker", failure.getCause().getMessage());
    }
  }

  /** The broker does not answer; then it is killed: nothing may stay pending. */
  @Test
  void pendingMessagesFailWhenTheConnectionIsLost() throws Exception {
    try (MosquittoProcess broker = MosquittoProcess.start(folder);
        MqttBroker client = connected(options(broker, "a").build())) {
      broker.suspend();
      List<CompletableFuture<Void>> sent = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        sent.add(client.publish(text("t", "message " + i)));
      }
      broker.kill();
      for (CompletableFuture<Void> future : sent) {
        ExecutionException failure =
            assertThrows(ExecutionException.class, () -> future.get(20, TimeUnit.SECONDS));
        assertTrue(failure.getCause() instanceof IOException, failure.toString());
      }
    }
  }

  @Test
  void refusesMoreMessagesThanItsBound() throws Exception {
    try (MosquittoProcess broker = MosquittoProcess.start(folder);
        MqttBroker client = connected(options(broker, "a").build())) {
      broker.suspend();
      for (int i = 0; i < 4096; i++) {
        client.publish(text("t", "x"));
      }
      ExecutionException failure =
          assertThrows(
              ExecutionException.class,
              () -> client.publish(text("t", "x")).get(20, TimeUnit.SECONDS));
      assertEquals("4096 messages await the broker", failure.getCause().getMessage());
      broker.resume();
    }
  }

  @Test
  void subscriptionsAreRenewedAfterTheBrokerWasKilled() throws Exception {
    LinkedBlockingQueue<String> events = new LinkedBlockingQueue<>();
    try (MosquittoProcess broker = MosquittoProcess.start(folder);
        MqttBroker client = connected(options(broker, "a").build())) {
      client.addListener(
          new BrokerListener() {
            @Override
            public void connected() {
              events.add("connected");
            }

            @Override
            public void disconnected(String reason) {
              events.add("disconnected");
            }
          });
      LinkedBlockingQueue<BrokerMessage> received = new LinkedBlockingQueue<>();
      Await.value(client.subscribe("t/+", received::add));
      broker.kill();
      String event = events.poll(20, TimeUnit.SECONDS);
      while ("connected".equals(event)) { // reported after the state has changed
        event = events.poll(20, TimeUnit.SECONDS);
      }
      assertEquals("disconnected", event);
      Await.until("disconnected", () -> !client.isConnected());
      // Made while there is no connection.
      CompletableFuture<Void> later = client.subscribe("u", received::add);
      broker.restart();
      Await.until("connected again", client::isConnected);
      Await.value(later);
      Await.value(client.publish(text("t/1", "again")));
      assertEquals("again", next(received).text());
      Await.value(client.publish(text("u", "new")));
      assertEquals("new", next(received).text());
      Await.until("an event", () -> events.contains("connected"));
    }
  }

  /** The library would end the subscription for good. */
  @Test
  void subscriptionsOfALostConnectionAreSentAgainInTheSameSession() throws Exception {
    int rounds = 20;
    int filters = 25;
    try (MosquittoProcess broker = MosquittoProcess.start(folder);
        MqttBroker client = connected(options(broker, "a").build());
        MqttBroker sender = connected(options(broker, "b").build())) {
      Set<String> received = ConcurrentHashMap.newKeySet();
      List<CompletableFuture<?>> accepted = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        // A second connection of the same client ends the first one and keeps the session.
        MqttBroker other = new MqttBroker(options(broker, "a").build());
        other.start();
        for (int i = 0; i < filters; i++) {
          accepted.add(client.subscribe(round + "/" + i, message -> received.add(message.topic())));
          Thread.onSpinWait();
        }
        Await.until("taken over", other::isConnected);
        other.close();
        Await.until("connected again", client::isConnected);
      }
      for (CompletableFuture<?> each : accepted) {
        Await.value(each);
      }
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < filters; i++) {
          Await.value(sender.publish(text(round + "/" + i, "x")));
        }
      }
      Await.until("all topics", () -> received.size() == rounds * filters);
    }
  }

  @Test
  void aHandlerThatThrowsKeepsItsSubscription() throws Exception {
    try (MosquittoProcess broker = MosquittoProcess.start(folder);
        MqttBroker client = connected(options(broker, "a").build())) {
      LinkedBlockingQueue<BrokerMessage> received = new LinkedBlockingQueue<>();
      Await.value(
          client.subscribe(
              "t",
              message -> {
                received.add(message);
                throw new StackOverflowError("a mistake of the handler");
              }));
      for (int i = 0; i < 3; i++) {
        Await.value(client.publish(text("t", "message " + i)));
        assertEquals("message " + i, next(received).text());
      }
      client.unsubscribe("t");
      Await.value(client.subscribe("end", received::add));
      Await.value(client.publish(text("t", "not received")));
      Await.value(client.publish(text("end", "end")));
      assertEquals("end", next(received).text());
    }
  }

  /** A new process with the same client id: what waits at the broker comes before it subscribes. */
  @Test
  void messagesOfAKeptSessionReachTheNextProcess() throws Exception {
    LinkedBlockingQueue<BrokerMessage> received = new LinkedBlockingQueue<>();
    try (MosquittoProcess broker = MosquittoProcess.start(folder);
        MqttBroker sender = connected(options(broker, "sender").build())) {
      try (MqttBroker first = connected(options(broker, "a").build())) {
        Await.value(first.subscribe("t", received::add));
      }
      Await.value(sender.publish(text("t", "while away")));
      assertTrue(received.isEmpty());
      try (MqttBroker second = new MqttBroker(options(broker, "a").build())) {
        CompletableFuture<Void> accepted = second.subscribe("t", received::add);
        second.start();
        Await.value(accepted);
        assertEquals("while away", next(received).text());
      }
    }
  }

  @Test
  void sharedSubscriptionsDivideTheMessages() throws Exception {
    try (MosquittoProcess broker = MosquittoProcess.start(folder);
        MqttBroker a = connected(options(broker, "a").build());
        MqttBroker b = connected(options(broker, "b").build())) {
      LinkedBlockingQueue<BrokerMessage> atA = new LinkedBlockingQueue<>();
      LinkedBlockingQueue<BrokerMessage> atB = new LinkedBlockingQueue<>();
      Await.value(a.subscribe("$share/group/car/+/data", atA::add));
      Await.value(b.subscribe("$share/group/car/+/data", atB::add));
      for (int i = 0; i < 20; i++) {
        Await.value(a.publish(text("car/" + i + "/data", "x")));
      }
      Await.until("all messages", () -> atA.size() + atB.size() == 20);
      assertFalse(atA.isEmpty());
      assertFalse(atB.isEmpty());
    }
  }

  @Test
  void theWillIsNotPublishedWhenTheConnectionIsClosed() throws Exception {
    BrokerMessage offline = text("status", "offline").retain();
    try (MosquittoProcess broker = MosquittoProcess.start(folder);
        MqttBroker observer = connected(options(broker, "observer").build())) {
      LinkedBlockingQueue<BrokerMessage> received = new LinkedBlockingQueue<>();
      Await.value(observer.subscribe("status", received::add));
      try (MqttBroker car =
          connected(options(broker, "car").will(offline, Duration.ZERO).build())) {
        assertTrue(car.isConnected());
      }
      Await.value(observer.publish(text("status", "closed")));
      assertEquals("closed", next(received).text());
    }
  }

  @Test
  void closingSendsWhatIsPending() throws Exception {
    try (MosquittoProcess broker = MosquittoProcess.start(folder)) {
      MqttBroker client = connected(options(broker, "a").build());
      CompletableFuture<Void> last = client.publish(text("status", "offline").retain());
      client.close();
      assertTrue(last.isDone() && !last.isCompletedExceptionally());
      assertTrue(broker.retained("#").contains("status offline"));
      assertFalse(broker.log().contains("Client a closed its connection"), broker.log());
    }
  }

  @Test
  void closingEndsTheAttempts() throws Exception {
    try (MosquittoProcess broker = MosquittoProcess.start(folder)) {
      broker.kill();
      MqttBroker client = new MqttBroker(options(broker, "late").build());
      CompletableFuture<String> refused = new CompletableFuture<>();
      client.addListener(
          new BrokerListener() {
            @Override
            public void disconnected(String reason) {
              refused.complete(reason);
            }
          });
      client.start();
      Await.value(refused);
      client.close();
      broker.restart();
      try (MqttBroker other = connected(options(broker, "other").build())) {
        Await.value(other.publish(text("t", "x")));
      }
      assertFalse(broker.log().contains(" as late "), broker.log());
    }
  }

  /** The name of a value is part of a topic; a definition file may have any. */
  @Test
  void aMessageWithAnInvalidTopicFailsAndHoldsNoPlace() throws Exception {
    try (MosquittoProcess broker = MosquittoProcess.start(folder);
        MqttBroker client = connected(options(broker, "a").build())) {
      for (int i = 0; i <= PendingMessages.MAX; i++) {
        assertTrue(client.publish(text("car/values/A+B", "1")).isCompletedExceptionally());
      }
      Await.value(client.publish(text("car/values/AB", "1")));
    }
  }
}
