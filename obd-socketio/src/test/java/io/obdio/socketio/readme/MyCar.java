package io.obdio.socketio.readme;

import io.obdio.socketio.obd.ObdIo;

public class MyCar {
  public static void main(String[] args) throws Exception {
    ObdIo io = ObdIo.create();
    io.connectObd("sim:");
    io.createEvent("watch", (socket, names) -> io.watch(socket, names.names(0)));
    io.createEvent("custom_event", (socket, data) -> "hello " + data.at(0));
    io.stream("snapshot", 10, io::snapshot);
    io.run("127.0.0.1", 48484);
  }
}
