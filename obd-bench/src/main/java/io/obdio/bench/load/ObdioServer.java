package io.obdio.bench.load;

import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.server.SocketIoServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** OBDio's server with its defaults: an event that is acknowledged, one that is broadcast. */
final class ObdioServer {
  private ObdioServer() {}

  /**
   * Runs until its standard input ends.
   *
   * @param args the JSON to broadcast
   */
  public static void main(String[] args) throws IOException, JsonException {
    ServerOptions options = ServerOptions.builder().listen("0.0.0.0", 0).build();
    byte[] json = args[0].getBytes(StandardCharsets.UTF_8);
    Object response = new JacksonJson().decode(json, 0, json.length);
    try (SocketIoServer io = SocketIoServer.builder().options(options).build()) {
      io.root().answer("has_name", event -> "RPM".equals(event.arg(0)));
      io.root().on("broadcast", event -> event.socket().namespace().emit("response", response));
      io.start();
      Control.serve(io.port());
    }
  }
}
