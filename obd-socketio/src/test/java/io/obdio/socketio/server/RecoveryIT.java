package io.obdio.socketio.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.server.internal.RecoveringAdapters;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.LeakGuard;
import io.obdio.socketio.testing.OwnThread;
import io.obdio.socketio.testing.RawWebSocket;
import io.obdio.socketio.testing.SuiteServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connection-state recovery while events are broadcast: no event is lost, none arrives twice. */
@ExtendWith(LeakGuard.class)
@Timeout(180)
class RecoveryIT {
  private static final Pattern EVENT = Pattern.compile("42\\[\"n\",(\\d+),\"([^\"]+)\"\\]");
  private static final Pattern CONNECT =
      Pattern.compile("40\\{\"sid\":\"([^\"]+)\",\"pid\":\"([^\"]+)\"\\}");

  /** A client that reconnects with what it knows, as the official one does. */
  private static final class Client {
    private final SuiteServer server;
    private final List<Integer> numbers = new ArrayList<>();
    private String pid = "";
    private String offset = "";
    private int recoveries;
    private RawWebSocket socket;

    Client(SuiteServer server) throws InterruptedException {
      this.server = server;
      connect();
    }

    private void connect() throws InterruptedException {
      socket = server.session();
      String auth = pid.isEmpty() ? "" : "{\"pid\":\"" + pid + "\",\"offset\":\"" + offset + "\"}";
      socket.send("40" + auth);
      Matcher connect = CONNECT.matcher(socket.textAfterPings());
      assertTrue(connect.matches());
      recoveries += connect.group(2).equals(pid) ? 1 : 0;
      pid = connect.group(2);
    }

    /** Reads up to the newest event and some more, and then breaks off and recovers. */
    void readAndReconnect(int newest, int more) throws InterruptedException {
      readTo(newest);
      read(more);
      socket.abort();
      connect();
    }

    void readTo(int number) throws InterruptedException {
      do {
        read(1);
      } while (numbers.get(numbers.size() - 1) < number);
    }

    void read(int count) throws InterruptedException {
      for (int read = 0; read < count; ) {
        Matcher event = EVENT.matcher(socket.textAfterPings());
        if (event.matches()) {
          numbers.add(Integer.valueOf(event.group(1)));
          offset = event.group(2);
          read++;
        }
      }
    }
  }

  private static SuiteServer start() throws Exception {
    return SuiteServer.calm(
        o -> o.recovery(new ServerOptions.Recovery(Duration.ofMinutes(1), 100_000, 100, false)));
  }

  /** Broadcasts 1, 2, 3, ... until it is stopped; returns the last number. */
  private static CompletableFuture<Integer> broadcast(
      SuiteServer server, AtomicInteger newest, AtomicBoolean running) {
    return OwnThread.call(
        () -> {
          while (running.get()) {
            server.server().root().emit("n", newest.incrementAndGet());
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(300));
          }
          return newest.get();
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20})
  void noEventIsLostInRecoveriesUnderLoad(int middlewareMillis) throws Exception {
    try (SuiteServer server = start()) {
      if (middlewareMillis > 0) {
        server
            .server()
            .root()
            .use(
                (socket, next) ->
                    CompletableFuture.delayedExecutor(middlewareMillis, TimeUnit.MILLISECONDS)
                        .execute(next::proceed));
      }
      Client client = new Client(server);
      AtomicInteger newest = new AtomicInteger();
      AtomicBoolean running = new AtomicBoolean(true);
      CompletableFuture<Integer> sent = broadcast(server, newest, running);
      int rounds = 40;
      for (int i = 0; i < rounds; i++) {
        client.readAndReconnect(newest.get(), 1 + i % 7);
      }
      running.set(false);
      int last = sent.join();
      client.readTo(last);
      client.socket.close();
      assertEquals(rounds, client.recoveries);
      int first = client.numbers.get(0);
      assertEquals(IntStream.rangeClosed(first, last).boxed().toList(), client.numbers);
    }
  }

  /**
   * A store that answers later, from another thread, and returns events that were delivered too.
   */
  private static final class SlowStore implements Adapter {
    private final Adapter memory;

    SlowStore(Adapter memory) {
      this.memory = memory;
    }

    private static <T> CompletionStage<T> later(CompletionStage<T> stage) {
      return stage.thenApplyAsync(
          value -> value, CompletableFuture.delayedExecutor(30, TimeUnit.MILLISECONDS));
    }

    @Override
    public CompletionStage<Optional<SavedSession>> restoreSession(String pid, String offset) {
      return later(memory.restoreSession(pid, offset));
    }

    @Override
    public CompletionStage<Optional<List<BroadcastEvent>>> missedEvents(
        SavedSession session, String offset) {
      return CompletableFuture.supplyAsync(
              () -> null, CompletableFuture.delayedExecutor(30, TimeUnit.MILLISECONDS))
          .thenCompose(none -> memory.missedEvents(session, offset));
    }

    @Override
    public void saveSession(SavedSession session) {
      memory.saveSession(session);
    }

    @Override
    public void join(String id, java.util.Set<String> rooms) {
      memory.join(id, rooms);
    }

    @Override
    public void leave(String id, java.util.Set<String> rooms) {
      memory.leave(id, rooms);
    }

    @Override
    public void leaveAll(String id) {
      memory.leaveAll(id);
    }

    @Override
    public java.util.Set<String> rooms(String id) {
      return memory.rooms(id);
    }

    @Override
    public java.util.Set<String> rooms() {
      return memory.rooms();
    }

    @Override
    public java.util.Set<String> sockets(Selection selection) {
      return memory.sockets(selection);
    }

    @Override
    public void broadcast(BroadcastEvent event, Selection selection) {
      memory.broadcast(event, selection);
    }

    @Override
    public CompletionStage<List<List<@Nullable Object>>> broadcastWithAck(
        BroadcastEvent event, Selection selection, Duration timeout) {
      return memory.broadcastWithAck(event, selection, timeout);
    }

    @Override
    public CompletionStage<List<RemoteSocket>> fetchSockets(Selection selection) {
      return memory.fetchSockets(selection);
    }

    @Override
    public void addSockets(Selection selection, java.util.Set<String> rooms) {
      memory.addSockets(selection, rooms);
    }

    @Override
    public void removeSockets(Selection selection, java.util.Set<String> rooms) {
      memory.removeSockets(selection, rooms);
    }

    @Override
    public void disconnectSockets(Selection selection, boolean close) {
      memory.disconnectSockets(selection, close);
    }

    @Override
    public void serverSideEmit(String event, List<@Nullable Object> args) {
      memory.serverSideEmit(event, args);
    }
  }

  @Test
  void aStoreMayAnswerLater() throws Exception {
    try (SuiteServer server =
        SuiteServer.calm(
            o -> o.recovery(ServerOptions.Recovery.defaults()),
            b -> b.adapter(local -> new SlowStore(RecoveringAdapters.create(local))))) {
      Client client = new Client(server);
      AtomicInteger newest = new AtomicInteger();
      AtomicBoolean running = new AtomicBoolean(true);
      CompletableFuture<Integer> sent = broadcast(server, newest, running);
      for (int i = 0; i < 10; i++) {
        client.readAndReconnect(newest.get(), 3);
      }
      running.set(false);
      int last = sent.join();
      client.readTo(last);
      client.socket.close();
      assertEquals(10, client.recoveries);
      assertEquals(
          IntStream.rangeClosed(client.numbers.get(0), last).boxed().toList(), client.numbers);
    }
  }

  @Test
  void aRecoveredClientHasItsRoomsAndDataBeforeTheListenersRun() throws Exception {
    try (SuiteServer server = start()) {
      Namespace root = server.server().root();
      Client client = new Client(server);
      Await.until("connected", () -> root.sockets().size() == 1);
      Socket first = root.sockets().iterator().next();
      first.join("room");
      first.data().put("name", "Ada");
      root.emit("n", 1);
      client.read(1);
      AtomicInteger calls = new AtomicInteger();
      CompletableFuture<String> seen = new CompletableFuture<>();
      root.onConnection(
          socket -> {
            calls.incrementAndGet();
            seen.complete(
                socket.recovered()
                    + " "
                    + socket.rooms().contains("room")
                    + " "
                    + socket.data().get("name")
                    + " "
                    + socket.id().equals(first.id()));
          });
      client.socket.abort();
      Await.until("gone", () -> root.sockets().isEmpty());
      root.to("room").emit("n", 2);
      client.connect();
      client.read(1);
      assertEquals("true true Ada true", Await.value(seen));
      assertEquals(List.of(1, 2), client.numbers);
      assertEquals(1, calls.get());
      assertEquals(Map.of("name", "Ada"), root.sockets().iterator().next().data());
      client.socket.close();
    }
  }
}
