package io.obdio.socketio.cluster;

import io.obdio.socketio.cluster.redis.RedisCluster;
import io.obdio.socketio.engineio.EngineOptions;
import io.obdio.socketio.http.HttpOptions;
import io.obdio.socketio.server.Broadcast;
import io.obdio.socketio.server.RemoteSocket;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.server.SocketIoServer;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.RedisProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A server of this project with the adapter under test. */
final class JavaServer implements ClusterNode {
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final String name;
  private final RedisCluster cluster;
  private final SocketIoServer server;
  private final List<Object> received = Collections.synchronizedList(new ArrayList<>());

  private JavaServer(String name, RedisCluster cluster, ServerOptions options) throws Exception {
    this.name = name;
    this.cluster = cluster;
    this.server =
        SocketIoServer.builder()
            .options(options)
            .adapter(cluster.adapters(options.recovery()))
            .build();
    server
        .root()
        .onConnection(
            socket -> {
              socket.data().put("server", "java");
              socket.data().put("secret", new Object()); // has no form that can be sent
              socket.on(
                  "join",
                  event -> {
                    socket.join(String.valueOf(event.args().get(0)));
                    event.ack();
                  });
            });
    server.root().onServerSide("hello", args -> received.add(Json.plain(args)));
    server.root().answerServerSide("hello", args -> Map.of("from", "java", "args", args.size()));
    server.start();
  }

  static JavaServer start(String name, RedisProcess redis, boolean recovery) throws Exception {
    return start(name, redis, recovery, ClusterOptions.defaults());
  }

  static JavaServer start(
      String name, RedisProcess redis, boolean recovery, ClusterOptions clusterOptions)
      throws Exception {
    return new JavaServer(
        name, RedisCluster.connect(redis.uri(), clusterOptions), options(recovery));
  }

  /** Starts a server that joins the cluster as soon as Redis is reachable. */
  static JavaServer open(String name, String uri, ClusterOptions clusterOptions) throws Exception {
    return new JavaServer(name, RedisCluster.open(uri, clusterOptions), options(false));
  }

  private static ServerOptions options(boolean recovery) {
    return ServerOptions.builder()
        .http(HttpOptions.builder().listen("127.0.0.1", 0).build())
        .engine(EngineOptions.builder().build())
        .recovery(recovery ? ServerOptions.Recovery.defaults() : null)
        .build();
  }

  SocketIoServer server() {
    return server;
  }

  RedisCluster cluster() {
    return cluster;
  }

  private Broadcast to(To to) {
    Broadcast broadcast =
        to.rooms().isEmpty()
            ? server.root().except()
            : server.root().to(to.rooms().toArray(String[]::new));
    broadcast = broadcast.except(to.except().toArray(String[]::new));
    return to.isVolatile() ? broadcast.asVolatile() : broadcast;
  }

  private static Object[] values(Object... args) {
    Object[] values = new Object[args.length];
    for (int i = 0; i < args.length; i++) {
      values[i] = Json.revive(args[i]);
    }
    return values;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int port() {
    return server.port();
  }

  @Override
  public void emit(To to, String event, Object... args) {
    to(to).emit(event, values(args));
  }

  @Override
  public List<Object> ask(To to, String event, Object... args) throws Exception {
    List<Object> answers = new ArrayList<>();
    for (List<Object> one : Await.value(to(to).emitWithAck(PATIENCE, event, values(args)))) {
      answers.add(one.isEmpty() ? "" : Json.plain(one.get(0)));
    }
    return answers;
  }

  @Override
  public List<Map<String, Object>> fetch(To to) throws Exception {
    List<Map<String, Object>> sockets = new ArrayList<>();
    for (RemoteSocket socket : Await.value(to(to).fetchSockets())) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("id", socket.id());
      map.put("rooms", List.copyOf(new TreeSet<>(socket.rooms())));
      map.put("data", Map.of("server", socket.data().get("server")));
      map.put("address", socket.handshake().address().getHostString());
      map.put("query", socket.handshake().query().get("EIO"));
      map.put("issued", socket.handshake().time().toEpochMilli());
      sockets.add(map);
    }
    return sockets;
  }

  @Override
  public void join(To to, String room) {
    to(to).socketsJoin(room);
  }

  @Override
  public void leave(To to, String room) {
    to(to).socketsLeave(room);
  }

  @Override
  public void disconnect(To to) {
    to(to).disconnectSockets(false);
  }

  @Override
  public void serverSide(String event, Object... args) {
    server.root().serverSideEmit(event, values(args));
  }

  @Override
  public List<Object> serverSideAsk(String event, Object... args) throws Exception {
    List<Object> answers = new ArrayList<>();
    for (List<Object> one :
        Await.value(server.root().serverSideEmitWithAck(PATIENCE, event, values(args)))) {
      answers.add(Json.plain(one.get(0)));
    }
    return answers;
  }

  @Override
  public List<Object> received() {
    return List.copyOf(received);
  }

  @Override
  public void close() {
    server.close();
    cluster.close();
  }
}
