module example {
  requires io.obdio.core;
  requires io.obdio.socketcan;

  exports example;
}
