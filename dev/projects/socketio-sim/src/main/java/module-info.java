module example {
  requires io.obdio.socketio;
  requires io.obdio.sim;

  exports example;
}
