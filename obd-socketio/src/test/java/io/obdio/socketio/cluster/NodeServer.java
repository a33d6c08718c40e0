package io.obdio.socketio.cluster;

import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.ClientProcess;
import io.obdio.socketio.testing.RedisProcess;
import io.obdio.socketio.testing.Requires;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A server of Node with one of its Redis adapters, in a process of its own. */
final class NodeServer implements ClusterNode {
  private final String name;
  private final Process process;
  private final Writer commands;
  private final BufferedReader answers;
  private final int port;
  private int last;

  private NodeServer(String name, Process process) throws IOException {
    this.name = name;
    this.process = process;
    this.commands = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.port = (int) ((Map<?, ?>) Json.read(answers.readLine())).get("port");
  }

  static NodeServer start(String name, RedisProcess redis, boolean recovery) throws IOException {
    return start(name, redis, ClusterProtocol.STREAMS, recovery);
  }

  static NodeServer start(
      String name, RedisProcess redis, ClusterProtocol protocol, boolean recovery)
      throws IOException {
    Path folder = ClientProcess.folder("cluster");
    Requires.that(
        Files.isDirectory(folder.resolve("node_modules").resolve("socket.io")),
        "run 'npm ci' in obd-socketio/src/test/cluster first");
    Requires.that(Requires.runs("node", "--version"), "Node is not installed");
    List<String> command =
        new ArrayList<>(
            List.of("node", "server.mjs", Integer.toString(redis.port()), protocol.word()));
    if (recovery) {
      command.add("recovery");
    }
    return new NodeServer(
        name,
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  private synchronized Object run(String action, To to, Map<String, Object> parameters)
      throws IOException {
    Map<String, Object> command = new LinkedHashMap<>(parameters);
    command.put("id", ++last);
    command.put("do", action);
    command.put("rooms", to.rooms());
    command.put("except", to.except());
    command.put("volatile", to.isVolatile());
    commands.write(Json.write(command) + "\n");
    commands.flush();
    String line = answers.readLine();
    if (line == null) {
      throw new IOException(name + " has ended");
    }
    Map<?, ?> answer = (Map<?, ?>) Json.read(line);
    if (answer.containsKey("error")) {
      throw new IOException(name + ": " + answer.get("error"));
    }
    return answer.get("result");
  }

  private static Map<String, Object> event(String event, Object... args) {
    return Map.of("event", event, "args", List.of(args));
  }

  @SuppressWarnings("unchecked") // JSON
  private static List<Object> list(Object value) {
    return (List<Object>) value;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void emit(To to, String event, Object... args) throws IOException {
    run("emit", to, event(event, args));
  }

  @Override
  public List<Object> ask(To to, String event, Object... args) throws IOException {
    return list(run("ask", to, event(event, args)));
  }

  @Override
  @SuppressWarnings("unchecked") // JSON
  public List<Map<String, Object>> fetch(To to) throws IOException {
    return (List<Map<String, Object>>) run("fetch", to, Map.of());
  }

  @Override
  public void join(To to, String room) throws IOException {
    run("join", to, Map.of("to", room));
  }

  @Override
  public void leave(To to, String room) throws IOException {
    run("leave", to, Map.of("to", room));
  }

  @Override
  public void disconnect(To to) throws IOException {
    run("disconnect", to, Map.of());
  }

  @Override
  public void serverSide(String event, Object... args) throws IOException {
    run("serverSide", To.ALL, event(event, args));
  }

  @Override
  public List<Object> serverSideAsk(String event, Object... args) throws IOException {
    return list(run("serverSideAsk", To.ALL, event(event, args)));
  }

  @Override
  public List<Object> received() throws IOException {
    return list(run("received", To.ALL, Map.of()));
  }

  /** Lets redis-emitter do something in the place of the server. */
  void emitter(String action, To to, Map<String, Object> parameters) throws IOException {
    run("emitter" + action, to, parameters);
  }

  /** Returns the rooms of all servers, as the classic adapter determines them. */
  List<Object> allRooms() throws IOException {
    return list(run("allRooms", To.ALL, Map.of()));
  }

  /** Sends numbered events at a rate, in events per second. */
  void burst(int count, int rate) throws IOException {
    run("burst", To.ALL, Map.of("count", count, "rate", rate));
  }

  /** Returns the processor time of the process. */
  Duration cpu() {
    return process.toHandle().info().totalCpuDuration().orElseThrow();
  }

  /** Returns the number of servers that Node counts, itself included. */
  int servers() throws IOException {
    return (int) run("servers", To.ALL, Map.of());
  }

  @Override
  public void close() throws IOException {
    commands.close();
    Await.until(name + " has ended", () -> !process.isAlive());
  }
}
