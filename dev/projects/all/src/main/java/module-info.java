module example {
  requires io.obdio.elm327;
  requires io.obdio.isotp;
  requires io.obdio.sim;
  requires io.obdio.socketcan;
  requires io.obdio.socketio;

  exports example;
}
