package io.obdio.socketio.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.LeakGuard;
import io.obdio.socketio.testing.RawWebSocket;
import io.obdio.socketio.testing.SuiteServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which listeners receive an event, and in which order, as in Node's server. */
@ExtendWith(LeakGuard.class)
@Timeout(120)
class ListenersIT {
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private SuiteServer server;
  private RawWebSocket client;
  private Socket socket;
  private Namespace root;

  @BeforeEach
  void start() throws Exception {
    server = SuiteServer.calm(o -> o);
    client = server.connected();
    root = server.server().root();
    socket = root.sockets().iterator().next();
    root.on("end", e -> received.add("end"));
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private EventListener as(String name) {
    return event -> received.add(name + " " + event.name());
  }

  private String next() throws InterruptedException {
    return String.valueOf(received.poll(30, TimeUnit.SECONDS));
  }

  /** The received events, in order. */
  private List<String> of(String... events) throws InterruptedException {
    for (String event : events) {
      client.send("42[\"" + event + "\"]");
    }
    client.send("42[\"end\"]");
    List<String> all = new java.util.ArrayList<>();
    for (String each = next(); !each.equals("end"); each = next()) {
      all.add(each);
    }
    return all;
  }

  @Test
  void anyFirstThenTheNamespaceThenTheSocket() throws Exception {
    EventListener two = as("any two");
    socket.on("a", as("socket")).onAny(two).prependAny(as("any one"));
    root.on("a", as("namespace"));
    assertEquals(List.of("any one a", "any two a", "namespace a", "socket a"), withoutEnd("a"));
    socket.offAny(two);
    assertEquals(List.of("any one a", "namespace a", "socket a"), withoutEnd("a"));
  }

  /** The event {@code end} is received by the catch-all listeners, too. */
  private List<String> withoutEnd(String event) throws InterruptedException {
    return of(event).stream().filter(each -> !each.endsWith(" end")).toList();
  }

  @Test
  void onceIsOnce() throws Exception {
    socket.once("a", as("once")).once("b", as("never"));
    EventListener always = as("always");
    socket.on("a", always).off("b");
    assertEquals(List.of("once a", "always a", "always a"), of("a", "b", "a"));
    socket.off("a", always);
    EventListener later = as("later");
    socket.once("a", later).off("a", later);
    assertEquals(List.of(), of("a"));
  }

  @Test
  void namespaceListenersCanBeTakenAway() throws Exception {
    EventListener one = as("one");
    EventListener any = as("any");
    root.on("a", one).on("a", as("two")).onAny(any);
    assertEquals(List.of("any a", "one a", "two a"), withoutEnd("a"));
    root.off("a", one).offAny(any);
    assertEquals(List.of("two a"), of("a"));
    root.off("a");
    root.onUnknown(as("unknown"));
    assertEquals(List.of("unknown a"), of("a"));
  }

  @Test
  void middlewareLetsPassChangesItsMindAndDrops() throws Exception {
    socket.on("a", as("a")).on("b", as("b")).on("c", as("c")).onAny(as("any"));
    socket.use(
        (event, next) -> {
          if (event.name().equals("b")) {
            next.fail(new IllegalStateException("no b"));
            next.proceed(); // the first word counts
          } else if (!event.name().equals("c")) { // c is never acknowledged
            next.proceed();
          }
        });
    socket.use(
        (event, next) -> {
          received.add("second " + event.name());
          CompletableFuture.runAsync(next::proceed).join(); // from another thread
        });
    socket.onError((event, e) -> received.add("socket " + event.name() + ": " + e.getMessage()));
    root.onError((event, e) -> received.add("namespace " + event.name()));
    assertEquals(List.of("any a", "second a", "a a"), withoutEnd("a"));
    assertEquals(List.of("any b", "socket b: no b", "namespace b"), withoutEnd("b"));
    assertEquals(List.of("any c"), withoutEnd("c"));
  }

  @Test
  void middlewareThatThrowsRefusesAndTheErrorListenerMayAcknowledge() throws Exception {
    socket.use(
        (event, next) -> {
          throw new IllegalArgumentException("bad " + event.name());
        });
    socket.onError(
        (event, e) -> {
          throw new IllegalStateException("on purpose: an error listener that fails");
        });
    root.onError((event, e) -> event.ack(e.getMessage()));
    client.send("427[\"message-with-ack\",1]");
    assertEquals("437[\"bad message-with-ack\"]", client.textAfterPings());
  }

  @Test
  void anOutgoingListenerThatFailsKeepsNothingBack() throws Exception {
    socket.onAnyOutgoing(
        (event, args) -> {
          throw new IllegalStateException("on purpose: an outgoing listener that fails");
        });
    socket.onAnyOutgoing((event, args) -> received.add(event));
    socket.emit("one", 1);
    root.emit("two", 2);
    assertEquals("42[\"one\",1]", client.textAfterPings());
    assertEquals("42[\"two\",2]", client.textAfterPings());
    assertEquals("one", next());
    assertEquals("two", next());
  }

  @Test
  void whatIsSentIsSeenBroadcastsToo() throws Exception {
    OutgoingListener seen = (event, args) -> received.add(event + args);
    socket.onAnyOutgoing(seen);
    socket.emit("one", 1);
    socket.asVolatile().emit("two", 2);
    socket.latest("k").emit("three", 3, null);
    var unused = socket.emitWithAck(Duration.ofSeconds(60), "four");
    root.emit("five", "all");
    root.to("nobody").emit("six");
    root.to(socket.id()).emit("seven");
    socket.emitLatest("k", root.prepare("prepared", 7.5));
    var votes = root.emitWithAck(Duration.ofSeconds(60), "eight");
    for (String expected :
        List.of(
            "one[1]",
            "two[2]",
            "three[3, null]",
            "four[]",
            "five[all]",
            "seven[]",
            "prepared[7.5]",
            "eight[]")) {
      assertEquals(expected, next());
    }
    socket.offAnyOutgoing(seen);
    socket.emit("nine");
    root.emit("ten");
    assertEquals(List.of(), of());
    client.abort();
    Await.until("gone", () -> votes.toCompletableFuture().isDone());
  }

  @Test
  void anErrorOfAListenerIsAFailureOfItsEventAlone() throws Exception {
    root.on(
        "error",
        event -> {
          throw new AssertionError("on purpose: an Error");
        });
    root.answer(
        "function",
        event -> {
          throw new StackOverflowError("on purpose: an Error");
        });
    root.onError((event, e) -> event.ack(e.getClass().getSimpleName()));
    client.send("421[\"error\"]").send("422[\"function\"]");
    assertEquals("431[\"AssertionError\"]", client.textAfterPings());
    assertEquals("432[\"StackOverflowError\"]", client.textAfterPings());
    assertEquals(List.of(), of());
  }

  @Test
  void anAcknowledgementThatCannotBeEncodedCanBeRepeated() throws Exception {
    List<Object> endless = new java.util.ArrayList<>();
    endless.add(endless);
    root.on(
        "ack",
        event -> {
          assertThrows(IllegalArgumentException.class, () -> event.ack(endless));
          received.add(String.valueOf(event.expectsAck()));
          event.ack("second");
          event.ack("third");
        });
    client.send("425[\"ack\"]");
    assertEquals("435[\"second\"]", client.textAfterPings());
    assertEquals("true", next());
    assertEquals(List.of(), of());
  }

  @Test
  void aDisconnectingClientIsStillInItsRooms() throws Exception {
    socket.join("room");
    socket.onDisconnecting((s, reason) -> received.add("socket " + s.rooms().contains("room")));
    root.onDisconnecting(
        (s, reason) -> received.add("namespace " + s.rooms().size() + " " + s.connected()));
    root.onDisconnect(
        (s, reason) -> received.add("gone " + s.rooms().size() + " " + reason.text()));
    client.send("41");
    assertEquals("socket true", next());
    assertEquals("namespace 2 true", next());
    assertEquals("gone 0 client namespace disconnect", next());
  }

  @Test
  void nullInPlaceOfTheArgumentsIsOneNull() throws Exception {
    socket.emit("one", (Object[]) null);
    root.emit("two", (Object[]) null);
    socket.emitLatest("k", root.prepare("three", (Object[]) null));
    root.on("ask", event -> event.ack((Object[]) null));
    assertEquals("42[\"one\",null]", client.textAfterPings());
    assertEquals("42[\"two\",null]", client.textAfterPings());
    assertEquals("42[\"three\",null]", client.textAfterPings());
    client.send("421[\"ask\"]");
    assertEquals("431[null]", client.textAfterPings());
  }

  @Test
  void roomsAreReported() throws Exception {
    root.onRooms(
        new RoomListener() {
          @Override
          public void onCreate(String room) {
            received.add("create " + name(room));
          }

          @Override
          public void onDelete(String room) {
            received.add("delete " + name(room));
          }

          @Override
          public void onJoin(String room, String socketId) {
            received.add("join " + name(room));
          }

          @Override
          public void onLeave(String room, String socketId) {
            received.add("leave " + name(room));
          }

          private String name(String room) {
            return room.length() == 1 ? room : "own";
          }
        });
    socket.join("a", "a");
    socket.join("b");
    socket.join("b");
    socket.leave("b");
    RawWebSocket other = server.connected();
    Await.until("two", () -> root.sockets().size() == 2);
    root.sockets().forEach(each -> each.join("a"));
    other.close();
    Await.until("one", () -> root.sockets().size() == 1);
    client.send("41");
    for (String expected :
        List.of(
            "create a",
            "join a",
            "create b",
            "join b",
            "leave b",
            "delete b",
            "create own",
            "join own",
            "join a",
            "leave a",
            "leave own",
            "delete own",
            "leave a",
            "delete a",
            "leave own",
            "delete own")) {
      assertEquals(expected, next());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"connect", "connect_error", "disconnect", "disconnecting"})
  void namesThatNoClientCanSendAreRefused(String name) {
    assertThrows(IllegalArgumentException.class, () -> root.on(name, as("never")));
    assertThrows(IllegalArgumentException.class, () -> socket.answer(name, e -> null));
  }
}
