package io.obdio.socketio.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.obdio.socketio.testing.ClientServer;
import io.obdio.socketio.testing.LeakGuard;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official client of Java. */
@ExtendWith(LeakGuard.class)
@Timeout(120)
class JavaClientIT {
  private static final byte[] BYTES = {0, 1, -2, -1};

  private static Socket client(int port, String namespace, String transports) {
    return client(port, namespace, transports, false);
  }

  private static Socket client(int port, String namespace, String transports, boolean reconnects) {
    IO.Options options =
        IO.Options.builder()
            .setTransports(transports.split(" ", -1))
            .setAuth(Map.of("token", "t1"))
            .setForceNew(true)
            .setReconnection(reconnects)
            .setReconnectionDelay(50)
            .setReconnectionDelayMax(200)
            .build();
    return IO.socket(java.net.URI.create("http://127.0.0.1:" + port + namespace), options);
  }

  private static BlockingQueue<Object[]> received(Socket socket, String event) {
    BlockingQueue<Object[]> queue = new LinkedBlockingQueue<>();
    socket.on(event, queue::add);
    return queue;
  }

  private static Object[] take(BlockingQueue<Object[]> queue) throws InterruptedException {
    Object[] args = queue.poll(30, TimeUnit.SECONDS);
    Assertions.assertNotNull(args, "nothing came");
    return args;
  }

  private static Object ask(Socket socket, String event, Object... args) throws Exception {
    BlockingQueue<Object[]> answer = new LinkedBlockingQueue<>();
    Ack ack = answer::add;
    socket.emit(event, args, ack);
    return take(answer)[0];
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "polling websocket"})
  void everything(String transports) throws Exception {
    try (SocketIoServer server = ClientServer.start(0, false)) {
      Socket one = client(server.port(), "/", transports);
      Socket two = client(server.port(), "/", transports);
      Socket custom = client(server.port(), "/custom", transports);
      Socket unauthorized = client(server.port(), "/private", transports);
      try {
        scenario(one, two, custom, unauthorized);
      } finally {
        one.close();
        two.close();
        custom.close();
        unauthorized.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "polling websocket"})
  void reconnectsAfterTheServerRestarted(String transports) throws Exception {
    // Over WebSocket the client does not notice the close of the server, only missing pings.
    SocketIoServer first =
        ClientServer.start(0, o -> o.engine(e -> e.pingTimeout(Duration.ofSeconds(5))));
    int port = first.port();
    Socket socket = client(port, "/", transports, true);
    try {
      BlockingQueue<Object[]> connected = received(socket, Socket.EVENT_CONNECT);
      BlockingQueue<Object[]> gone = received(socket, Socket.EVENT_DISCONNECT);
      socket.connect();
      take(connected);
      String id = socket.id();
      first.close();
      take(gone);
      SocketIoServer second = ClientServer.start(port, false);
      try {
        take(connected);
        assertNotEquals(id, socket.id());
        assertEquals("again", ask(socket, "echo", "again"));
      } finally {
        second.close();
      }
    } finally {
      socket.close();
      first.close();
    }
  }

  private static void scenario(Socket one, Socket two, Socket custom, Socket unauthorized)
      throws Exception {
    BlockingQueue<Object[]> auth = received(one, "auth");
    BlockingQueue<Object[]> back = received(one, "back");
    BlockingQueue<Object[]> received = received(two, "heard");
    BlockingQueue<Object[]> refused = received(unauthorized, Socket.EVENT_CONNECT_ERROR);
    one.on(
        "question",
        args -> {
          int a = (Integer) args[0];
          int b = (Integer) args[1];
          ((Ack) args[2]).call(a + b, new byte[] {(byte) a, (byte) b});
        });
    one.connect();
    two.connect();
    custom.connect();
    unauthorized.connect();
    assertEquals("t1", ((JSONObject) take(auth)[0]).getString("token"));
    assertEquals("hi", ask(one, "echo", "hi"));
    assertEquals(7, ask(one, "slow", 7));
    JSONArray sum = (JSONArray) ask(one, "ask", 2, 3);
    assertEquals(5, sum.get(0));
    assertArrayEquals(new byte[] {2, 3}, (byte[]) sum.get(1));
    assertArrayEquals(BYTES, (byte[]) ask(one, "echo", (Object) BYTES));
    one.emit("back", BYTES, "between");
    Object[] returned = take(back);
    assertArrayEquals(BYTES, (byte[]) returned[0]);
    assertEquals("between", returned[1]);
    assertEquals("in custom", ask(custom, "echo", "in custom"));
    ask(one, "join", "r1");
    ask(two, "join", "r1");
    ask(one, "shout", "r1", "news");
    assertEquals("news", take(received)[0]);
    assertEquals("not authorised", ((JSONObject) take(refused)[0]).getString("message"));
  }
}
