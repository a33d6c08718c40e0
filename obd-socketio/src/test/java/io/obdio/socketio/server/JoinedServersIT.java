package io.obdio.socketio.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.JoinedAdapters;
import io.obdio.socketio.testing.LeakGuard;
import io.obdio.socketio.testing.RawWebSocket;
import io.obdio.socketio.testing.SuiteServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two servers joined by an adapter that is not ours: the seam carries broadcasts, rooms,
 * fetchSockets, server-side events and disconnecting.
 *
 * <pre>
 *   a1, a2 -- server A == adapter == server B -- b1
 * </pre>
 */
@ExtendWith(LeakGuard.class)
@Timeout(120)
class JoinedServersIT {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final List<AutoCloseable> open = new ArrayList<>();
  private SocketIoServer serverA;
  private SocketIoServer serverB;
  private Client a1;
  private Client a2;
  private Client b1;

  private record Client(RawWebSocket wire, Socket socket) {
    String next() throws InterruptedException {
      return wire.textAfterPings();
    }

    /** Nothing came before this: the next event it receives is its own. */
    void receivedNothing() throws InterruptedException {
      socket.emit("marker");
      assertEquals("42[\"marker\"]", next());
    }
  }

  @BeforeEach
  void start() throws Exception {
    JoinedAdapters joined = new JoinedAdapters();
    serverA = server(joined);
    serverB = server(joined);
    a1 = client(serverA, "a1");
    a2 = client(serverA, "a2");
    b1 = client(serverB, "b1");
  }

  private SocketIoServer server(Adapter.Factory adapters) throws Exception {
    SocketIoServer server =
        SocketIoServer.builder()
            .options(SuiteServer.calmOptions().build())
            .adapter(adapters)
            .build();
    open.add(server);
    server.start();
    return server;
  }

  private Client client(SocketIoServer server, String name) throws Exception {
    RawWebSocket wire =
        RawWebSocket.connect(
            "ws://127.0.0.1:" + server.port() + "/socket.io/?EIO=4&transport=websocket");
    open.add(wire);
    wire.text();
    String connected = wire.send("40{\"name\":\"" + name + "\"}").textAfterPings();
    String id = connected.substring(connected.indexOf(":\"") + 2, connected.lastIndexOf('"'));
    Await.until("connected", () -> server.root().socket(id).isPresent());
    Socket socket = server.root().socket(id).orElseThrow();
    socket.data().put("name", name);
    return new Client(wire, socket);
  }

  @AfterEach
  void stop() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  @Test
  void aBroadcastReachesAllServersUnlessItIsLocal() throws Exception {
    serverA.root().emit("news", 1);
    for (Client each : List.of(a1, a2, b1)) {
      assertEquals("42[\"news\",1]", each.next());
    }
    serverA.root().local().emit("news", 2);
    assertEquals("42[\"news\",2]", a1.next());
    assertEquals("42[\"news\",2]", a2.next());
    b1.receivedNothing();
  }

  @Test
  void roomsAndExceptionsCountOnAllServers() throws Exception {
    a1.socket().join("r");
    b1.socket().join("r", "quiet");
    serverA.root().to("r").emit("one");
    assertEquals("42[\"one\"]", a1.next());
    assertEquals("42[\"one\"]", b1.next());
    a2.receivedNothing();
    serverB.root().to("r").except("quiet").emit("two");
    assertEquals("42[\"two\"]", a1.next());
    b1.receivedNothing();
    a1.socket().to("r").emit("three");
    assertEquals("42[\"three\"]", b1.next());
    a1.receivedNothing();
    serverA.root().to(b1.socket().id()).emit("four");
    assertEquals("42[\"four\"]", b1.next());
  }

  @Test
  void acknowledgementsOfAllServersAreCollected() throws Exception {
    CompletionStage<List<List<@Nullable Object>>> votes =
        serverA.root().emitWithAck(LONG, "vote", "?");
    for (Client each : List.of(a1, a2, b1)) {
      String asked = each.next();
      assertTrue(asked.matches("42\\d+\\[\"vote\",\"\\?\"]"), asked);
      each.wire().send("43" + asked.substring(2, asked.indexOf('[')) + "[\"yes\"]");
    }
    assertEquals(List.of(List.of("yes"), List.of("yes"), List.of("yes")), Await.value(votes));
  }

  @Test
  void missingAcknowledgementsAreReportedWithThoseReceived() throws Exception {
    CompletionStage<List<List<@Nullable Object>>> votes = serverA.root().emitWithAck(LONG, "vote");
    a1.next();
    a2.wire().send("43" + number(a2.next()) + "[2]");
    b1.wire().send("43" + number(b1.next()) + "[3]");
    a1.wire().abort();
    ExecutionException e = assertThrows(ExecutionException.class, () -> Await.value(votes));
    AckException some = assertInstanceOf(AckException.class, e.getCause());
    assertEquals(
        Set.of(List.of(2), List.of(3)), Set.copyOf(some.received()), "those that did come");
  }

  private static String number(String asked) {
    return asked.substring(2, asked.indexOf('['));
  }

  @Test
  void fetchSocketsKnowsClientsOfBothServers() throws Exception {
    b1.socket().join("r");
    List<RemoteSocket> all = Await.value(serverA.root().fetchSockets());
    assertEquals(
        Set.of("a1", "a2", "b1"),
        all.stream().map(s -> s.data().get("name")).collect(Collectors.toSet()));
    assertEquals(2, Await.value(serverA.root().local().fetchSockets()).size());
    List<RemoteSocket> inRoom = Await.value(serverA.root().in("r").fetchSockets());
    assertEquals(1, inRoom.size());
    RemoteSocket far = inRoom.get(0);
    assertEquals(b1.socket().id(), far.id());
    assertEquals(Set.of(b1.socket().id(), "r"), far.rooms());
    assertEquals("b1", far.handshake().auth("name"));
    far.emit("hello", 1);
    assertEquals("42[\"hello\",1]", b1.next());
    far.join("s");
    assertTrue(b1.socket().rooms().contains("s"));
    far.leave("s", "r");
    assertEquals(Set.of(b1.socket().id()), b1.socket().rooms());
    far.disconnect(false);
    assertEquals("41", b1.next());
  }

  @Test
  void socketsOfBothServersJoinLeaveAndAreDisconnected() throws Exception {
    serverA.root().socketsJoin("all", "more");
    assertEquals(Set.of(b1.socket().id(), "all", "more"), b1.socket().rooms());
    serverB.root().in("all").except(b1.socket().id()).socketsLeave("more");
    assertEquals(Set.of(a1.socket().id(), "all"), a1.socket().rooms());
    assertTrue(b1.socket().rooms().contains("more"));
    serverA.root().in("more").disconnectSockets(true);
    assertEquals("41", b1.next());
    b1.wire().awaitClose();
    a1.receivedNothing();
    a2.receivedNothing();
  }

  @Test
  void serverSideEventsReachTheOtherServersOnly() throws Exception {
    BlockingQueue<List<@Nullable Object>> atA = new LinkedBlockingQueue<>();
    BlockingQueue<List<@Nullable Object>> atB = new LinkedBlockingQueue<>();
    serverA.root().onServerSide("reload", atA::add);
    serverB
        .root()
        .onServerSide(
            "reload",
            args -> {
              throw new IllegalStateException("on purpose: the next listener must receive it");
            })
        .onServerSide("reload", atB::add);
    serverB.of("/other").onServerSide("reload", args -> atB.add(List.of("wrong namespace")));
    serverA.root().serverSideEmit("reload", "config", null, 3);
    assertEquals(Arrays.asList("config", null, 3), atB.poll(30, TimeUnit.SECONDS));
    assertNull(atB.poll());
    assertNull(atA.poll());
    a1.receivedNothing();
    b1.receivedNothing();
  }

  @Test
  void otherServersAnswerServerSideEvents() throws Exception {
    serverA.root().answerServerSide("load", args -> "never");
    serverB
        .root()
        .answerServerSide("load", args -> args.get(0) + "!")
        .answerServerSide("later", args -> CompletableFuture.supplyAsync(() -> 7));
    Duration timeout = Duration.ofSeconds(30);
    assertEquals(
        List.of(List.of("cpu!")),
        Await.value(serverA.root().serverSideEmitWithAck(timeout, "load", "cpu")));
    assertEquals(
        List.of(List.of(7)), Await.value(serverA.root().serverSideEmitWithAck(timeout, "later")));
    assertThrows(
        ExecutionException.class,
        () -> Await.value(serverA.root().serverSideEmitWithAck(timeout, "nothing")));
    try (SuiteServer single = SuiteServer.calm(o -> o)) {
      assertEquals(
          List.of(), Await.value(single.server().root().serverSideEmitWithAck(timeout, "load")));
    }
  }

  @Test
  void aServerThatLeavesIsAskedNoMore() throws Exception {
    serverB.close();
    serverA.root().emit("news");
    assertEquals("42[\"news\"]", a1.next());
    assertEquals(2, Await.value(serverA.root().fetchSockets()).size());
    assertEquals(Map.of("name", "a1"), a1.socket().data());
  }

  @Test
  void withoutAnAdapterOfItsOwnAServerKnowsItself() throws Exception {
    try (SuiteServer single = SuiteServer.calm(o -> o);
        RawWebSocket client = single.connected()) {
      Namespace root = single.server().root();
      root.onServerSide("reload", args -> client.abort());
      root.serverSideEmit("reload");
      List<RemoteSocket> all = Await.value(root.fetchSockets());
      assertEquals(1, all.size());
      RemoteSocket only = all.get(0);
      only.join("r");
      assertEquals(List.of(), Await.value(root.in("nobody").fetchSockets()));
      assertEquals(only.id(), Await.value(root.in("r").fetchSockets()).get(0).id());
      assertEquals(Set.of(only.id()), only.rooms(), "as they were when it was fetched");
      only.emit("hello", "you");
      assertEquals("42[\"hello\",\"you\"]", client.textAfterPings());
      only.leave("r");
      assertEquals(List.of(), Await.value(root.in("r").fetchSockets()));
      only.disconnect(true);
      assertEquals("41", client.textAfterPings());
      client.awaitClose();
    }
  }
}
