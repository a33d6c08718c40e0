module example {
  requires io.obdio.socketio;
  requires java.net.http;

  exports example;
}
