package io.obdio.socketio.testing;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assertions;

/** The official Java client in one namespace, its events recorded as they arrive. */
public final class TestClient implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;
  private static final String ACCEPTED = " connected";
  private static final String REFUSED = " connect_error";
  private static final String GONE = " disconnected";

  private final Socket socket;
  private final Map<String, BlockingQueue<Object[]>> events = new ConcurrentHashMap<>();
  private final BlockingQueue<String> order = new LinkedBlockingQueue<>();

  private TestClient(Socket socket) {
    this.socket = socket;
    socket.onAnyIncoming(
        args -> {
          Object[] rest = java.util.Arrays.copyOfRange(args, 1, args.length);
          order.add(String.valueOf(args[0]));
          queue(String.valueOf(args[0])).add(rest);
        });
    socket.on(Socket.EVENT_CONNECT, args -> queue(ACCEPTED).add(args));
    socket.on(Socket.EVENT_CONNECT_ERROR, args -> queue(REFUSED).add(args));
    socket.on(Socket.EVENT_DISCONNECT, args -> queue(GONE).add(args));
  }

  /** Starts to connect over WebSocket, with options changed. */
  public static TestClient open(int port, String namespace, Consumer<IO.Options> change) {
    IO.Options options =
        IO.Options.builder()
            .setTransports(new String[] {"websocket"})
            .setForceNew(true)
            .setReconnection(false)
            .build();
    change.accept(options);
    TestClient client =
        new TestClient(IO.socket(URI.create("http://127.0.0.1:" + port + namespace), options));
    client.socket.connect();
    return client;
  }

  /** Connects to {@code /} and waits until it is accepted. */
  public static TestClient connect(int port) throws InterruptedException {
    TestClient client = open(port, "/", options -> {});
    client.awaitAccepted();
    return client;
  }

  /** Waits until the server accepts the client. */
  public void awaitAccepted() throws InterruptedException {
    take(ACCEPTED);
  }

  /** Waits until the server refuses the client; returns the error's message or object. */
  public Object awaitRefused() throws InterruptedException {
    return take(REFUSED)[0];
  }

  /** Waits for the disconnect; returns its reason. */
  public Object awaitDisconnected() throws InterruptedException {
    return take(GONE)[0];
  }

  private BlockingQueue<Object[]> queue(String event) {
    return events.computeIfAbsent(event, name -> new LinkedBlockingQueue<>());
  }

  private Object[] take(String event) throws InterruptedException {
    Object[] args = queue(event).poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    Assertions.assertNotNull(args, () -> "no event '" + event + "'; there were " + order);
    return args;
  }

  /** Waits for the next event of this name; returns its arguments. */
  public Object[] next(String event) throws InterruptedException {
    return take(event);
  }

  /** The names of all events so far, in order. */
  public List<String> order() {
    return List.copyOf(order);
  }

  /** Emits without an acknowledgement. */
  public void emit(String event, Object... args) {
    socket.emit(event, args);
  }

  /** Emits and waits for the acknowledgement; returns all of its values. */
  public Object[] askAll(String event, Object... args) throws InterruptedException {
    BlockingQueue<Object[]> answer = new LinkedBlockingQueue<>();
    Ack ack = answer::add;
    socket.emit(event, args, ack);
    Object[] values = answer.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    Assertions.assertNotNull(values, () -> event + " was not acknowledged; events: " + order);
    return values;
  }

  /** Acknowledges all events of a name. */
  public void answer(String event, Object value) {
    socket.on(event, args -> ((Ack) args[args.length - 1]).call(value));
  }

  /** Emits and waits for the acknowledgement; returns its first value. */
  public Object ask(String event, Object... args) throws InterruptedException {
    return askAll(event, args)[0];
  }

  @Override
  public void close() {
    socket.close();
  }
}
